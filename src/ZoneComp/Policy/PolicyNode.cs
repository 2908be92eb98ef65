namespace ZoneComp.Policy;

public enum PolicyNodeKind
{
    Scalar,
    List,
    Map,
}

/// <summary>A node of the policy file: a scalar as its raw text (no YAML typing, so that 01 stays "01"), a list, or a map in file order.</summary>
public sealed class PolicyNode
{
    internal PolicyNode(PolicyDocument document, PolicyNodeKind kind, int start, int end)
    {
        Document = document;
        Kind = kind;
        Start = start;
        End = end;
    }

    public PolicyDocument Document { get; }

    public PolicyNodeKind Kind { get; }

    /// <summary>Index of the node's first character in the document's text.</summary>
    public int Start { get; }

    public int End { get; }

    /// <summary>A scalar's text; "" for lists and maps.</summary>
    public string Text { get; internal init; } = "";

    /// <summary>Whether a scalar stands in quotes or in a block, so that an empty or "null" one is meant as text.</summary>
    public bool IsQuoted { get; internal init; }

    /// <summary>Index in the document's text from where the content of <see cref="Text"/> stands, behind quote or block header.</summary>
    internal int ContentStart { get; init; }

    /// <summary>Items of a list; empty for others.</summary>
    public IReadOnlyList<PolicyNode> Items { get; internal init; } = [];

    /// <summary>Entries of a map in file order, keys unique; empty for others.</summary>
    public IReadOnlyList<KeyValuePair<PolicyNode, PolicyNode>> Entries { get; internal init; } = [];

    /// <summary>Nothing was written: <c>key:</c> alone, <c>~</c> or <c>null</c>.</summary>
    public bool IsNothing => Kind == PolicyNodeKind.Scalar && !IsQuoted && Text is "" or "~" or "null";

    public PolicyPlace Place => At(0, Kind == PolicyNodeKind.Scalar ? Math.Max(Text.Length, 1) : 1);

    /// <summary>Value of a key; null when the map has no such key.</summary>
    public PolicyNode? this[string key] =>
        Entries.FirstOrDefault(entry => entry.Key.Text == key) is { Key: not null } found ? found.Value : null;

    /// <summary>The map with other entries; each entry keeps its own place, which may be in another file.</summary>
    internal PolicyNode With(IReadOnlyList<KeyValuePair<PolicyNode, PolicyNode>> entries) => new(Document, Kind, Start, End) { Entries = entries };

    /// <summary>The list with other items.</summary>
    internal PolicyNode WithItems(IReadOnlyList<PolicyNode> items) => new(Document, Kind, Start, End) { Items = items };

    /// <summary>Where a character of <see cref="Text"/> stands in the file, also in quoted, folded and block scalars.</summary>
    public PolicyPlace At(int offset, int length = 1)
    {
        int index = Kind == PolicyNodeKind.Scalar && Text.Length > 0 ? SourceIndex(offset) : Start;
        (int line, int column) = Document.Place(index);
        return new PolicyPlace(Document, line, column, length);
    }

    public override string ToString() => Kind switch
    {
        PolicyNodeKind.Scalar => Text,
        PolicyNodeKind.List => $"[{string.Join(", ", Items)}]",
        _ => $"{{{string.Join(", ", Entries.Select(entry => $"{entry.Key}: {entry.Value}"))}}}",
    };

    // White space may differ between the text and its source (folding, indentation); everything else comes in the same order.
    private int SourceIndex(int offset)
    {
        int at = ContentStart;
        for (int index = 0; index < Text.Length && index <= offset; index++)
        {
            if (char.IsWhiteSpace(Text[index]))
                continue;
            int found = Document.Text.IndexOf(Text[index], at);
            if (found < 0 || found >= End)
                break;
            if (index == offset)
                return found;
            at = found + 1;
        }

        return Math.Min(at, Math.Max(End, Start));
    }
}
