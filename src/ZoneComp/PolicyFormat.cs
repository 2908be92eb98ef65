using System.Text;

namespace ZoneComp;

/// <summary>Rewrites a policy with the words of one language; comments, order, layout and the policy's own names stay.</summary>
/// <remarks>
/// Only what the readers took as a word of the language is touched, at its own place. Laws: the text says the same policy, and there
/// and back
/// gives the same bytes of a text that is in one language. The names <c>year</c> in filters stay: a field may be called so.
/// </remarks>
public static class PolicyFormat
{
    /// <param name="language">Null for the one that most words of the file are in.</param>
    /// <exception cref="PolicyException">The policy does not read.</exception>
    public static FormattedPolicy Of(string path, Language? language) => Of(PolicyFile.Load(path), language);

    internal static FormattedPolicy Of(PolicyFile policy, Language? language)
    {
        Understand(policy);
        Place[] places = [.. PlacesOf(policy.Root).OrderBy(place => place.Start)];
        int chinese = places.Count(place => PolicyWords.English(place.Text, place.Key) is not null);
        Language wanted = language ?? (chinese * 2 > places.Count(place => place.Plain is null) ? Language.Chinese : Language.English);
        string text = Write(policy.Text, places, wanted);
        RequireSame(policy, places, text);
        return new FormattedPolicy(policy.Text, text, wanted);
    }

    /// <summary>Reads all that a run reads, so that every word has been met.</summary>
    private static void Understand(PolicyFile policy)
    {
        ExpressionScope names = ExpressionScope.Check(policy);
        Allocation.AllocationStage.Check(policy, names);
        if (policy.HasExamples)
            _ = Examples.ExampleReader.ReadAll(policy, names);
        _ = Outputs.Shapes.ChosenGround.Of(policy);
        ReadFilters(policy);
    }

    /// <summary>Reads the filters for their words alone: which fields a file has is not known here.</summary>
    internal static void ReadFilters(PolicyFile policy)
    {
        PolicyErrors errors = new();
        foreach (PolicyNode filter in Filters(policy))
            _ = Parser.Read(filter, errors);
        errors.ThrowIfAny();
    }

    private static IEnumerable<PolicyNode> Filters(PolicyFile policy)
    {
        IEnumerable<SourceSettings> sources = policy.Regions.Sources
            .Concat(policy.Layers.SelectMany(layer => layer.Sources))
            .Concat(policy.RegionSets.SelectMany(set => set.Regions.Sources))
            .Concat(policy.Outputs.Neighbours?.Sources ?? []);
        GroundLayer?[] frames = [policy.Regions.Mask, policy.Regions.Outline?.Ground];
        return sources.Concat(frames.SelectMany(frame => frame?.Sources ?? [])).Select(source => source.Where)
            .Concat(frames.Select(frame => frame?.Where))
            .Concat(policy.Layers.SelectMany(layer => layer.Classes.Select(one => one.Where).Append(layer.Where)))
            .Concat(policy.Tables.Select(table => table.Where))
            .OfType<PolicyNode>();
    }

    private static IEnumerable<Place> PlacesOf(PolicyNode node)
    {
        IEnumerable<Place> inside = node.Items.Concat(node.Entries.SelectMany(entry => new[] { entry.Key, entry.Value }))
            .SelectMany(PlacesOf);
        Place[] own = [.. node.Words.Select(word => PlaceOf(node, word)).OfType<Place>()];
        return own.Any(place => place.Plain is not null) ? Quoted(node, own).Concat(inside) : own.Concat(inside);
    }

    // Plain signs such as a comma may need quotes that full-width ones do not.
    private static IEnumerable<Place> Quoted(PolicyNode node, IReadOnlyList<Place> own)
    {
        string text = node.Document.Text;
        bool needs = node.Kind == PolicyNodeKind.Scalar && text[node.Start..node.End] == node.Text
            && own.Any(place => place.Plain is { } plain && (plain.AsSpan().ContainsAny(NeedQuotes)
                || (place.Start == node.Start && !char.IsLetterOrDigit(plain[0]) && plain[0] != '(')));
        if (!needs && text[node.Start] != '\'')
            return own;
        IEnumerable<Place> doubled = own.Select(place => place with { Plain = place.Plain?.Replace("'", "''", StringComparison.Ordinal) });
        return !needs ? doubled :
        [
            new Place(node.Start, 0, "", "") { Plain = "'" }, .. doubled, new Place(node.End, 0, "", "") { Plain = "'" },
            .. Enumerable.Range(node.Start, node.End - node.Start)
                .Where(at => text[at] == '\'' && !own.Any(place => place.Start <= at && at < place.Start + place.Length))
                .Select(at => new Place(at, 1, "'", "") { Plain = "''" }),
        ];
    }

    private static readonly System.Buffers.SearchValues<char> NeedQuotes = System.Buffers.SearchValues.Create(",:[]{}#'\"");

    /// <summary>Null where the text stands in the file otherwise than in the node, as behind an escape.</summary>
    private static Place? PlaceOf(PolicyNode node, WordMark word)
    {
        string text = node.Text.Substring(word.Start, word.Length);
        // Without quotes, YAML reads null as nothing.
        if (node.IsQuoted && word.Length == node.Text.Length && PolicyWords.Meaning(text) == "null"
            && node.Document.Text[node.Start] == '\'' && word.Place.Length > 0)
            return new Place(node.Start, node.End - node.Start, text, word.Place) { IsQuoted = true };
        int start = node.SourceIndex(word.Start);
        bool isThere = string.CompareOrdinal(node.Document.Text, start, text, 0, text.Length) == 0;
        return isThere ? new Place(start, text.Length, text, word.Place)
        {
            Plain = word.Plain,
            IsQuoted = !node.IsQuoted && text == "空"
            && word.Length == node.Text.Length && word.Place.Length > 0
        } : null;
    }

    private static string Write(string text, IReadOnlyList<Place> places, Language language)
    {
        StringBuilder written = new(text.Length);
        int at = 0;
        foreach (Place place in places)
        {
            string read = place.Plain ?? place.Text;
            string? word = (language == Language.Chinese
                ? PolicyWords.English(read, place.Key) is null ? PolicyWords.Chinese(read, place.Key) : null
                : PolicyWords.English(read, place.Key)) ?? place.Plain;
            if (word is null)
                continue;
            _ = written.Append(text, at, place.Start - at).Append(place.IsQuoted && word == "null" ? $"'{word}'" : word);
            at = place.Start + place.Length;
        }

        return written.Append(text, at, text.Length - at).ToString();
    }

    private static void RequireSame(PolicyFile policy, IReadOnlyList<Place> places, string text)
    {
        PolicyFile again = PolicyFile.Parse(policy.Path, text);
        Understand(again);
        if (Write(policy.Text, places, Language.English) != Write(text, [.. PlacesOf(again.Root).OrderBy(place => place.Start)],
            Language.English))
            throw new InvalidOperationException($"{policy.Path}: the rewritten policy does not say the same.");
    }

    /// <param name="Start">In the file.</param>
    private sealed record Place(int Start, int Length, string Text, string Key)
    {
        /// <summary>Whether the English word needs quotes that the Chinese one does not.</summary>
        public bool IsQuoted { get; init; }

        /// <summary>What signs that are not plain stand for; null for words that are.</summary>
        public string? Plain { get; init; }
    }
}

/// <param name="Before">As the file has it.</param>
public sealed record FormattedPolicy(string Before, string After, Language Language)
{
    public bool IsSame => Before == After;
}
