using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Explanation;

/// <summary>An explanation as it is printed, read back from its lines.</summary>
internal sealed partial record PrintedStep(string Name, string Value, int Depth)
{
    public string? Written { get; private set; }

    public string? Arithmetic { get; private set; }

    public string? Fold { get; private set; }

    public List<(string Label, string Arithmetic, bool IsOwn)> Members { get; } = [];

    public List<PrintedStep> Parts { get; } = [];

    public static List<PrintedStep> Read(string text)
    {
        List<PrintedStep> all = [];
        Stack<PrintedStep> open = new();
        foreach (string line in text.Split('\n'))
        {
            Match step = StepLine().Match(line);
            string inside = line.TrimStart();
            if (step.Success)
            {
                string head = step.Groups[2].Value;
                int equals = head.LastIndexOf(" = ", StringComparison.Ordinal);
                PrintedStep read = new(head[..equals], head[(equals + 3)..], step.Groups[1].Length / 2);
                while (open.Count > 0 && open.Peek().Depth >= read.Depth)
                    _ = open.Pop();
                if (open.Count > 0)
                    open.Peek().Parts.Add(read);
                open.Push(read);
                all.Add(read);
            }
            else if (open.Count > 0 && inside.StartsWith("written: ", StringComparison.Ordinal))
            {
                open.Peek().Written = inside["written: ".Length..];
            }
            else if (open.Count > 0 && FoldLine().Match(inside) is { Success: true } fold)
            {
                open.Peek().Fold = fold.Groups[1].Value;
                Assert.Empty(open.Peek().Members);
                open.Peek().Expected = int.Parse(fold.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture);
            }
            else if (open.Count > 0 && inside.StartsWith("= ", StringComparison.Ordinal))
            {
                open.Peek().Arithmetic = inside[2..];
            }
            else if (open.Count > 0 && MemberLine().Match(inside) is { Success: true } member)
            {
                open.Peek().Members.Add((member.Groups[2].Value, member.Groups[3].Value, member.Groups[1].Value == ">"));
            }
        }

        return all;
    }

    /// <summary>How many members the fold says that it has.</summary>
    public int Expected { get; private set; }

    [GeneratedRegex(@"^( *)\* (.+?)(?:    \[[^\]]+\])?$")]
    private static partial Regex StepLine();

    [GeneratedRegex(@"^= ([a-z ]+), ([0-9]+):$")]
    private static partial Regex FoldLine();

    [GeneratedRegex("^([->]) (.*): (.+?)$")]
    private static partial Regex MemberLine();
}
