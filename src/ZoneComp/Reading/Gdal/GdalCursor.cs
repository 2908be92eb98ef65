using System.Globalization;

namespace ZoneComp.Reading.Gdal;

/// <summary>Walks over a layer through GDAL; geometry comes as WKB.</summary>
internal sealed unsafe class GdalCursor : IFeatureCursor
{
    private readonly GdalLibrary gdal;
    private readonly nint dataset;
    private readonly nint layer;
    private readonly int[] indices;
    private readonly LayerInfo info;
    private readonly FeatureTally tally;
    private readonly ReadingReport report;
    private readonly string subject;
    private readonly List<string> failures = [];
    private readonly FeatureShape shape = new();
    private readonly bool[] isTime;
    private readonly bool isDrawing;
    private byte[] wkb = new byte[1 << 16];
    private nint feature;
    private bool decoded;
    private bool closed;
    private long read;
    private bool ended;

    public GdalCursor(GdalLibrary gdal, nint dataset, int layerIndex, int[] indices, LayerInfo info, bool isDrawing, ReadingReport report)
    {
        this.gdal = gdal;
        this.dataset = dataset;
        this.indices = indices;
        this.info = info;
        layer = gdal.Layer(dataset, layerIndex);
        nint definition = gdal.LayerDefinition(layer);
        isTime = [.. indices.Select(index => gdal.FieldType(gdal.Field(definition, index)) == GdalTypes.DateTime)];
        this.report = report;
        this.isDrawing = isDrawing;
        subject = $"{Path.GetFileName(info.Path.TrimEnd('/', '\\'))}|{info.LayerName}";
        tally = new FeatureTally(report, subject);
        _ = GdalMessages.Take(); // what opening it says, the source has told
    }

    public long FeatureId => gdal.FeatureId(feature);

    public FeatureShape Shape
    {
        get
        {
            if (!decoded)
                Decode();
            return shape;
        }
    }

    public bool MoveNext()
    {
        decoded = false;
        Release();
        feature = closed ? 0 : gdal.NextFeature(layer);
        Hear();
        if (feature != 0)
        {
            read++;
            return true;
        }

        if (!ended && !closed)
            End();
        tally.Close();
        return false;
    }

    public object? Value(int index)
    {
        int field = indices[index];
        if (gdal.HasValue(feature, field) == 0)
            return null;
        FieldType type = info.Fields[field].Type;
        switch (type)
        {
            case FieldType.Integer:
                return gdal.Whole(feature, field);
            case FieldType.Boolean:
                return gdal.Whole(feature, field) != 0;
            case FieldType.Real:
                double real = gdal.Real(feature, field);
                if (TypedNumber.MayBeAnother(real))
                    tally.Add(
                        "ZC136",
                        FeatureId,
                        Shape.FirstPoint(),
                        about => ReadingFindings.WholeBeyondDouble(about, info.Fields[field].Name, real));
                if (double.IsInfinity(real))
                    tally.Add(
                        "ZC145",
                        FeatureId,
                        Shape.FirstPoint(),
                        about => ReadingFindings.ValueUnusable(about, info.Fields[field].Name));
                return double.IsFinite(real) ? real : null;
            case FieldType.Other:
                return null;
        }

        string text = GdalLibrary.String(gdal.Text(feature, field)).Trim(' ');
        if (!AttributeText.IsSound(text))
            tally.Add("ZC110", FeatureId, LayerPoint.None, about => ReadingFindings.TextUndecodable(about, info.Fields[field].Name, text));
        if (type == FieldType.Date
            && DateOnly.TryParseExact(text, "yyyy/MM/dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            return date;
        if (isTime[index] && text.Length >= 19)
            return string.Concat(text[..10].Replace('/', '-'), "T", text.AsSpan(11)); // "2024/02/29 10:00:00+00" in ISO 8601
        return text.Length == 0 ? null : text;
    }

    public void Dispose()
    {
        if (closed)
            return;
        closed = true;
        tally.Close();
        Release();
        gdal.Close(dataset);
    }

    /// <summary>GDAL gives nothing both at the end and where it fails: its error, and the number that the layer states, tell the two
    /// apart.</summary>
    private void End()
    {
        ended = true;
        if (failures.Count > 0 || (info.FeatureCount is { } stated && stated != read))
            report.Add(GdalFindings.Incomplete(subject, read, info.FeatureCount, string.Join("; ", failures)));
    }

    private void Hear()
    {
        foreach (GdalMessage message in GdalMessages.Take())
        {
            if (!message.IsFailure)
                report.Add(GdalFindings.Warned(subject, message.Text));
            else if (!failures.Contains(message.Text))
                failures.Add(message.Text);
        }
    }

    private void Release()
    {
        if (feature != 0)
            gdal.DestroyFeature(feature);
        feature = 0;
    }

    private void Decode()
    {
        decoded = true;
        shape.Clear();
        nint geometry = gdal.Geometry(feature);
        if (geometry == 0)
            return;
        const int LittleEndian = 1;
        int size = gdal.WkbSize(geometry);
        if (wkb.Length < size)
            wkb = new byte[size];
        int failed;
        fixed (byte* target = wkb)
            failed = gdal.ToIsoWkb(geometry, LittleEndian, target);
        GeometryOutcome outcome = failed == 0
            ? Wkb.Read(wkb.AsSpan(0, size), shape)
            : GeometryOutcome.Damaged("GDAL cannot write it as WKB");
        if (isDrawing && shape.Kind == GeometryKind.Line && outcome.Fault == GeometryFault.None && AreClosed(shape))
            TakeAsArea();
        outcome.Settle(shape, FeatureId, tally);
        Hear();
    }

    /// <summary>Lines that end where they began and could have an area.</summary>
    private static bool AreClosed(FeatureShape shape)
    {
        const int LeastNumbers = 8; // of a triangle
        for (int part = 0; part < shape.PartCount; part++)
        {
            if (shape.Part(part).Length < LeastNumbers)
                return false;
        }

        return shape.PartCount > 0 && Rings.AreClosed(shape);
    }

    private void TakeAsArea()
    {
        shape.Kind = GeometryKind.Polygon;
        for (int part = 0; part < shape.PartCount; part++)
            Rings.Turn(shape.Part(part), shell: true);
        tally.Add("ZC155", FeatureId, shape.FirstPoint(), GdalFindings.ClosedLine);
    }
}
