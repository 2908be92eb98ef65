namespace ZoneComp.Preparation.Sources;

/// <summary>The filters that apply to one source, all of which a feature must pass, bound to the fields of its cursor.</summary>
internal sealed class SourceFilter
{
    private readonly List<FeatureFilter> filters = [];
    private readonly List<int[]> fieldsAt = [];

    public SourceFilter(LayerInfo layer, IReadOnlyList<PolicyNode> texts, PolicyErrors errors)
    {
        if (texts.Count > 0 && SourceRefusals.WithoutTable(layer) is { } missing)
        {
            errors.Add(texts[0], missing.En, missing.Zh);
            return;
        }

        string[] names = [.. layer.Fields.Select(field => field.Name)];
        foreach (PolicyNode text in texts)
        {
            if (FeatureFilter.Compile(text, names, errors) is { } filter)
                filters.Add(filter);
        }
    }

    public void Bind(FieldList fields)
    {
        foreach (FeatureFilter filter in filters)
            fieldsAt.Add([.. filter.Fields.Select(fields.Add)]);
    }

    /// <summary>Whether the cursor's feature passes; where that cannot be said it is a finding, and the feature is not taken.</summary>
    public bool Takes(IFeatureCursor cursor, OpenedSource source)
    {
        for (int index = 0; index < filters.Count; index++)
        {
            int[] at = fieldsAt[index];
            bool? taken = filters[index].Matches(field => cursor.Value(at[field]), out LocalText? reason);
            if (taken is null)
                source.Report(
                    PreparationFindings.FilterUndecided(source, cursor.FeatureId, filters[index].Text, reason!),
                    cursor.Shape.FirstPoint());
            if (taken != true)
                return false;
        }

        return true;
    }
}
