using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoneComp.Outputs.ParquetTables;

/// <summary>A zone class and the flag column that stands for it.</summary>
internal sealed record ClassRecord(string Column, string Name, string Layer, string Title);

/// <summary>An indicator or factor and the column that holds it.</summary>
/// <param name="Kind">"indicator" or "factor".</param>
internal sealed record FigureRecord(
    string Column, string Kind, string Name, string Title, string Quantity, string Unit, int Decimals, string? Formula);

internal sealed record SchemeRecord(
    string Name, string Title, string Kind, decimal? FundYuan, decimal UnitYuan, decimal TotalYuan, decimal UnallocatedYuan,
    decimal ReserveYuan, string? Measure);

/// <summary>JSON in the metadata of the tables: what their columns and rows stand for.</summary>
internal static class TableJson
{
    public static TableJsonContext Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Chinese stays readable
    });
}

[JsonSerializable(typeof(ClassRecord[]))]
[JsonSerializable(typeof(FigureRecord[]))]
[JsonSerializable(typeof(SchemeRecord[]))]
internal sealed partial class TableJsonContext : JsonSerializerContext;
