namespace ZoneComp.Preparation.Sources;

/// <summary>Finds the class that a value of the class field means: as written, or, with a finding, as the same code in another
/// padding.</summary>
/// <remarks>Converters pad one code differently from version to version (SEN_LIN_LB 1 and 01, SHI_QUAN_D 1 and 10); a value that two
/// classes might mean is nobody's.</remarks>
internal sealed class ClassCodes
{
    private const int Ambiguous = -1;

    private readonly Dictionary<string, int> byValue = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> byPlain = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> written = new(StringComparer.Ordinal);
    private readonly CodePadding padding;

    /// <param name="field">The policy's name of the class field.</param>
    public ClassCodes(LayerSettings layer, string field)
    {
        padding = layer.Padding ?? NationalSchemas.PaddingOf(field);
        for (int index = 0; index < layer.Classes.Count; index++)
        {
            foreach (string value in layer.Classes[index].Values)
            {
                byValue[value.Trim()] = index;
                string plain = CodeText.Plain(value, padding);
                byPlain[plain] = byPlain.TryGetValue(plain, out int other) && other != index ? Ambiguous : index;
                written.TryAdd(plain, value);
            }
        }
    }

    /// <summary>Index of the class; -1 when no class, or more than one, has the value.</summary>
    /// <param name="tally">Counts what was found by another spelling.</param>
    public int Find(string value, IFeatureCursor feature, SourceTally tally)
    {
        if (byValue.TryGetValue(value, out int found))
            return found;
        if (!byPlain.TryGetValue(CodeText.Plain(value, padding), out int meant) || meant == Ambiguous)
            return -1;
        SourceTally.Count(tally.Padded, value, feature.FeatureId, () => feature.Shape.FirstPoint());
        return meant;
    }

    public void Report(OpenedSource source, LayerSettings layer)
    {
        foreach ((string value, FoundTimes found) in source.Tally.Padded)
        {
            string plain = CodeText.Plain(value, padding);
            source.Report(
                PreparationFindings.CodePadded(
                    source, layer.ClassField!, value, written[plain], layer.Classes[byPlain[plain]].Name, found.Count, found.First),
                found.At);
        }
    }
}
