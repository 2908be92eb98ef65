namespace ZoneComp.Reading.Shapefiles;

/// <summary>Walks over a shapefile; a shape is decoded only when it is asked for.</summary>
internal sealed class ShapefileCursor(ShapefileLayer layer, ShapefileReader reader, ReadingReport report, string subject) : ILeavingCursor
{
    private readonly FeatureShape shape = new();
    private readonly FeatureTally tally = new(report, subject);
    private readonly FeatureTally ofLeft = new(report, subject);
    private bool decoded;

    public long FeatureId => reader.Record;

    public FeatureShape Shape
    {
        get
        {
            if (!decoded)
                Decode(reader.Shape());
            return shape;
        }
    }

    public LeftPolygon? Leave()
    {
        if (decoded)
            return null;
        ShapeRecord record = reader.Shape();
        if (record.Type.Family() == ShapeFamily.Polygon && !record.Points.IsEmpty)
            return new LeftPolygon(FeatureId, reader.PlaceOf(record), record.Points.Length);
        Decode(record);
        return null;
    }

    public TakenPolygon Take(in LeftPolygon polygon, FeatureShape into)
    {
        try
        {
            into.Clear();
            PolygonFault fault = CopyRings(layer.ReadAgain(polygon.Place), into);
            return new TakenPolygon(fault, fault == PolygonFault.NotClosed ? into.FirstPoint() : LayerPoint.None);
        }
        catch (ShapefileException changed)
        {
            throw new UserErrorException(changed.Message, $"{changed.File}：读取期间文件被改动（{changed.Reason}）", changed);
        }
    }

    public void Note(in LeftPolygon polygon, TakenPolygon found) => Tell(ofLeft, polygon.FeatureId, found);

    public bool MoveNext()
    {
        decoded = false;
        if (reader.MoveNext())
            return true;
        Tell();
        return false;
    }

    public object? Value(int index) => reader.Value(index);

    public void Dispose()
    {
        ofLeft.Close();
        Tell();
    }

    private void Decode(ShapeRecord record)
    {
        decoded = true;
        shape.Clear();
        ShapeFamily family = record.Type.Family();
        if (family == ShapeFamily.Null || record.Points.IsEmpty)
            return;
        if (family == ShapeFamily.MultiPatch)
        {
            shape.Kind = GeometryKind.Other;
            tally.Add("ZC117", FeatureId, PlaceOf(FeatureId), found => ReadingFindings.GeometryKindUnusable(found, "MultiPatch"));
            return;
        }

        PolygonFault fault = family switch
        {
            ShapeFamily.Polygon => CopyRings(record, shape),
            ShapeFamily.PolyLine => CopyLines(record) ? PolygonFault.None : PolygonFault.Unusable,
            _ => CopyPoints(record) ? PolygonFault.None : PolygonFault.Unusable,
        };
        Tell(tally, FeatureId, new TakenPolygon(fault, shape.FirstPoint()));
        if (fault == PolygonFault.Unusable)
            shape.Clear();
    }

    private void Tell(FeatureTally to, long feature, TakenPolygon found)
    {
        if (found.Fault == PolygonFault.Unusable)
            to.Add("ZC116", feature, PlaceOf(feature), ReadingFindings.CoordinateUnusable);
        else if (found.Fault == PolygonFault.NotClosed)
            to.Add("ZC119", feature, found.At, ReadingFindings.RingNotClosed);
    }

    private static PolygonFault CopyRings(ShapeRecord record, FeatureShape shape)
    {
        shape.Kind = GeometryKind.Polygon;
        bool usable = true, closed = true;
        for (int part = 0; part < record.PartCount; part++)
        {
            ReadOnlySpan<ShapePoint> ring = record.Part(part);
            if (ring.IsEmpty)
                continue; // a part without points encloses nothing
            usable &= ShapePoints.CopyBackwards(ring, shape.AddPart(ring.Length));
            closed &= ring[0] == ring[^1];
        }

        return !usable ? PolygonFault.Unusable : closed ? PolygonFault.None : PolygonFault.NotClosed;
    }

    private bool CopyLines(ShapeRecord record)
    {
        shape.Kind = GeometryKind.Line;
        bool usable = true;
        for (int part = 0; part < record.PartCount; part++)
        {
            ReadOnlySpan<ShapePoint> line = record.Part(part);
            if (!line.IsEmpty)
                usable &= ShapePoints.Copy(line, shape.AddPart(line.Length));
        }

        return usable;
    }

    private bool CopyPoints(ShapeRecord record)
    {
        shape.Kind = GeometryKind.Point;
        bool usable = true;
        for (int index = 0; index < record.Points.Length; index++)
            usable &= ShapePoints.Copy(record.Points.Slice(index, 1), shape.AddPart(1));
        return usable;
    }

    private void Tell()
    {
        tally.Close();
        foreach (ShapefileProblem problem in reader.Problems)
            report.Add(ShapefileFindings.Of(problem, PlaceOf));
    }

    private LayerPoint PlaceOf(long record) => ShapefileFindings.At(reader.PlaceOf(record));
}
