namespace ZoneComp.Shapefile;

/// <summary>
/// Gathers problems in bounded memory: of each kind the first <see cref="Listed"/> one by one, the rest as a number;
/// problems with values one entry per kind and field.
/// </summary>
internal sealed class ProblemLog
{
    public const int Listed = 100_000;

    private readonly List<ShapefileProblem> listed = [];
    private readonly Dictionary<ProblemKind, (int Listed, long Beyond, string File)> counts = [];
    private readonly Dictionary<(ProblemKind, string), ShapefileProblem> byField = [];

    public void Add(ProblemKind kind, string file, long? record, string detail)
    {
        var (count, beyond, _) = counts.GetValueOrDefault(kind);
        if (count < Listed)
            listed.Add(new ShapefileProblem(kind, file, record, detail));
        counts[kind] = count < Listed ? (count + 1, 0, file) : (count, beyond + 1, file);
    }

    public void AddValue(ProblemKind kind, string file, long record, string field, Func<string> detail)
    {
        byField[(kind, field)] = byField.TryGetValue((kind, field), out ShapefileProblem? known)
            ? known with { Count = known.Count + 1 }
            : new ShapefileProblem(kind, file, record, $"field {field}: {detail()}") { Field = field };
    }

    public IReadOnlyList<ShapefileProblem> ToList() =>
    [
        .. listed,
        .. counts.Where(entry => entry.Value.Beyond > 0).OrderBy(entry => entry.Key)
            .Select(entry =>
                new ShapefileProblem(entry.Key, entry.Value.File, null, "besides those listed", entry.Value.Beyond, IsRest: true)),
        .. byField.Values,
    ];
}
