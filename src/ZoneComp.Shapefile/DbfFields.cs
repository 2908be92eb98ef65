using System.Globalization;
using System.Text;

namespace ZoneComp.Shapefile;

/// <summary>Turns field descriptors into fields: names decoded and unique, oddities told.</summary>
internal static class DbfFields
{
    public static IReadOnlyList<DbfField> Name(DbfHeader header, Encoding encoding, string path, ProblemLog problems)
    {
        List<DbfField> fields = [];
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        foreach (RawField raw in header.Fields)
        {
            string name = Decode(raw.Name, encoding);
            if (name.Length == 0)
                name = string.Create(CultureInfo.InvariantCulture, $"field_{fields.Count + 1}");
            string unique = name;
            for (int number = 2; !taken.Add(unique); number++)
                unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
            if (unique != name)
                problems.Add(ProblemKind.FieldNameRepeated, path, null, $"{name} is given as {unique}");
            var field = new DbfField(unique, raw.TypeCode, raw.Width, raw.TypeCode is 'N' or 'F' ? raw.Decimals : 0)
            {
                Offset = raw.Offset,
            };
            if (field.Kind == DbfFieldKind.NotRead)
                problems.Add(
                    ProblemKind.FieldTypeNotRead,
                    path,
                    null,
                    $"field {unique} has type {Letter(raw.TypeCode)} of {raw.Width} bytes");
            if (raw.Offset + raw.Width > header.RowLength)
                problems.Add(
                    ProblemKind.FieldOutsideRow,
                    path,
                    null,
                    $"field {unique} ends at byte {raw.Offset + raw.Width} of a row of {header.RowLength}");
            fields.Add(field);
        }

        int widths = 1 + header.Fields.Sum(field => field.Width);
        if (widths < header.RowLength)
            problems.Add(ProblemKind.RowLengthDiffers, path, null, $"fields of {widths} bytes, rows of {header.RowLength}");
        return fields;
    }

    /// <summary>A name of 10 bytes may end inside a character; the part is dropped.</summary>
    private static string Decode(byte[] bytes, Encoding encoding)
    {
        ReadOnlySpan<byte> name = bytes;
        if (encoding.CodePage == 65001)
            name = name[..^Utf8Tail.Length(name)];
        return encoding.GetString(name).TrimEnd('\uFFFD').Trim();
    }

    private static string Letter(char code) => char.IsAsciiLetterOrDigit(code) || code is '@' or '+'
        ? code.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"0x{(int)code:X2}");
}
