using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ZoneComp.Shapefile;

/// <summary>Writes the .dbf of a shapefile: types C, N, F, L and D.</summary>
internal sealed class DbfWriter : IDisposable
{
    private const int LongestName = 10;

    private readonly FileStream file;
    private readonly Encoding encoding;
    private readonly byte[] row;
    private int rows;

    public DbfWriter(string path, IReadOnlyList<DbfField> fields, Encoding encoding)
    {
        this.encoding = encoding;
        Fields = Place(fields);
        row = new byte[1 + Fields.Sum(field => field.Width)];
        file = File.Create(path, 1 << 16);
        WriteHeader();
    }

    public IReadOnlyList<DbfField> Fields { get; }

    public long CutValues { get; private set; }

    public void Add(ReadOnlySpan<object?> values)
    {
        if (values.Length != Fields.Count)
            throw new ArgumentException($"{values.Length} values for {Fields.Count} fields", nameof(values));
        row.AsSpan().Fill((byte)' ');
        for (int index = 0; index < values.Length; index++)
        {
            if (values[index] is object value)
                Write(Fields[index], value, row.AsSpan(Fields[index].Offset, Fields[index].Width));
        }

        file.Write(row);
        rows++;
    }

    public void Dispose()
    {
        file.WriteByte(0x1A);
        file.Position = 4;
        Span<byte> count = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(count, rows);
        file.Write(count);
        file.Dispose();
    }

    private List<DbfField> Place(IReadOnlyList<DbfField> fields)
    {
        List<DbfField> placed = [];
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        int offset = 1;
        foreach (DbfField field in fields)
        {
            if (field.Width is < 1 or > 254 || field.TypeCode is not ('C' or 'N' or 'F' or 'L' or 'D'))
                throw new ArgumentException(
                    $"field {field.Name}: type {field.TypeCode} of width {field.Width} is not written",
                    nameof(fields));
            string name = Cut(field.Name, LongestName);
            for (int number = 1; !taken.Add(name); number++)
            {
                string suffix = string.Create(CultureInfo.InvariantCulture, $"_{number}");
                name = Cut(field.Name, LongestName - suffix.Length) + suffix;
            }

            placed.Add(field with { Name = name, Offset = offset });
            offset += field.Width;
        }

        return placed;
    }

    private void WriteHeader()
    {
        var head = new byte[32 + (32 * Fields.Count) + 1];
        head[0] = 3;
        (head[1], head[2], head[3]) = (95, 7, 26); // a fixed day: the same content gives the same bytes
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), checked((ushort)head.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(10), checked((ushort)row.Length));
        head[29] = (byte)(encoding.CodePage == 54936 ? 0x4D : 0);
        for (int index = 0; index < Fields.Count; index++)
        {
            Span<byte> descriptor = head.AsSpan(32 + (32 * index), 32);
            encoding.GetBytes(Fields[index].Name, descriptor[..LongestName]);
            descriptor[11] = (byte)Fields[index].TypeCode;
            descriptor[16] = (byte)Fields[index].Width;
            descriptor[17] = (byte)Fields[index].Decimals;
        }

        head[^1] = 0x0D;
        file.Write(head);
    }

    private void Write(DbfField field, object value, Span<byte> cell)
    {
        if (field.TypeCode == 'C')
        {
            string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            string cut = Cut(text, field.Width);
            CutValues += cut.Length < text.Length ? 1 : 0;
            encoding.GetBytes(cut, cell);
            return;
        }

        string written = (field.TypeCode, value) switch
        {
            ('L', bool flag) => flag ? "T" : "F",
            ('D', DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            ('N' or 'F', IFormattable number) =>
                number.ToString("F" + field.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"field {field.Name} of type {field.TypeCode} cannot hold {value}", nameof(value)),
        };
        if (written.Length > field.Width)
            throw new ArgumentException($"field {field.Name}: {written} does not fit {field.Width} characters", nameof(value));
        Encoding.ASCII.GetBytes(written, field.TypeCode is 'N' or 'F' ? cell[(field.Width - written.Length)..] : cell);
    }

    /// <summary>The longest beginning that takes no more than so many bytes, cut between two characters.</summary>
    private string Cut(string text, int bytes)
    {
        int end = 0;
        int used = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int size = encoding.GetByteCount(text.AsSpan(end, rune.Utf16SequenceLength));
            if (used + size > bytes)
                break;
            used += size;
            end += rune.Utf16SequenceLength;
        }

        return text[..end];
    }
}
