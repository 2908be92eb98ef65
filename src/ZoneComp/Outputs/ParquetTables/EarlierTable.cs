using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ZoneComp.Parquet;

namespace ZoneComp.Outputs.ParquetTables;

/// <summary>A table of an earlier run, open for reading.</summary>
internal static class EarlierTable
{
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

    private static ParquetException Missing(ParquetFile file, string column) => new($"{file.Name}: column '{column}' has a row without value");
}
