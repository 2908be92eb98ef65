namespace ZoneComp.Shapefile;

/// <summary>The file cannot be read at all, or cannot be written as asked.</summary>
/// <param name="file">Path of the part that is at fault.</param>
/// <param name="record">Record from 0, where one is at fault.</param>
/// <param name="reason">What was found and what was expected, without the file's name.</param>
public sealed class ShapefileException(string file, long? record, string reason, Exception? inner = null)
    : Exception(record is null ? $"{file}: {reason}" : $"{file}, record {record}: {reason}", inner)
{
    public string File { get; } = file;

    public long? Record { get; } = record;

    public string Reason { get; } = reason;
}
