namespace ZoneComp.Shapefile.Tests;

/// <summary>Three squares, damaged byte by byte. A record of a square has 8 + 128 bytes: header, then 44 + 4 + 5 x 16.</summary>
public class DamagedFileTests
{
    private const int Record1 = 100 + 136;

    private static readonly (long, double, object?)[] Whole = [(0, 0.0, 0L), (1, 20.0, 1L), (2, 40.0, 2L)];

    [Fact]
    public void Without_shx_all_records_are_found_by_walking()
    {
        using var folder = Made();
        File.Delete(folder["a.shx"]);
        Expect(folder, Whole, ProblemKind.ShxMissing);
    }

    [Fact]
    public void A_cut_shx_is_replaced_by_walking()
    {
        using var folder = Made();
        folder.Truncate("a.shx", 108);
        Expect(folder, Whole, ProblemKind.ShxUnusable);
    }

    [Fact]
    public void A_wild_offset_in_the_shx_is_replaced_by_walking()
    {
        using var folder = Made();
        folder.Patch("a.shx", 108, 0x3F, 0xFF, 0xFF, 0xFF);
        Expect(folder, Whole, ProblemKind.ShxUnusable);
    }

    [Fact] // entry 1 at 100 bytes, the place of record 0, of the same size: the sum of sizes is right, and record 1 would be lost
    public void Two_entries_of_the_shx_at_one_record_are_replaced_by_walking()
    {
        using var folder = Made();
        folder.Patch("a.shx", 108, 0, 0, 0, 50);
        Expect(folder, Whole, ProblemKind.ShxUnusable);
    }

    [Fact] // entries 0 and 1 exchanged, all of one size: every byte of the .shp is reached, and the rows of the .dbf belong to others
    public void A_shx_in_another_order_than_the_shapes_own_numbers_is_told()
    {
        using var folder = Made();
        folder.Patch("a.shx", 100, 0, 0, 0, 118, 0, 0, 0, 64, 0, 0, 0, 50);
        Expect(folder, [(0, 20.0, 0L), (1, 0.0, 1L), (2, 40.0, 2L)], ProblemKind.ShxOrderDiffers);
    }

    [Theory] // rows of 1 + 12 + 6 bytes behind 97 of header
    [InlineData(10, 20, 4)] // rows stated longer: the second begins with a blank by chance, the third with what the second row holds
    [InlineData(8, 98, 2)] // header stated longer: rows begin with the first letter of their text
    public void Rows_out_of_step_with_the_header_are_told(int at, int length, int kinds)
    {
        using var folder = Made();
        folder.Patch("a.dbf", at, (byte)length, 0);
        using var layer = ShapefileLayer.Open(folder["a.shp"]);
        _ = layer.DeletedCount;

        Assert.Contains(ProblemKind.RowsOutOfStep, layer.Problems.Select(problem => problem.Kind));
        Assert.InRange(layer.Problems.Count, 1, kinds);
    }

    [Fact] // the second field stated 5 bytes wide in place of 6
    public void Rows_longer_than_their_fields_are_told()
    {
        using var folder = Made();
        folder.Patch("a.dbf", 64 + 16, 5);
        using var layer = ShapefileLayer.Open(folder["a.shp"]);

        Assert.Contains(ProblemKind.RowLengthDiffers, layer.Problems.Select(problem => problem.Kind));
    }

    [Fact]
    public void A_field_without_a_name_does_not_end_the_fields()
    {
        using var folder = Made();
        folder.Patch("a.dbf", 32, 0, 0, 0, 0, 0);
        using var layer = ShapefileLayer.Open(folder["a.shp"]);

        Assert.Equal(["field_1", "NUMBER"], layer.Fields.Select(field => field.Name));
    }

    [Fact] // the record says: 4 bytes, no shape; the .shx: 128 bytes
    public void A_shape_that_only_the_shx_knows_of_is_unreadable_and_not_empty()
    {
        using var folder = Made();
        folder.Patch("a.shp", Record1 + 4, 0, 0, 0, 2, 0, 0, 0, 0);
        Expect(folder, [(0, 0.0, 0L), (1, double.NaN, 1L), (2, 40.0, 2L)], ProblemKind.RecordUnreadable);
    }

    [Fact]
    public void A_wrong_content_length_is_overruled_by_the_shx()
    {
        using var folder = Made();
        folder.Patch("a.shp", Record1 + 4, 0x3F, 0xFF, 0xFF, 0xFF);
        Expect(folder, Whole, ProblemKind.RecordLengthWrong);
    }

    [Fact]
    public void A_wrong_content_length_without_shx_is_overruled_by_the_shape_itself()
    {
        using var folder = Made();
        folder.Patch("a.shp", Record1 + 4, 0x3F, 0xFF, 0xFF, 0xFF);
        File.Delete(folder["a.shx"]);
        Expect(folder, Whole, ProblemKind.ShxMissing, ProblemKind.RecordLengthWrong);
    }

    [Fact]
    public void A_gap_left_by_a_lazy_deletion_is_passed_over_without_shx()
    {
        using var folder = Made();
        byte[] shp = File.ReadAllBytes(folder["a.shp"]);
        File.WriteAllBytes(folder["a.shp"], [.. shp[..Record1], .. new byte[50], .. shp[Record1..]]);
        File.Delete(folder["a.shx"]);
        Expect(folder, Whole, ProblemKind.HeaderLengthWrong, ProblemKind.ShxMissing);
    }

    [Fact]
    public void A_null_shape_with_a_wrong_length_does_not_shift_the_rest()
    {
        // Record 1 becomes a null shape of 4 bytes whose header still says 128 (NetTopologySuite.IO.Esri#62).
        using var folder = Made();
        byte[] shp = File.ReadAllBytes(folder["a.shp"]);
        File.WriteAllBytes(folder["a.shp"], [.. shp[..(Record1 + 8)], 0, 0, 0, 0, .. shp[(Record1 + 136)..]]);
        File.Delete(folder["a.shx"]);
        Expect(
            folder, [(0, 0.0, 0L), (1, double.NaN, 1L), (2, 40.0, 2L)], ProblemKind.HeaderLengthWrong, ProblemKind.ShxMissing,
            ProblemKind.RecordLengthWrong);
    }

    [Theory] // numParts, numPoints, first part
    [InlineData(36, 0x7F)]
    [InlineData(40, 0x7F)]
    [InlineData(44, 0x7F)]
    [InlineData(36, 0xFF)]
    [InlineData(40, 0xFF)]
    [InlineData(44, 0xFF)]
    public void Counts_of_billions_cost_that_record_its_shape_and_nothing_else(int at, byte highest)
    {
        using var folder = Made();
        folder.Patch("a.shp", Record1 + 8 + at + 3, highest);
        Expect(folder, [(0, 0.0, 0L), (1, double.NaN, 1L), (2, 40.0, 2L)], ProblemKind.RecordUnreadable);
    }

    [Fact]
    public void A_cut_shp_keeps_its_number_of_features()
    {
        using var folder = Made();
        folder.Truncate("a.shp", 450);
        Expect(
            folder, [(0, 0.0, 0L), (1, 20.0, 1L), (2, double.NaN, 2L)], ProblemKind.HeaderLengthWrong, ProblemKind.ShxUnusable,
            ProblemKind.RecordUnreadable);
    }

    [Fact]
    public void A_deleted_row_takes_its_shape_with_it_and_shifts_nothing()
    {
        using var folder = Made();
        folder.Patch("a.dbf", 97 + 19, (byte)'*'); // header 32 + 2 x 32 + 1, rows of 1 + 12 + 6
        using var layer = ShapefileLayer.Open(folder["a.shp"]);

        Assert.Equal(1, layer.DeletedCount);
        Assert.Equal([(0, 0.0, 0L), (2, 40.0, 2L)], Sample.Read(layer, out var problems));
        Assert.Equal(ProblemKind.RowsDeleted, Assert.Single(problems).Kind);
    }

    [Fact]
    public void A_missing_row_leaves_the_shape_with_empty_values()
    {
        using var folder = Made();
        folder.Truncate("a.dbf", 97 + (2 * 19) + 5);
        Expect(folder, [(0, 0.0, 0L), (1, 20.0, 1L), (2, 40.0, null)], ProblemKind.RowCountDiffers, ProblemKind.RowMissing);
    }

    [Fact]
    public void A_row_count_that_a_crash_left_at_zero_is_overruled_by_the_rows_that_are_there()
    {
        using var folder = Made();
        folder.Patch("a.dbf", 4, 0, 0, 0, 0);
        Expect(folder, Whole, ProblemKind.RowCountDiffers);
    }

    [Theory]
    [InlineData(8)] // header length 0
    [InlineData(10)] // row length 0
    public void A_dbf_without_sense_leaves_the_geometry(int at)
    {
        using var folder = Made();
        folder.Patch("a.dbf", at, 0, 0);
        Expect(folder, [(0, 0.0, null), (1, 20.0, null), (2, 40.0, null)], ProblemKind.DbfUnreadable);
    }

    [Fact]
    public void A_file_that_is_no_shapefile_is_refused_by_name()
    {
        using var folder = Made();
        folder.Patch("a.shp", 0, 1);

        var thrown = Assert.Throws<ShapefileException>(() => ShapefileLayer.Open(folder["a.shp"]));

        Assert.Equal(folder["a.shp"], thrown.File);
        Assert.Equal("begins with 16787210, a shapefile with 9994: it is not a shapefile or is damaged", thrown.Reason);
    }

    private static Folder Made()
    {
        var folder = new Folder();
        Sample.Squares(folder["a.shp"], CodePages.Utf8, "one", "two", "three");
        return folder;
    }

    private static void Expect(Folder folder, (long, double, object?)[] rows, params ProblemKind[] kinds)
    {
        using var layer = ShapefileLayer.Open(folder["a.shp"]);

        Assert.Equal(rows, Sample.Read(layer, out var problems));
        Assert.Equal(kinds, problems.Select(problem => problem.Kind).Distinct());
    }
}
