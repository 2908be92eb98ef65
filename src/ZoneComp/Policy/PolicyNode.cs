namespace ZoneComp.Policy;

public enum PolicyNodeKind
{
    Scalar,
    List,
    Map,
}

/// <summary>A node of the policy file: a scalar as its raw text (no YAML typing, so that 01 stays "01"), a list, or a map in file
/// order.</summary>
public sealed class PolicyNode
{
    private readonly Lock gate = new();
    private SortedSet<WordMark>? words;

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

    /// <summary>Words of the policy language in the text, as places in it; recorded where they are read as such.</summary>
    internal IReadOnlyCollection<WordMark> Words => words ?? [];

    /// <summary>A key or choice in English, whichever language it is written in; other texts as they are.</summary>
    public string Meaning => PolicyWords.Meaning(Text);

    /// <summary>Value of a word of the policy language, in either of its languages; null when the map has no such key.</summary>
    public PolicyNode? this[string key] => Entry(key)?.Value;

    /// <summary>Value of a name that the policy itself gave; null when the map has no such key.</summary>
    public PolicyNode? Own(string name) => Entries.FirstOrDefault(entry => entry.Key.Text == name).Value;

    /// <summary>The map with other entries; each entry keeps its own place, which may be in another file.</summary>
    internal PolicyNode With(IReadOnlyList<KeyValuePair<PolicyNode, PolicyNode>> entries) =>
        new(Document, Kind, Start, End) { Entries = entries };

    /// <summary>The list with other items.</summary>
    internal PolicyNode WithItems(IReadOnlyList<PolicyNode> items) => new(Document, Kind, Start, End) { Items = items };

    /// <summary>Where a character of <see cref="Text"/> stands in the file, also in quoted, folded and block scalars.</summary>
    public PolicyPlace At(int offset, int length = 1)
    {
        int index = Kind == PolicyNodeKind.Scalar && Text.Length > 0 ? SourceIndex(offset) : Start;
        (int line, int column) = Document.Place(index);
        return new PolicyPlace(Document, line, column, length);
    }

    /// <summary>The entry of a word of the policy language, in either of its languages.</summary>
    internal KeyValuePair<PolicyNode, PolicyNode>? Entry(string key)
    {
        foreach (KeyValuePair<PolicyNode, PolicyNode> entry in Entries)
        {
            if (entry.Key.Text == key || PolicyWords.English(entry.Key.Text) == key)
                return entry;
        }

        return null;
    }

    /// <summary>Records that a part of the text is read as a word of the policy language; parts that are none are passed over.</summary>
    /// <param name="place">Key, "argument" or "function" where it stands.</param>
    internal void Mark(int start, int length, string place = "")
    {
        string text = Text.Substring(start, length);
        if (PolicyWords.English(text, place) is null && PolicyWords.Chinese(text, place) is null)
            return;
        // Filters of one layer's files are compiled beside each other.
        lock (gate)
            _ = (words ??= []).Add(new WordMark(start, length, place));
    }

    /// <summary>Records that a part of the text stands for other signs, such as full-width ones for plain ones.</summary>
    internal void MarkSign(int start, int length, string plain)
    {
        lock (gate)
            _ = (words ??= []).Add(new WordMark(start, length, "") { Plain = plain });
    }

    /// <summary>Records every word of a text such as <c>money wan_yuan</c> or <c>500 m</c>.</summary>
    internal void MarkAll(string place = "")
    {
        for (int start = 0; start < Text.Length; start++)
        {
            int end = start;
            while (end < Text.Length
                && (char.IsLetter(Text[end]) || Text[end] is '_' or '-' || (end > start && char.IsAsciiDigit(Text[end]))))
                end++;
            if (end > start)
                Mark(start, end - start, place);
            start = end;
        }
    }

    /// <summary>The node in English where it holds words of the policy language, so that two policies that say the same compare
    /// equal.</summary>
    public override string ToString() => Kind switch
    {
        PolicyNodeKind.Scalar => InEnglish(),
        PolicyNodeKind.List => $"[{string.Join(", ", Items)}]",
        _ => $"{{{string.Join(", ", Entries.Select(entry => $"{entry.Key}: {entry.Value}"))}}}",
    };

    /// <summary>The node in the file's own words, in one line.</summary>
    public string AsWritten() => Kind switch
    {
        PolicyNodeKind.Scalar => Text,
        PolicyNodeKind.List => $"[{string.Join(", ", Items.Select(item => item.AsWritten()))}]",
        _ => $"{{{string.Join(", ", Entries.Select(entry => $"{entry.Key.AsWritten()}: {entry.Value.AsWritten()}"))}}}",
    };

    private string InEnglish()
    {
        string text = Text;
        foreach (WordMark word in Words.Reverse())
        {
            string written = word.Plain ?? Text.Substring(word.Start, word.Length);
            if ((PolicyWords.English(written, word.Place) ?? word.Plain) is string english)
                text = text[..word.Start] + english + text[(word.Start + word.Length)..];
        }

        return text;
    }

    // White space may differ between the text and its source (folding, indentation); everything else comes in the same order.
    internal int SourceIndex(int offset)
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

/// <summary>A word of the policy language in a node's text.</summary>
/// <param name="Place">Key, "argument" or "function" where it stands.</param>
internal sealed record WordMark(int Start, int Length, string Place) : IComparable<WordMark>
{
    /// <summary>What signs that are not plain stand for; null for words that are.</summary>
    public string? Plain { get; init; }

    public int CompareTo(WordMark? other) => Start.CompareTo(other?.Start ?? -1);
}
