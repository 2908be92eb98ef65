namespace ZoneComp.Tests.Outputs.ParquetTables;

public sealed class FactorsAndAllocationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public FactorsAndAllocationTests() => ParquetOutputs.Write(folder.FullPath, SmallRun.Results);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_row_per_region_and_a_column_per_indicator_and_factor()
    {
        using ParquetFile file = ParquetFile.Open(folder.File("factors.parquet"));

        Assert.Equal(
            ["year", "region_code", "region_name", "parent_city", "parent_province", "forest_mu", "YEAR_2", "level", "is_key"],
            file.Columns.Select(leaf => leaf.Name));
        Assert.Equal([0.0975m, 0m, null], file.Column("forest_mu").Decimals());
        Assert.Equal([0.333333333333333333m, 2m, -0.123456789012345679m], file.Column("YEAR_2").Decimals());
        Assert.Equal((string?[])["甲", null, ""], file.Column("level").Texts());
        Assert.Equal([true, false, null], file.Column("is_key").Booleans());
        Assert.Equal("mu", file.Column("forest_mu").Leaf.Unit);
    }

    [Fact]
    public void Last_years_factors_come_back_with_names_units_and_formulas()
    {
        EarlierFactors back = FactorsParquet.Read(folder.File("factors.parquet"));

        Assert.Equal(["010001", "010002", "010003"], back.Regions.Select(region => region.Code));
        Assert.Equal("0100", back.Regions[0].Parents["city"]);
        Column mu = back.Indicators[0], year = back.Indicators[1];
        Assert.Equal(
            ("forest_mu", "林地面积", Quantity.Area, "mu", "area(forest, mu)", 4),
            (mu.Name, mu.Title, mu.Quantity, mu.Unit, mu.Formula, mu.Decimals));
        Assert.Equal([0.0975m, 0m, null], mu.Values);
        Assert.Equal(("YEAR", "", null, 2), (year.Name, year.Unit, year.Formula, year.Decimals));
        Assert.Equal(["level", "is_key"], back.Factors.Select(column => column.Name));
        Assert.Equal([true, false, null], back.Factors[1].Values);
    }

    [Fact]
    public void A_number_too_large_for_the_table_is_a_message_for_the_user()
    {
        Column huge = new("huge", "", Quantity.Number, "", [100000000000000000000m]);

        var error = Assert.Throws<UserErrorException>(() => FactorsParquet.Write(
            Stream.Null, [SmallRun.Combinations.Regions[0]], [huge], [], 2025, new Dictionary<string, string>()));

        Assert.Equal(
            "column 'huge' of region 010001 is 100000000000000000000; factors.parquet holds numbers below 1E+020. State it in a larger "
                + "unit.",
            error.Message);
    }

    [Fact]
    public void Amounts_are_kept_to_the_fen()
    {
        using ParquetFile file = ParquetFile.Open(folder.File("allocation.parquet"));

        Assert.Equal([66.6733333333m, 33.3366666667m], file.Column("computed_yuan").Decimals());
        Assert.Equal([60m, 40.01m], file.Column("amount_yuan").Decimals());
        Assert.Equal([50m, null], file.Column("last_year_yuan").Decimals());
        Assert.Equal([10m, null], file.Column("change_yuan").Decimals());
        Assert.Equal((string?[])["中央", ""], file.Column("source").Texts());
        Assert.Equal(new ParquetType(ParquetKind.Decimal, 18, 2), file.Column("amount_yuan").Leaf.Type);
    }

    [Fact]
    public void Last_years_allocation_comes_back()
    {
        AllocationTable back = AllocationParquet.Read(folder.File("allocation.parquet"));

        AllocationTable written = SmallRun.Results.Allocation!;
        Assert.Equal(written.Schemes, back.Schemes);
        Assert.Equal(
            [written.Rows[0] with { ComputedYuan = 66.6733333333m }, written.Rows[1] with { ComputedYuan = 33.3366666667m }],
            back.Rows);
    }
}
