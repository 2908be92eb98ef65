using System.Buffers;
using System.Text;

namespace ZoneComp.Shapefile;

/// <summary>Decodes the text values of one field: equal bytes give the same string, since zone codes repeat by the thousand.</summary>
internal sealed class TextCells(DbfField field, TextDecision text, string file, ProblemLog problems)
{
    // U+FFFD stands for bytes without a meaning; code pages of one byte give C1 controls for theirs.
    private static readonly SearchValues<char> Undecoded = SearchValues.Create([
        .. Enumerable.Range(0x80, 32).Select(code => (char)code),
        '\uFFFD',
    ]);

    private readonly (byte[] Bytes, string Text)[] recent = new (byte[], string)[64];

    /// <summary>Text between its padding; null when there is none.</summary>
    public string? Decode(ReadOnlySpan<byte> cell, long row)
    {
        ReadOnlySpan<byte> value = Trim(cell);
        if (value.IsEmpty)
            return null;
        HashCode hash = default;
        hash.AddBytes(value);
        ref var slot = ref recent[hash.ToHashCode() & 63];
        if (slot.Bytes is not null && value.SequenceEqual(slot.Bytes) && !slot.Text.AsSpan().ContainsAny(Undecoded))
            return slot.Text;
        string decoded = Ascii.IsValid(value) ? Encoding.ASCII.GetString(value) : DecodeWide(value, cell.Length, row);
        slot = (value.ToArray(), decoded);
        return decoded;
    }

    /// <summary>Without blanks on both sides and without what follows a NUL, as GDAL does.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell)
    {
        int end = cell.IndexOf((byte)0);
        return (end < 0 ? cell : cell[..end]).Trim((byte)' ');
    }

    private string DecodeWide(ReadOnlySpan<byte> value, int width, long row)
    {
        var chars = new char[text.Encoding.GetMaxCharCount(value.Length)];
        Decoder decoder = text.Encoding.GetDecoder();
        int count = decoder.GetChars(value, chars, flush: false);
        // Bytes of an unfinished character stay in the decoder.
        Span<char> rest = stackalloc char[8];
        bool unfinished = decoder.GetChars([], rest, flush: true) > 0;
        bool cut = unfinished && value.Length == width;
        var decoded = new string(chars, 0, count);
        if (cut)
            problems.AddValue(ProblemKind.TextCut, file, row, field.Name, () => $"ends inside a character after {width} bytes");
        else if (unfinished)
            decoded += '\uFFFD';
        if (decoded.AsSpan().ContainsAny(Undecoded))
        {
            byte[] bytes = value.ToArray();
            problems.AddValue(
                ProblemKind.TextUndecodable,
                file,
                row,
                field.Name,
                () => $"bytes {Convert.ToHexString(bytes)} are not {text.Name}");
        }

        return decoded;
    }
}
