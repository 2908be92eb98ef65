using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Reading;

/// <summary>Turns the flat list of schema elements into columns with values.</summary>
internal static class SchemaReader
{
    private const int MaxDepth = 64;

    public static IReadOnlyList<ParquetLeaf> Leaves(IReadOnlyList<SchemaElement> schema)
    {
        if (schema.Count == 0)
            throw new ParquetException("the schema is empty");
        var leaves = new List<ParquetLeaf>();
        int next = 1;
        for (int i = 0; i < schema[0].NumChildren; i++)
            Walk(schema, ref next, [], 0, null, leaves);
        if (next != schema.Count)
            throw new ParquetException($"the schema has {schema.Count} elements, its tree {next}");
        return leaves;
    }

    /// <param name="repeated">The list that this element lies in, for the reason why it is not read.</param>
    private static void Walk(
        IReadOnlyList<SchemaElement> schema, ref int next, List<string> above, int definition, string? repeated, List<ParquetLeaf> leaves)
    {
        if (next >= schema.Count)
            throw new ParquetException($"the schema's tree needs more than its {schema.Count} elements");
        if (above.Count >= MaxDepth)
            throw new ParquetException($"the schema is nested more than {MaxDepth} deep");
        SchemaElement element = schema[next++];
        List<string> path = [.. above, element.Name];
        if (!Enum.IsDefined(element.Repetition))
            throw new ParquetException($"column '{string.Join('.', path)}' has repetition {(int)element.Repetition}, which is not known");
        if (element.Repetition != Repetition.Required)
            definition++;
        if (element.Repetition == Repetition.Repeated)
            repeated ??= string.Join('.', path);
        if (element.Type is null)
        {
            for (int i = 0; i < element.NumChildren; i++)
                Walk(schema, ref next, path, definition, repeated, leaves);
            return;
        }

        if (!Enum.IsDefined(element.Type.Value))
            throw new ParquetException($"column '{string.Join('.', path)}' has physical type {(int)element.Type}, which is not known");
        (ParquetType type, string? notRead) = LeafTypes.Of(element);
        if (repeated is not null)
            notRead = $"'{repeated}' is repeated (a list or map), which this reader does not read";
        leaves.Add(new ParquetLeaf(
            path, notRead is null ? type : new ParquetType(ParquetKind.Other), notRead, element, leaves.Count, definition));
    }
}
