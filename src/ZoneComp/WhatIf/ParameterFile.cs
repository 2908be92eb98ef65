using System.Globalization;
using System.Text;

namespace ZoneComp.WhatIf;

/// <summary>A table of parameters, or of free rows with a key (rates by class), as its file holds it: each of its numbers can be tried;
/// what is kept of it is a changed copy, never the file.</summary>
/// <param name="Text">Behind the byte order mark.</param>
/// <param name="Mark">Bytes of the byte order mark.</param>
internal sealed record ParameterFile(TableSettings Table, string Path, string Text, Encoding Coding, byte[] Mark)
{
    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>Tables of parameters that are text files, and of the others why their numbers cannot be tried here.</summary>
    public static (IReadOnlyList<ParameterFile> Files, IReadOnlyList<LocalText> NotOffered) Of(PolicyFile policy)
    {
        List<ParameterFile> files = [];
        List<LocalText> not = [];
        foreach (TableSettings table in policy.Tables.Where(table =>
            table.Rows is TableRows.Parameters or TableRows.Free && table.Key is not null))
        {
            string path = SourceFiles.Only(table.Source), name = System.IO.Path.GetFileName(path);
            if (System.IO.Path.GetExtension(path).ToUpperInvariant() is not (".CSV" or ".TXT" or ".TSV"))
            {
                not.Add(new LocalText(
                    $"{name}: change its numbers in the workbook; once it is saved, the next answer takes them",
                    $"{name}：请在工作簿中修改；保存后，下一次计算即按新值"));
                continue;
            }

            byte[] bytes = File.ReadAllBytes(path);
            (string text, _, Encoding coding) = CsvTable.Decode(path, bytes, table.Source);
            byte[] plain = coding.GetBytes(text);
            bool isWhole = bytes.AsSpan().EndsWith(plain) && bytes.Length - plain.Length <= 3;
            if (!isWhole || table.Source.Node.Document != policy.Root.Document)
            {
                not.Add(new LocalText(
                    $"{name}: a copy would not be the same bytes beside the numbers; change the table itself",
                    $"{name}：除数值外副本无法与原文件逐字节一致；请直接修改该表"));
                continue;
            }

            files.Add(new ParameterFile(table, path, text, coding, bytes[..^plain.Length]));
        }

        return (files, not);
    }

    /// <summary>The plain numbers of its value columns; a percentage, a formula or an empty cell is none.</summary>
    public IEnumerable<Knob> Knobs()
    {
        using CsvRows records = CsvTable.Records(Text, Table.HeaderRow);
        string[] headings = [];
        for (int record = 1; records.Read(); record++)
        {
            if (record == Table.HeaderRow)
                headings = [.. records.Row.Select(heading => string.Join(' ', heading.Split((char[]?)null, Blanks)))];
            if (record <= Table.HeaderRow)
                continue;
            string row = Cell(records, headings, Table.Key!), since = Table.From is null ? "" : Cell(records, headings, Table.From);
            foreach (TableColumn column in Table.Columns.Where(column => column.Quantity is not (Quantity.Text or Quantity.Flag)))
            {
                if (row.Length > 0 && KnobOf(records, Array.IndexOf(headings, column.Field), row, since, column) is { } knob)
                    yield return knob;
            }
        }
    }

    /// <summary>With other numbers in it.</summary>
    public string With(IEnumerable<(Knob Knob, string Number)> edits) =>
        PolicySplice.Of(Text, edits.Select(edit => (edit.Knob.Start, edit.Knob.End, edit.Number)));

    public byte[] Bytes(string text) => [.. Mark, .. Coding.GetBytes(text)];

    private const StringSplitOptions Blanks = StringSplitOptions.RemoveEmptyEntries;

    private static string Cell(CsvRows records, string[] headings, string field) =>
        Array.IndexOf(headings, field) is >= 0 and int at && at < records.Row.Count ? records.Row[at].Trim() : "";

    private Knob? KnobOf(CsvRows records, int at, string row, string since, TableColumn column)
    {
        string written = at >= 0 && at < records.Row.Count ? records.Row[at].Trim() : "";
        if (!PolicySplice.IsNumber(written))
            return null;
        (long from, long to) = records.Spans[at];
        int start = Text.IndexOf(written, (int)from, (int)(to - from), StringComparison.Ordinal);
        decimal value = decimal.Parse(
            written,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture);
        string name = since.Length == 0 ? row : $"{row} ({since})";
        LocalText title = Table.Columns.Count == 1 ? new(name, name) : new($"{name}: {column.Title}", $"{name}：{column.Title}");
        string[] path = ["tables", Table.Name, row, column.Name];
        (decimal least, decimal most, decimal step) = KnobRange.Of(KnobRole.Parameter, path, value, written, false, false);
        return new Knob
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{string.Join('.', path)}#{records.Line}"),
            Role = KnobRole.Parameter,
            Owner = Table.Title.Length > 0 && Table.Title != Table.Name ? $"{Table.Title} ({FileName})" : FileName,
            Title = title,
            Context = written,
            Unit = FigureText.Unit(column.Unit),
            Written = written,
            Value = value,
            Least = least,
            Most = most,
            Step = step,
            Start = start,
            Place = Table.Source.Node.Place,
            File = FileName,
            FileLine = (int)records.Line,
            Path = path,
        };
    }
}

/// <summary>The policy's text with some numbers changed, and the copies of parameter tables that it names in the place of theirs.</summary>
internal sealed record TrialText(string Policy, IReadOnlyList<ChangedTable> Tables)
{
    /// <summary>The same for the same texts.</summary>
    public string Key => string.Join('\0', Tables.Select(table => table.Text).Prepend(Policy));

    /// <param name="edits">New numbers by knob, as they are to be written.</param>
    /// <param name="variant">What tells the copies of tables from those of other variants.</param>
    /// <exception cref="UserErrorException">An unknown knob, or what is no number.</exception>
    public static TrialText Of(
        string policy, IReadOnlyDictionary<string, Knob> knobs, IReadOnlyList<ParameterFile> files,
        IReadOnlyDictionary<string, string> edits, string variant)
    {
        (Knob Knob, string Number)[] all =
            [.. edits.Select(edit => (PolicySplice.KnobOf(knobs, edit.Key), PolicySplice.Number(edit.Value)))];
        List<(int, int, string)> splices = [.. all.Where(edit => edit.Knob.File is null)
            .Select(edit => (edit.Knob.Start, edit.Knob.End, edit.Number))];
        List<ChangedTable> changed = [];
        foreach (ParameterFile file in files)
        {
            (Knob, string)[] own = [.. all.Where(edit => edit.Knob.File is not null && edit.Knob.Path[1] == file.Table.Name)];
            if (own.Length == 0)
                continue;
            string name = $"{Path.GetFileNameWithoutExtension(file.Path)}.{variant}{Path.GetExtension(file.Path)}";
            PolicyNode source = file.Table.Source.Node;
            changed.Add(new ChangedTable(file, name, file.With(own)));
            splices.Add((source.Start, source.Start + source.Document.Text[source.Start..source.End].TrimEnd().Length, Quoted(name)));
        }

        return new TrialText(PolicySplice.Of(policy, splices), changed);
    }

    /// <summary>The policy, reading the copies as if they were saved.</summary>
    public PolicyFile Into(PolicyFile policy) => Tables.Count == 0 ? policy : policy with
    {
        Tables =
        [
            .. policy.Tables.Select(table =>
                Tables.FirstOrDefault(copy => copy.Name == table.Source.Pattern) is { } copy
                    ? table with { Instead = copy.Content }
                    : table),
        ],
    };

    private static string Quoted(string name) =>
        name.All(sign => char.IsLetterOrDigit(sign) || sign is '.' or '-' or '_') && char.IsLetter(name[0])
            ? name
            : $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";
}

/// <param name="Name">Of the copy, beside the policy.</param>
internal sealed record ChangedTable(ParameterFile File, string Name, string Text)
{
    public byte[] Content => File.Bytes(Text);
}
