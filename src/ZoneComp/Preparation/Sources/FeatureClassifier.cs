namespace ZoneComp.Preparation.Sources;

/// <summary>Decides which features of a file a layer has, and their class or classes, by the value of a field or by filters.</summary>
internal sealed class FeatureClassifier
{
    private readonly LayerSettings layer;
    private readonly SourceFilter filter;
    private readonly string? field;
    private readonly ClassCodes? codes;
    private readonly (int Class, SourceFilter Filter)[] byFilter;
    private readonly int other;
    private int fieldAt;

    public FeatureClassifier(LayerSettings layer, OpenedSource opened, PolicyErrors errors)
    {
        this.layer = layer;
        filter = opened.Filter(errors, layer.Where);
        field = layer.ClassField is { } wanted ? FieldNames.Find(opened, wanted, layer.Node, errors) : null;
        codes = layer.ClassField is { } named ? new ClassCodes(layer, named) : null;
        byFilter = [.. layer.Classes.Select((each, index) => (index, each.Where)).Where(pair => pair.Where is not null)
            .Select(pair => (pair.index, new SourceFilter(opened.Layer, [pair.Where!], errors)))];
        other = layer.Other.Rule == OtherRule.Class ? layer.Classes.ToList().FindIndex(each => each.Name == layer.Other.Class) : -1;
    }

    public void Bind(FieldList fields)
    {
        filter.Bind(fields);
        if (field is not null)
            fieldAt = fields.Add(field);
        foreach ((_, SourceFilter own) in byFilter)
            own.Bind(fields);
    }

    /// <summary>Whether the layer has the cursor's feature at all.</summary>
    public bool Takes(IFeatureCursor cursor, OpenedSource source) => filter.Takes(cursor, source);

    /// <summary>Adds the classes of the cursor's feature; none when no class takes it. Returns the class field's value, for the
    /// finding.</summary>
    public string? Classify(IFeatureCursor cursor, OpenedSource source, List<int> classes)
    {
        if (layer.Classes.Count == 0)
        {
            classes.Add(0);
            return null;
        }

        string? value = field is null ? null : AttributeText.Of(cursor.Value(fieldAt));
        if (codes?.Find(value ?? "", cursor, source.Tally) is >= 0 and int found) // '' among a class's values takes features without one
            classes.Add(found);
        foreach ((int index, SourceFilter own) in byFilter)
        {
            if (own.Takes(cursor, source) && !classes.Contains(index))
                classes.Add(index);
        }

        if (classes.Count == 0 && other >= 0)
            classes.Add(other);
        return value;
    }

    /// <summary>Tells which values were taken for another spelling of a class's; call when the file is read.</summary>
    public void Report(OpenedSource source) => codes?.Report(source, layer);
}
