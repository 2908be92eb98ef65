namespace ZoneComp.Comparison;

/// <summary>What two policies say differently, key by key, however the files are laid out; and any mix of the two.</summary>
internal static class PolicyDifference
{
    // Where the order of entries decides: schemes run, and items have priority, as they stand.
    private static readonly string[] Ordered = ["schemes", "items"];

    /// <summary>In the order of the second file; what is gone comes where it stood.</summary>
    public static IReadOnlyList<PolicyChange> Of(PolicyNode old, PolicyNode current)
    {
        List<PolicyChange> changes = [];
        Walk([], [], null, old, null, current, changes);
        return changes;
    }

    /// <summary>The first policy with some of the second one's changes.</summary>
    /// <param name="isNew">Whether what stands at a path is the second one's.</param>
    public static PolicyNode Mix(PolicyNode old, PolicyNode current, Func<IReadOnlyList<string>, bool> isNew) =>
        Mix([], old, current, isNew)!;

    private static void Walk(
        IReadOnlyList<string> path, IReadOnlyList<string> written, PolicyNode? oldKey, PolicyNode? old, PolicyNode? newKey,
        PolicyNode? current, List<PolicyChange> changes)
    {
        (old, current) = (Whole(path, old), Whole(path, current));
        if (old is { Kind: PolicyNodeKind.Map } && current is { Kind: PolicyNodeKind.Map })
        {
            foreach (string key in Keys(old, current))
            {
                (KeyValuePair<PolicyNode, PolicyNode>? first, KeyValuePair<PolicyNode, PolicyNode>? second) = (Entry(old, key),
                    Entry(current, key));
                string own = (second?.Key ?? first?.Key)!.Text;
                Walk([.. path, key], [.. written, own], first?.Key, first?.Value, second?.Key, second?.Value, changes);
            }

            if (OrderDiffers(path, old, current))
                changes.Add(new PolicyChange(
                    [.. path, PolicyChange.Order], Names(old), Names(current), oldKey?.Place.Line, newKey?.Place.Line)
                {
                    PathWritten = [.. written, PolicyChange.Order],
                });
        }
        else if (old is { Kind: PolicyNodeKind.List } && current is { Kind: PolicyNodeKind.List } && old.Items.Count == current.Items.Count)
        {
            for (int index = 0; index < old.Items.Count; index++)
                Walk(
                    [.. path, At(index)], [.. written, At(index)], old.Items[index], old.Items[index], current.Items[index],
                    current.Items[index], changes);
        }
        else if (old?.ToString() != current?.ToString() || old?.Kind != current?.Kind)
        {
            changes.Add(new PolicyChange(
                path, old?.ToString(), current?.ToString(), (oldKey ?? old)?.Place.Line, (newKey ?? current)?.Place.Line)
            {
                PathWritten = written,
                OldWritten = old?.AsWritten(),
                NewWritten = current?.AsWritten(),
            });
        }
    }

    private static PolicyNode? Mix(
        IReadOnlyList<string> path,
        PolicyNode? old,
        PolicyNode? current,
        Func<IReadOnlyList<string>, bool> isNew)
    {
        (PolicyNode? first, PolicyNode? second) = (Whole(path, old), Whole(path, current));
        if (first is { Kind: PolicyNodeKind.Map } && second is { Kind: PolicyNodeKind.Map })
        {
            bool oldOrder = OrderDiffers(path, first, second) && !isNew([.. path, PolicyChange.Order]);
            List<KeyValuePair<PolicyNode, PolicyNode>> entries = [];
            foreach (string key in oldOrder ? Keys(second, first) : Keys(first, second))
            {
                (KeyValuePair<PolicyNode, PolicyNode>? before, KeyValuePair<PolicyNode, PolicyNode>? after) = (Entry(first, key),
                    Entry(second, key));
                if (Mix([.. path, key], before?.Value, after?.Value, isNew) is PolicyNode value)
                    entries.Add(KeyValuePair.Create((after ?? before)!.Value.Key, value));
            }

            return first.With(entries);
        }

        if (first is { Kind: PolicyNodeKind.List } && second is { Kind: PolicyNodeKind.List } && first.Items.Count == second.Items.Count)
            return first.WithItems([.. first.Items.Select((item, index) => Mix([.. path, At(index)], item, second.Items[index], isNew)!)]);
        bool isSame = first?.ToString() == second?.ToString() && first?.Kind == second?.Kind;
        return !isSame && isNew(path) ? current : old;
    }

    // "need: FORMULA" is short for a block with nothing else.
    private static PolicyNode? Whole(IReadOnlyList<string> path, PolicyNode? node)
    {
        if (path is not ["indicators" or "factors", _] || node is not { Kind: PolicyNodeKind.Scalar, IsNothing: false })
            return node;
        PolicyNode key = new(node.Document, PolicyNodeKind.Scalar, node.Start, node.End) { Text = "expr", ContentStart = node.Start };
        return new PolicyNode(node.Document, PolicyNodeKind.Map, node.Start, node.End) { Entries = [KeyValuePair.Create(key, node)] };
    }

    /// <summary>Keys of both, those of the second in their order, each that it lacks behind the one that it follows in the first.</summary>
    private static List<string> Keys(PolicyNode first, PolicyNode second)
    {
        List<string> keys = [.. second.Entries.Select(entry => entry.Key.ToString())];
        int at = 0;
        foreach (string key in first.Entries.Select(entry => entry.Key.ToString()))
        {
            int there = keys.IndexOf(key);
            if (there < 0)
                keys.Insert(there = at, key);
            at = there + 1;
        }

        return keys;
    }

    private static bool OrderDiffers(IReadOnlyList<string> path, PolicyNode old, PolicyNode current)
    {
        if (path.Count == 0 || !Ordered.Contains(path[^1]))
            return false;
        string[] before = [.. old.Entries.Select(entry => entry.Key.ToString())],
            after = [.. current.Entries.Select(entry => entry.Key.ToString())];
        return !before.Intersect(after).SequenceEqual(after.Intersect(before));
    }

    private static string Names(PolicyNode map) => string.Join(", ", map.Entries.Select(entry => entry.Key.ToString()));

    private static KeyValuePair<PolicyNode, PolicyNode>? Entry(PolicyNode map, string key) =>
        map.Entries.FirstOrDefault(entry => entry.Key.ToString() == key) is { Key: not null } found ? found : null;

    private static string At(int index) => (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
