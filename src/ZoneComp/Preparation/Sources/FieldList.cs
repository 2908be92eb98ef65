namespace ZoneComp.Preparation.Sources;

/// <summary>The fields that a cursor decodes: each once, however many ask for it.</summary>
internal sealed class FieldList
{
    private readonly List<string> names = [];

    public IReadOnlyList<string> Names => names;

    /// <summary>Index of the field in the cursor's values.</summary>
    public int Add(string name)
    {
        int at = names.IndexOf(name);
        if (at >= 0)
            return at;
        names.Add(name);
        return names.Count - 1;
    }
}
