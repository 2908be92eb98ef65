using ZoneComp.Diagnostics;
using ZoneComp.Shapefile;

namespace ZoneComp.Reading;

/// <summary>Walks over a shapefile; a shape is decoded only when it is asked for.</summary>
internal sealed class ShapefileCursor(ShapefileReader reader, ReadingReport report, string subject) : IFeatureCursor
{
    private readonly FeatureShape shape = new();
    private readonly FeatureTally tally = new(report, subject);
    private bool decoded;

    public long FeatureId => reader.Record;

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
        if (reader.MoveNext())
            return true;
        Tell();
        return false;
    }

    public object? Value(int index) => reader.Value(index);

    public void Dispose() => Tell();

    private void Decode()
    {
        decoded = true;
        shape.Clear();
        ShapeRecord record = reader.Shape();
        ShapeFamily family = record.Type.Family();
        if (family == ShapeFamily.Null || record.Points.IsEmpty)
            return;
        if (family == ShapeFamily.MultiPatch)
        {
            shape.Kind = GeometryKind.Other;
            tally.Add("ZC117", FeatureId, PlaceOf(FeatureId), found => ReadingFindings.GeometryKindUnusable(found, "MultiPatch"));
            return;
        }

        bool usable = family switch
        {
            ShapeFamily.Polygon => CopyRings(record),
            ShapeFamily.PolyLine => CopyLines(record),
            _ => CopyPoints(record),
        };
        if (!usable)
        {
            shape.Clear();
            tally.Add("ZC116", FeatureId, PlaceOf(FeatureId), ReadingFindings.CoordinateUnusable);
        }
    }

    private bool CopyRings(ShapeRecord record)
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

        if (usable && !closed)
            tally.Add("ZC119", FeatureId, shape.FirstPoint(), ReadingFindings.RingNotClosed);
        return usable;
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
