namespace ZoneComp.Comparison;

/// <summary>Finds what differs between the inputs and policies of two runs: files by their hashes, settings by their text, paths and
/// titles aside.</summary>
internal static class ChangedSwitches
{
    /// <summary>In a fixed order: boundary, layers, tables, the earlier run, policy, fund, bounds.</summary>
    public static IReadOnlyList<Switch> Of(ComparedRun old, ComparedRun current)
    {
        List<Switch> changed = [];
        if (Regions(old) != Regions(current))
            changed.Add(new Switch(SwitchKind.Boundary));
        changed.AddRange(MixedPolicy.Names(old.Policy.Layers, current.Policy.Layers, layer => layer.Name)
            .Where(name => Layer(old, name) != Layer(current, name)).Select(name => new Switch(SwitchKind.Layer, name)));
        changed.AddRange(MixedPolicy.Names(old.Policy.Tables, current.Policy.Tables, table => table.Name)
            .Where(name => Table(old, name) != Table(current, name)).Select(name => new Switch(SwitchKind.Table, name)));
        if (Previous(old) != Previous(current))
            changed.Add(new Switch(SwitchKind.Previous));
        foreach (SwitchKind kind in (SwitchKind[])[SwitchKind.Policy, SwitchKind.Fund, SwitchKind.Bounds])
        {
            if (MixedPolicy.TextOf(old.Policy, kind) != MixedPolicy.TextOf(current.Policy, kind))
                changed.Add(new Switch(kind));
        }

        return changed;
    }

    // Whatever input is no layer's, table's or earlier run's belongs to the regions: their own files, official areas, masks.
    private static string Regions(ComparedRun run)
    {
        HashSet<string> others =
        [
            .. run.Policy.Layers.SelectMany(layer => layer.Sources)
                .Concat(run.Policy.Tables.SelectMany(SourcesOf))
                .SelectMany(source => Files(run, source))
                .SelectMany(input => input.Files)
                .Select(file => file.Path),
            .. PreviousFiles(run).Select(file => file.Path),
        ];
        IEnumerable<string> left = run.Manifest.Inputs.SelectMany(input => input.Files)
            .Where(file => !others.Contains(file.Path))
            .Select(file => file.Sha256);
        return Described(run, run.Policy.Regions.Node, run.Policy.Regions.Sources)
            + run.Policy.Block("area")
            + run.Policy.Block("region_sets")
            + string.Join(' ', left);
    }

    private static IEnumerable<SourceSettings> SourcesOf(TableSettings table) =>
        table.Codes is null ? [table.Source] : [table.Source, table.Codes.Source];

    private static IEnumerable<FileRecord> PreviousFiles(ComparedRun run) =>
        run.Manifest.Inputs.Where(input => input.Role == "previous run")
            .Concat(run.Policy.PreviousCodes is { } codes ? Files(run, codes.Source) : [])
            .SelectMany(input => input.Files);

    private static string Layer(ComparedRun run, string name) =>
        run.Policy.Layers.FirstOrDefault(layer => layer.Name == name) is { } layer
            ? Described(run, layer.Node, layer.Sources) + run.Policy.Block("area")
            : "";

    private static string Table(ComparedRun run, string name) => run.Policy.Tables.FirstOrDefault(table => table.Name == name) is { } table
        ? Described(run, table.Node, [.. SourcesOf(table)])
        : "";

    private static string Previous(ComparedRun run) => string.Join(' ', PreviousFiles(run).Select(file => file.Sha256))
        + (run.Policy.PreviousCodes is { } codes ? $" {codes.Old}|{codes.New}|{codes.Share}" : "");

    private static string Described(ComparedRun run, PolicyNode node, IReadOnlyList<SourceSettings> sources)
    {
        IEnumerable<string> settings = node.Entries.Where(entry => entry.Key.Meaning is not ("source" or "title" or "codes"))
            .OrderBy(entry => entry.Key.Meaning, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {entry.Value}");
        IEnumerable<string> files = sources.Select(source =>
            $"{source.Layer}|{source.Crs}|{source.Encoding}|{source.Where}|{source.Datum?.Node}|{Hashes(run, source)}");
        IEnumerable<string> codes = node["codes"] is { } changes
            ? changes.Entries.Where(entry => entry.Key.Meaning != "source").Select(entry => $"{entry.Key}: {entry.Value}")
            : [];
        string text = string.Join('\n', settings.Concat(codes).Concat(files));
        // A filter may ask for the policy's year: then the same text takes other features.
        return text.Contains("year", StringComparison.Ordinal) ? FormattableString.Invariant($"{text}\n{run.Year}") : text;
    }

    /// <summary>Of the files behind a source, sidecars too; where files are missing, the hashes that the run recorded.</summary>
    private static string Hashes(ComparedRun run, SourceSettings source) =>
        string.Join(' ', Files(run, source).SelectMany(input => input.Files).Select(file => file.Sha256));

    private static IEnumerable<InputRecord> Files(ComparedRun run, SourceSettings source)
    {
        Func<string, bool> belongs = source.Pattern.AsSpan().ContainsAny('*', '?') && run.MissingInputs.Count > 0
            ? _ => true // a pattern cannot be followed without its files: any change of an input counts as a change of this one
            : Set([.. source.Files().Select(file => Path.GetRelativePath(run.Policy.Directory, file).Replace('\\', '/'))]).Contains;
        return run.Manifest.Inputs.Where(input => belongs(input.Path));
    }

    private static HashSet<string> Set(IEnumerable<string> paths) => new(paths, StringComparer.Ordinal);
}
