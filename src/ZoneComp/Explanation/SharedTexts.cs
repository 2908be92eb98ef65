using System.Text.RegularExpressions;

namespace ZoneComp.Explanation;

/// <summary>Puts texts together that differ in their numbers alone: each line is kept once, each order of lines once, and the numbers of
/// each owner.</summary>
internal sealed partial class SharedTexts
{
    private readonly List<AmountLine> lines = [];
    private readonly Dictionary<(string Zh, string En, bool Once), int> lineOf = [];
    private readonly List<AmountText> texts = [];

    public IReadOnlyList<AmountLine> Lines => lines;

    public IReadOnlyList<AmountText> Texts => texts;

    /// <summary>Adds one scheme's texts.</summary>
    /// <returns>By owner: the text, and the numbers that are its own.</returns>
    public IReadOnlyList<(int Text, IReadOnlyList<string> Numbers)> Add(IReadOnlyList<(string[] En, string[] Zh)> owners)
    {
        (int[] Lines, string[] Numbers)[] cut = [.. owners.Select(Cut)];
        var told = new (int Text, IReadOnlyList<string> Numbers)[owners.Count];
        foreach (IGrouping<string, int> same in Enumerable.Range(0, cut.Length)
            .GroupBy(owner => string.Join(' ', cut[owner].Lines), StringComparer.Ordinal))
        {
            int[] own = [.. same];
            (AmountNumber[] numbers, int[] columns) = Columns([.. own.Select(owner => cut[owner].Numbers)]);
            foreach (int owner in own)
                told[owner] = (texts.Count, [.. columns.Select(column => cut[owner].Numbers[column])]);
            texts.Add(new AmountText(cut[own[0]].Lines, numbers));
        }

        return told;
    }

    /// <summary>Numbers that all owners share, and those that always are the same as another, stand there once.</summary>
    private static (AmountNumber[] Numbers, int[] Columns) Columns(string[][] owners)
    {
        List<int> columns = [];
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        AmountNumber[] numbers = new AmountNumber[owners[0].Length];
        for (int number = 0; number < numbers.Length; number++)
        {
            string shared = owners[0][number];
            if (Array.TrueForAll(owners, owner => owner[number] == shared))
            {
                numbers[number] = new AmountNumber(shared, -1);
                continue;
            }

            string column = string.Join(' ', owners.Select(owner => owner[number]));
            if (!known.TryGetValue(column, out int place))
            {
                known.Add(column, place = columns.Count);
                columns.Add(number);
            }

            numbers[number] = new AmountNumber(null, place);
        }

        return (numbers, [.. columns]);
    }

    private (int[] Lines, string[] Numbers) Cut((string[] En, string[] Zh) text)
    {
        if (text.En.Length != text.Zh.Length)
            throw new ArgumentException($"the languages differ in their lines: {text.En.Length} and {text.Zh.Length}", nameof(text));
        int[] cut = new int[text.En.Length];
        List<string> numbers = [];
        for (int index = 0; index < cut.Length; index++)
        {
            string zh = text.Zh[index], en = text.En[index] == zh ? "" : text.En[index];
            string[] zhPieces = Number().Split(zh), enPieces = en.Length == 0 ? [] : Number().Split(en);
            string[] zhNumbers = [.. Number().Matches(zh).Select(match => match.Value)],
                enNumbers = [.. Number().Matches(en).Select(match => match.Value)];
            bool once = zhNumbers.AsSpan().SequenceEqual(enNumbers);
            (string, string, bool) key = (string.Join('\n', zhPieces), string.Join('\n', enPieces), once);
            if (!lineOf.TryGetValue(key, out cut[index]))
            {
                lineOf.Add(key, cut[index] = lines.Count);
                lines.Add(new AmountLine(zhPieces, enPieces, once));
            }

            numbers.AddRange(zhNumbers);
            if (!once)
                numbers.AddRange(enNumbers);
        }

        return (cut, [.. numbers]);
    }

    [GeneratedRegex(@"[0-9]+(?:\.[0-9]+)?")]
    private static partial Regex Number();
}
