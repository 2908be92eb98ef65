namespace ZoneComp.Parquet;

/// <summary>
/// The one error of this library about a file: it is not Parquet, is damaged, or uses something that is not read here.
/// The text says what was found, where in which file, and, where there is something to do, what.
/// </summary>
public sealed class ParquetException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The same error with the place it was found at in front, the wider place first.</summary>
    internal ParquetException At(string place) => new($"{place}: {Message}", InnerException);
}
