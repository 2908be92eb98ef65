namespace ZoneComp.WhatIf;

/// <summary>The line of a policy that a finding is about: of the layer, table, scheme, factor or file that it names.</summary>
internal static class FindingLine
{
    private static readonly string[] Blocks = ["layers", "tables", "region_sets", "schemes", "factors", "indicators"];

    /// <summary>Null where the policy names nothing of it.</summary>
    public static PolicyPlace? Of(PolicyFile policy, Diagnostic finding)
    {
        string subject = finding.Subject.Split('#', 2)[0].Split(" (", 2)[0];
        return Named(policy, finding.Layer)
            ?? Named(policy, subject)
            ?? Named(policy, subject.Split('.', 2)[0])
            ?? Files(policy.Root).FirstOrDefault(file => SameFile(file.Text, subject))?.Place;
    }

    private static PolicyPlace? Named(PolicyFile policy, string? name)
    {
        if (name is null)
            return null;
        foreach (string block in Blocks)
        {
            if (policy.Root[block]?.Entries.FirstOrDefault(entry => entry.Key.Text == name).Key is { } key)
                return key.Place;
        }

        return policy.Root.Entry(name)?.Key.Place; // regions
    }

    private static bool SameFile(string written, string subject) =>
        written.Length > 0
        && (subject == written || Path.GetFileName(subject.Replace('\\', '/')) == Path.GetFileName(written.Replace('\\', '/')));

    private static IEnumerable<PolicyNode> Files(PolicyNode node) => node.Entries
        .SelectMany(entry => entry.Key.Meaning is "source" or "path" or "codes" or "table" && entry.Value.Kind == PolicyNodeKind.Scalar
            ? [entry.Value]
            : Files(entry.Value))
        .Concat(node.Items.SelectMany(item => item.Kind == PolicyNodeKind.Scalar && item.Text.Contains('.') ? [item] : Files(item)));
}
