using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ZoneComp.Outputs.ParquetTables;

/// <summary>A table of an earlier run, open for reading.</summary>
internal static class EarlierTable
{
    /// <summary>Opens a table and reads from it.</summary>
    /// <exception cref="UserErrorException">It is missing, or <paramref name="read"/> could not make sense of it.</exception>
    public static T Read<T>(string path, Func<ParquetFile, T> read)
    {
        try
        {
            using ParquetFile file = ParquetFile.Open(path);
            return read(file);
        }
        catch (ParquetException error)
        {
            throw new UserErrorException(
                $"cannot be used as the results of an earlier run: {error.Message}", $"无法用作先前运行的结果：{error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{path}: cannot be opened as the results of an earlier run ({error.Message})", $"{path}：无法作为先前运行的结果打开（{error.Message}）",
                error);
        }
    }

    /// <summary>A metadata value that the tables of this program carry, as JSON.</summary>
    public static T Metadata<T>(ParquetFile file, string key, JsonTypeInfo<T> type)
    {
        if (!file.Metadata.TryGetValue(key, out string? json))
            throw new ParquetException($"{file.Name}: has no metadata '{key}', so it is not a table that zonecomp wrote");
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw new ParquetException($"{file.Name}: metadata '{key}' does not read ({error.Message})", error);
        }
    }

    /// <summary>Values of a text column that has one in every row.</summary>
    public static string[] Texts(ParquetFile file, string column, int rowGroup) =>
        Array.ConvertAll(file.Column(column).Texts(rowGroup), text => text ?? throw Missing(file, column));

    public static decimal[] Decimals(ParquetFile file, string column, int rowGroup) =>
        Array.ConvertAll(file.Column(column).Decimals(rowGroup), number => number ?? throw Missing(file, column));

    public static bool[] Flags(ParquetFile file, string column, int rowGroup) =>
        Array.ConvertAll(file.Column(column).Booleans(rowGroup), flag => flag ?? throw Missing(file, column));

    private static ParquetException Missing(ParquetFile file, string column) =>
        new($"{file.Name}: column '{column}' has a row without value");
}
