using System.Text;

namespace ZoneComp.Shapefile;

/// <summary>The attributes of a shapefile, or a table alone: a .dbf mapped into memory.</summary>
internal sealed class DbfFile : IDisposable
{
    // Text looked at to tell the encoding, spread over the whole file.
    private const long GuessBytes = 64 << 20;

    private readonly MappedFile file;
    private readonly DbfHeader header;

    private DbfFile(MappedFile file, DbfHeader header, TextDecision text, IReadOnlyList<DbfField> fields)
    {
        this.file = file;
        this.header = header;
        Text = text;
        Fields = fields;
        AvailableRows = RowsIn(file, header);
        RowCount = Math.Min(header.DeclaredRows, AvailableRows);
    }

    public string Path => file.Path;

    public TextDecision Text { get; }

    public IReadOnlyList<DbfField> Fields { get; }

    public long DeclaredRows => header.DeclaredRows;

    public int RowLength => header.RowLength;

    /// <summary>Whole rows that the file has room for.</summary>
    public long AvailableRows { get; }

    /// <summary>Rows to be read: declared and there. A header that a crash left behind may be overruled.</summary>
    public long RowCount { get; set; }

    public static DbfFile Open(string path, string? cpg, Encoding? byCaller, ProblemLog problems)
    {
        var file = MappedFile.Open(path);
        try
        {
            var header = DbfHeader.Read(file);
            var text = TextDecision.Make(byCaller, cpg, header.Ldid, Guess(file, header), path, problems);
            return new DbfFile(file, header, text, DbfFields.Name(header, text.Encoding, path, problems));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public bool IsDeleted(long row) => file.Slice(header.RowsAt + (row * header.RowLength), 1)[0] == (byte)'*';

    /// <summary>The bytes of one value; fewer than its width, or none, where the row is too short for it.</summary>
    public ReadOnlySpan<byte> Cell(long row, DbfField field)
    {
        int room = Math.Clamp(header.RowLength - field.Offset, 0, field.Width);
        return file.Slice(header.RowsAt + (row * header.RowLength) + (room == 0 ? 0 : field.Offset), room);
    }

    /// <summary>Rows with the delete flag, and the first row that begins with neither a blank nor the flag, as rows do whose lengths are
    /// not those of the header; -1 for none.</summary>
    public (long Deleted, long OutOfStep) CountDeleted()
    {
        long deleted = 0, outOfStep = -1;
        for (long row = 0; row < RowCount; row++)
        {
            byte flag = file.Slice(header.RowsAt + (row * header.RowLength), 1)[0];
            deleted += flag == (byte)'*' ? 1 : 0;
            outOfStep = outOfStep < 0 && flag is not ((byte)'*' or (byte)' ' or 0) ? row : outOfStep;
        }

        return (deleted, outOfStep);
    }

    public void Dispose() => file.Dispose();

    private static long RowsIn(MappedFile file, DbfHeader header) => (file.Length - header.RowsAt) / header.RowLength;

    private static TextGuess Guess(MappedFile file, DbfHeader header)
    {
        var guess = new TextGuess();
        foreach (RawField field in header.Fields)
            guess.Add(field.Name);
        var texts = header.Fields.Where(field => field.TypeCode == 'C' && field.Offset + field.Width <= header.RowLength).ToArray();
        if (texts.Length == 0)
            return guess;
        long rows = Math.Min(RowsIn(file, header), header.DeclaredRows);
        long step = Math.Max(1, rows * texts.Sum(field => (long)field.Width) / GuessBytes);
        for (long row = 0; row < rows; row += step)
        {
            ReadOnlySpan<byte> bytes = file.Slice(header.RowsAt + (row * header.RowLength), header.RowLength);
            if (System.Text.Ascii.IsValid(bytes))
                continue;
            foreach (RawField field in texts)
                guess.Add(TextCells.Trim(bytes.Slice(field.Offset, field.Width)));
        }

        return guess;
    }
}
