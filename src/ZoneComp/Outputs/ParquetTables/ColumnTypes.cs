namespace ZoneComp.Outputs.ParquetTables;

/// <summary>The types that the columns of all tables share; docs/outputs.md says why each.</summary>
internal static class ColumnTypes
{
    /// <summary>Decimals of the general type for numbers of the policy: indicators and factors.</summary>
    public const int NumberScale = 18;

    /// <summary>Decimals of money before it is rounded to its unit.</summary>
    public const int ComputedMoneyScale = 10;

    public static readonly ParquetType Text = new(ParquetKind.Text);
    public static readonly ParquetType Flag = new(ParquetKind.Boolean);
    public static readonly ParquetType Int32 = new(ParquetKind.Int32);
    public static readonly ParquetType Int64 = new(ParquetKind.Int64);
    public static readonly ParquetType Double = new(ParquetKind.Double);

    /// <summary>Exact: areas are multiples of half a square millimetre.</summary>
    public static readonly ParquetType AreaM2 = new(ParquetKind.Decimal, 28, 7);

    /// <summary>Exact too: hectares and mu of such an area have at most eleven decimals.</summary>
    public static readonly ParquetType AreaInLargerUnit = new(ParquetKind.Decimal, 28, 11);

    public static readonly ParquetType Ratio = new(ParquetKind.Decimal, 18, CoverageRow.RatioScale);

    /// <summary>Amounts that are paid, to the fen.</summary>
    public static readonly ParquetType Amount = new(ParquetKind.Decimal, 18, 2);

    public static readonly ParquetType ComputedMoney = new(ParquetKind.Decimal, 28, ComputedMoneyScale);

    public static readonly ParquetType Number = new(ParquetKind.Decimal, ParquetType.MaxPrecision, NumberScale);

    public static ParquetType Of(Quantity quantity) => quantity switch
    {
        Quantity.Text => Text,
        Quantity.Flag => Flag,
        _ => Number,
    };
}
