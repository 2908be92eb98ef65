namespace ZoneComp.WhatIf;

/// <summary>Writes into a policy that a finding is accepted, and why; everything else of its text stays.</summary>
internal static class FindingAcceptance
{
    private const int LongestReason = 500;

    /// <param name="layer">"" where the finding is about none.</param>
    /// <exception cref="UserErrorException">No reason, or a policy that would not read with it.</exception>
    public static string Insert(PolicyFile policy, string code, string layer, string reason)
    {
        reason = reason.Trim();
        if (reason.Length is 0 or > LongestReason || reason.Any(char.IsControl))
            throw new UserErrorException("a finding is accepted with a reason, in one line", "接受一条发现须写明理由，一行之内");
        if (policy.Accept.FirstOrDefault(each => each.Code == code && (each.Layer ?? layer) == layer) is { } earlier)
        {
            int at = earlier.Node.Place.Line;
            throw new UserErrorException(
                $"{code} is accepted already, in line {at}: {earlier.Reason}", $"{code} 已在第 {at} 行被认可：{earlier.Reason}");
        }

        // In the language that the policy is written in.
        bool isChinese = policy.Root.Entry("regions")?.Key.Text is string regions && regions != "regions";
        string Word(string english) => isChinese ? PolicyWords.Chinese(english, "accept") ?? english : english;
        string named = layer.Length == 0 ? "" : $", {Word("layer")}: {Quoted(layer)}";
        string entry = $"{{{Word("code")}: {code}{named}, {Word("reason")}: {Quoted(reason)}}}";
        string text = policy.Text, line = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        string spliced = policy.Root["accept"] switch
        {
            { Kind: PolicyNodeKind.List, Items: [.., PolicyNode last] } list => text[list.Start] == '['
                ? text.Insert(text.IndexOf(']', EndOf(text, last)), $", {entry}")
                : AfterLine(text, EndOf(text, last), $"{new string(' ', Indent(text, list))}- {entry}", line),
            null =>
                text.Insert(
                    LineStart(text, policy.Root.Entry("regions")!.Value.Key.Start),
                    $"{Word("accept")}:{line}  - {entry}{line}{line}"),
            _ => throw new UserErrorException(
                "the policy's 'accept' is empty or no list: write the first entry by hand",
                "测算方案中的 accept 为空或不是列表：请手工写入第一项"),
        };
        PolicyFile read = PolicyFile.Parse(policy.Path, spliced); // throws where it does not read
        return read.Accept.Any(each => each.Code == code && each.Reason == reason) ? spliced : throw new UserErrorException(
            "the policy could not be changed by itself: write the entry by hand", "无法自动写入：请手工写入该项");
    }

    // Where its last scalar ends: the marks of blocks and brackets lie elsewhere.
    private static int EndOf(string text, PolicyNode node)
    {
        if (node.Kind != PolicyNodeKind.Scalar)
            return node.Entries.Select(entry => entry.Value)
                .Concat(node.Items)
                .Select(inside => EndOf(text, inside))
                .DefaultIfEmpty(node.Start)
                .Max();
        int end = node.End;
        while (end > node.Start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return end;
    }

    private static string AfterLine(string text, int end, string inserted, string line)
    {
        int next = text.IndexOf('\n', end);
        return next < 0 ? $"{text}{line}{inserted}{line}" : text.Insert(next + 1, inserted + line);
    }

    private static int Indent(string text, PolicyNode list) => list.Start - LineStart(text, list.Start);

    private static int LineStart(string text, int at) => text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1;

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
