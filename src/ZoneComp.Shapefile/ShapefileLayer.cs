using System.Text;

namespace ZoneComp.Shapefile;

/// <summary>A shapefile, or a .dbf alone, open for reading.</summary>
/// <remarks>
/// Everything is read in place from memory-mapped files; what is allocated never depends on a number in the file, only on its size.
/// Several readers may walk over one layer at once. Records are counted from 0, deleted rows included, as GDAL counts them.
/// </remarks>
public sealed class ShapefileLayer : IDisposable
{
    private readonly ShpFile? shp;
    private readonly DbfFile? dbf;
    private readonly ProblemLog problems;
    private long? deletedRows;

    private ShapefileLayer(ShapefileParts parts, ShpFile? shp, DbfFile? dbf, ProblemLog problems)
    {
        this.shp = shp;
        this.dbf = dbf;
        this.problems = problems;
        Files = parts.All;
        Projection = parts.Prj is null
            ? null
            : SideText.Read(parts.Prj).Trim('\uFEFF', '\0', ' ', '\r', '\n', '\t') is { Length: > 0 } text ? text : null;
        if (parts.Prj is not null && Projection is null)
            problems.Add(ProblemKind.PrjEmpty, parts.Prj, null, "nothing but blanks");
    }

    /// <summary>The files that were read.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Type by the .shp header, or of the first record where that is none; Null for a table alone.</summary>
    public ShapeType Type { get; private init; }

    /// <summary>Box by the header: not checked against the shapes.</summary>
    public (double MinX, double MinY, double MaxX, double MaxY)? DeclaredBox =>
        shp is null ? null : (shp.Header.MinX, shp.Header.MinY, shp.Header.MaxX, shp.Header.MaxY);

    public IReadOnlyList<DbfField> Fields => dbf?.Fields ?? [];

    /// <summary>How text is decoded; null without a .dbf.</summary>
    public TextDecision? Text => dbf?.Text;

    /// <summary>Text of the .prj; null when there is none or it is empty.</summary>
    public string? Projection { get; }

    /// <summary>Records, deleted rows included.</summary>
    public long RecordCount => shp?.Count ?? dbf!.RowCount;

    /// <summary>Rows with the delete flag: their records are passed over. Looks at every row the first time.</summary>
    public long DeletedCount => deletedRows ??= dbf is null ? 0 : CountDeleted();

    /// <summary>What opening found; what reading finds is with the reader.</summary>
    public IReadOnlyList<ShapefileProblem> Problems => problems.ToList();

    internal ShpFile? Shp => shp;

    internal DbfFile? Dbf => dbf;

    /// <param name="path">The .shp, or a .dbf.</param>
    /// <param name="encoding">Overrides .cpg, LDID and detection.</param>
    /// <exception cref="ShapefileException">It cannot be read at all.</exception>
    public static ShapefileLayer Open(string path, Encoding? encoding = null)
    {
        var parts = ShapefileParts.Find(path);
        var problems = new ProblemLog();
        ShpFile? shp = null;
        DbfFile? dbf = null;
        try
        {
            if (parts.Shp is not null)
                shp = ShpFile.Open(parts.Shp, parts.Shx, problems);
            if (parts.Dbf is not null)
                dbf = OpenDbf(parts, encoding, tableOnly: shp is null, problems);
            else
                problems.Add(ProblemKind.DbfMissing, parts.Shp!, null, "geometry without attributes");
            if (dbf is not null)
                MatchCounts(shp, dbf, problems);
            return new ShapefileLayer(parts, shp, dbf, problems) { Type = shp is null ? ShapeType.Null : TypeOf(shp, problems) };
        }
        catch
        {
            shp?.Dispose();
            dbf?.Dispose();
            throw;
        }
    }

    /// <summary>A coordinate of a record's shape, to find it on the map; null where it has none.</summary>
    public ShapePoint? PlaceOf(long record) => shp?.PlaceOf(record);

    /// <summary>The lines or rings of a record that a reader read before: for any number of threads at once, until
    /// <see cref="Dispose"/>.</summary>
    public ShapeRecord ReadAgain(ShapePlace place) => shp!.ReadAgain(place);

    /// <summary>Starts a walk over the records.</summary>
    /// <param name="fields">Indices into <see cref="Fields"/> of the values to decode.</param>
    public ShapefileReader Read(params ReadOnlySpan<int> fields) => new(this, 0, RecordCount, fields);

    /// <summary>Starts a walk over some of the records.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">The one after the last.</param>
    /// <param name="fields">As for <see cref="Read"/>.</param>
    public ShapefileReader ReadRange(long from, long to, params ReadOnlySpan<int> fields)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, RecordCount);
        return new ShapefileReader(this, from, to, fields);
    }

    /// <summary>The first record that begins at a byte of the .shp or behind it; <see cref="RecordCount"/> behind the last. Never less for
    /// a later byte.</summary>
    /// <remarks>Where records do not lie in the file in the order of their numbers, the share of the records that the byte is of the
    /// file.</remarks>
    public long RecordAt(long offset)
    {
        if (shp is not null)
            return shp.RecordAt(offset);
        return offset > 0 ? RecordCount : 0;
    }

    public void Dispose()
    {
        shp?.Dispose();
        dbf?.Dispose();
    }

    private static DbfFile? OpenDbf(ShapefileParts parts, Encoding? encoding, bool tableOnly, ProblemLog problems)
    {
        string? cpg = parts.Cpg is null
            ? null
            : SideText.Read(parts.Cpg).Trim('\uFEFF', ' ', '\r', '\n', '\t', '\0').Split('\n', 2)[0].Trim();
        try
        {
            return DbfFile.Open(parts.Dbf!, cpg, encoding, problems);
        }
        catch (ShapefileException exception) when (!tableOnly)
        {
            problems.Add(ProblemKind.DbfUnreadable, parts.Dbf!, null, exception.Reason);
            return null;
        }
    }

    private static void MatchCounts(ShpFile? shp, DbfFile dbf, ProblemLog problems)
    {
        long shapes = shp?.Count ?? dbf.RowCount;
        if (dbf.RowCount < shapes && dbf.AvailableRows >= shapes)
        {
            // A writer that crashed never set the count; the rows are there all the same.
            problems.Add(
                ProblemKind.RowCountDiffers,
                dbf.Path,
                null,
                $"{dbf.DeclaredRows} rows declared, {dbf.AvailableRows} there, {shapes} shapes: rows taken by the shapes");
            dbf.RowCount = shapes;
        }
        else if (shp is not null && dbf.RowCount > shapes && dbf.AvailableRows > shapes)
        {
            problems.Add(ProblemKind.RowsSurplus, dbf.Path, null, $"{dbf.AvailableRows} rows, {shapes} shapes");
        }
        else if (dbf.RowCount != shapes || dbf.DeclaredRows > dbf.AvailableRows)
        {
            problems.Add(
                ProblemKind.RowCountDiffers,
                dbf.Path,
                null,
                $"{dbf.DeclaredRows} rows declared, {dbf.AvailableRows} there, {shapes} shapes");
        }
    }

    private static ShapeType TypeOf(ShpFile shp, ProblemLog problems)
    {
        // The first record that is no null shape tells; a few are enough.
        var aside = new ProblemLog();
        for (int record = 0; record < Math.Min(shp.Count, 1000); record++)
        {
            ShapeType found = shp.Read(record, aside).Type;
            if (found == ShapeType.Null)
                continue;
            if ((int)found != shp.Header.TypeCode)
                problems.Add(
                    ProblemKind.HeaderTypeDiffers,
                    shp.Path,
                    record,
                    $"the header says type {shp.Header.TypeCode}, the record is {found}");
            return found;
        }

        return ShapeTypes.IsKnown(shp.Header.TypeCode) ? (ShapeType)shp.Header.TypeCode : ShapeType.Null;
    }

    private long CountDeleted()
    {
        (long deleted, long outOfStep) = dbf!.CountDeleted();
        if (outOfStep >= 0)
            problems.Add(
                ProblemKind.RowsOutOfStep,
                dbf.Path,
                outOfStep,
                $"a row of {dbf.RowLength} bytes that begins with neither a blank nor the delete flag");
        if (deleted > 0)
            problems.Add(ProblemKind.RowsDeleted, dbf.Path, null, $"{deleted} rows marked as deleted are passed over");
        return deleted;
    }
}
