namespace ZoneComp.Parquet.Format;

/// <summary>Turns fields into the flat list of schema elements, the root first.</summary>
internal static class SchemaWriter
{
    private const string RootName = "schema";

    public static IReadOnlyList<SchemaElement> Elements(IReadOnlyList<ParquetField> fields)
    {
        var elements = new List<SchemaElement> { Group(RootName, Repetition.Required, fields.Count) };
        foreach (ParquetField field in fields)
            Add(field, elements);
        return elements;
    }

    private static void Add(ParquetField field, List<SchemaElement> elements)
    {
        Repetition repetition = field.Nullable ? Repetition.Optional : Repetition.Required;
        if (field.Type.Kind == ParquetKind.Struct)
        {
            elements.Add(Group(field.Name, repetition, field.Children.Count));
            foreach (ParquetField child in field.Children)
                Add(child, elements);
            return;
        }

        (PhysicalType physical, int length) = LeafStorage.Of(field.Type);
        (ConvertedType converted, LogicalKind logical) = field.Type.Kind switch
        {
            ParquetKind.Text => (ConvertedType.Utf8, LogicalKind.String),
            ParquetKind.Date => (ConvertedType.Date, LogicalKind.Date),
            ParquetKind.Timestamp => (ConvertedType.TimestampMicros, LogicalKind.Timestamp),
            ParquetKind.Decimal => (ConvertedType.Decimal, LogicalKind.Decimal),
            _ => (ConvertedType.None, LogicalKind.None),
        };
        elements.Add(new SchemaElement(
            field.Name,
            physical,
            length,
            repetition,
            0,
            converted,
            field.Type.Scale,
            field.Type.Precision,
            new LogicalType(logical)
            {
                Scale = field.Type.Scale,
                Precision = field.Type.Precision,
                IsUtc = field.Type.IsUtc,
                Unit = field.Type.Unit,
            }));
    }

    private static SchemaElement Group(string name, Repetition repetition, int children) =>
        new(name, null, 0, repetition, children, ConvertedType.None, 0, 0, default);
}
