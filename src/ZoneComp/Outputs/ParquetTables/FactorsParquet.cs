using System.Globalization;
using System.Text.Json;

namespace ZoneComp.Outputs.ParquetTables;

/// <summary>factors.parquet: a row per region, a column per indicator and factor; what finance consumes, and next year's run looks back
/// on.</summary>
public static class FactorsParquet
{
    public const string FileName = "factors.parquet";

    /// <summary>Metadata key: what each column stands for, as JSON.</summary>
    public const string FiguresKey = "zonecomp_figures";

    private static readonly decimal Limit = (decimal)Math.Pow(10, ParquetType.MaxPrecision - ColumnTypes.NumberScale);

    /// <param name="indicators">Each with one value per region.</param>
    /// <param name="factors">Likewise.</param>
    public static void Write(
        Stream stream, IReadOnlyList<Region> regions, IReadOnlyList<Column> indicators, IReadOnlyList<Column> factors, int year,
        IReadOnlyDictionary<string, string> metadata) =>
        Table(regions, indicators, factors, year).Write(stream, metadata);

    /// <summary>The columns of an earlier run.</summary>
    /// <exception cref="UserErrorException">The file is missing, does not read, or is not a table of factors.</exception>
    public static EarlierFactors Read(string path) => EarlierTable.Read(path, Read);

    private static EarlierFactors Read(ParquetFile file)
    {
        FigureRecord[] records = EarlierTable.Metadata(file, FiguresKey, TableJson.Context.FigureRecordArray);
        var regions = new RegionsReader(file);
        for (int group = 0; group < file.RowGroupCount; group++)
            _ = regions.Read(group);
        if (regions.Regions.Count != file.RowCount)
            throw new ParquetException($"{file.Name}: {file.RowCount} rows for {regions.Regions.Count} regions; expected one for each");
        return new EarlierFactors(regions.Regions, Columns("indicator"), Columns("factor"));

        IReadOnlyList<Column> Columns(string kind) =>
        [
            .. records.Where(record => record.Kind == kind).Select(record => new Column(
                record.Name, record.Title, Enum.Parse<Quantity>(record.Quantity), record.Unit, file.Column(record.Column).Values())
            { Decimals = record.Decimals, Formula = record.Formula }),
        ];
    }

    internal static ParquetTable Table(
        IReadOnlyList<Region> regions,
        IReadOnlyList<Column> indicators,
        IReadOnlyList<Column> factors,
        int year)
    {
        Column[] all = [.. indicators, .. factors];
        if (all.FirstOrDefault(column => column.Values.Count != regions.Count) is { } odd)
            throw new ArgumentException($"Column '{odd.Name}' has {odd.Values.Count} values for {regions.Count} regions.");
        IReadOnlyList<string> names = RegionColumns.UniqueNames(regions, [], all.Select(column => column.Name));
        return new ParquetTable<int>(
            FileName,
            [
                .. RegionColumns.For<int>(year, regions, row => regions[row]),
                .. all.Select((column, index) => new TableColumn<int>(
                    names[index], column.Title, column.Unit.Length == 0 ? null : column.Unit, ColumnTypes.Of(column.Quantity), true,
                    row => Stored(column, regions[row], row))
                { Placeholder = index < indicators.Count ? "INDICATOR" : "FACTOR" }),
            ],
            [.. Enumerable.Range(0, regions.Count)])
        {
            OwnMetadata = new Dictionary<string, string>
            {
                [FiguresKey] = JsonSerializer.Serialize(
                    [
                        .. all.Select((column, index) => new FigureRecord(
                            names[index], index < indicators.Count ? "indicator" : "factor", column.Name, column.Title,
                            column.Quantity.ToString(), column.Unit, column.Decimals, column.Formula)),
                    ],
                    TableJson.Context.FigureRecordArray),
            },
        };
    }

    private static object? Stored(Column column, Region region, int row) => column.Values[row] switch
    {
        decimal number when Math.Abs(number) >= Limit => throw new UserErrorException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"column '{column.Name}' of region {region.Code} is {number}; {FileName} holds numbers below {Limit:E0}. State it in a "
                    + $"larger unit."),
            string.Create(
                CultureInfo.InvariantCulture,
                $"区域 {region.Code} 的列“{column.Name}”为 {number}；{FileName} 只能存放小于 {Limit:E0} 的数。请换用更大的单位。")),
        decimal number => decimal.Round(number, ColumnTypes.NumberScale),
        var other => other,
    };
}

/// <summary>What an earlier run found for its regions, which need not be this run's.</summary>
/// <param name="Indicators">One value per region of <paramref name="Regions"/>, numbers to 18 decimals.</param>
public sealed record EarlierFactors(IReadOnlyList<Region> Regions, IReadOnlyList<Column> Indicators, IReadOnlyList<Column> Factors);
