using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace ZoneComp.Preparation;

/// <summary>Reads what lies around the regions, for maps: opened, brought to the map's CRS and told about as any layer.</summary>
internal static class NeighbourReading
{
    /// <summary>How far around the regions' box one looks, in their longest side: a sheet shows no more of what lies beside a narrow
    /// province.</summary>
    private const double Reach = 1.2;

    /// <param name="shapes">The regions', in the map's CRS.</param>
    /// <param name="inputs">Gets the files that were read.</param>
    public static IReadOnlyList<NeighbourShape> Read(
        PolicyFile policy, IReadOnlyList<Geometry?> shapes, List<InputRecord> inputs, DiagnosticLog log)
    {
        if (policy.Outputs.Neighbours is not { } settings || shapes.All(shape => shape is null))
            return [];
        SourceOpening opening = new(policy, InputPreparation.PlaneOf(policy), log);
        var read = new List<NeighbourShape>();
        foreach ((SourceSettings source, string file) in SourceFiles.Of(settings.Sources, log, SourceOpening.Neighbours))
        {
            using OpenedSource? opened = opening.Open(SourceOpening.Neighbours, SourceOpening.Neighbours, source, file);
            if (opened is null)
                continue;
            if (opened.Layer.FeatureCount == 0)
                opened.Report(PreparationFindings.NoFeatures(opened));
            else if (opened.Layer.Kind is not GeometryKind.Polygon)
                opened.Report(PreparationFindings.NeighboursNotPolygons(opened));
            else
                ReadFile(settings, opened, read);
        }

        inputs.AddRange(opening.Inputs);
        return read.Count == 0 ? [] : Around(read, shapes, log);
    }

    private static void ReadFile(NeighbourSettings settings, OpenedSource opened, List<NeighbourShape> read)
    {
        var errors = new PolicyErrors();
        string? name = settings.NameField is { } wanted ? FieldNames.Find(opened, wanted, settings.Node, errors) : null;
        SourceFilter filter = opened.Filter(errors);
        errors.ThrowIfAny();
        FieldList fields = new();
        int nameAt = name is null ? -1 : fields.Add(name);
        filter.Bind(fields);
        GeometryFactory factory = new();
        using IFeatureCursor cursor = opened.Source.Read(fields.Names);
        while (cursor.MoveNext())
        {
            opened.CountRow();
            if (!filter.Takes(cursor, opened))
                continue;
            if (cursor.Shape.Kind is not GeometryKind.Polygon)
            {
                opened.Report(PreparationFindings.NotAPolygon(opened, cursor.FeatureId, cursor.Shape.Kind), cursor.Shape.FirstPoint());
                continue;
            }

            List<Coordinate[]> rings = [];
            _ = opened.ForEachRing(
                cursor.FeatureId, cursor.Shape, ring => rings.Add(RegionShapes.Closed([.. ring], opened.Plane)));
            MultiPolygon shape = RingAssembly.Assemble(Turned(rings), factory);
            if (!shape.IsEmpty)
                read.Add(new NeighbourShape(nameAt < 0 ? "" : AttributeText.Of(cursor.Value(nameAt)) ?? "", shape));
        }
    }

    /// <summary>Files turn their rings as they like; a ring inside an odd number of others is a hole.</summary>
    private static IEnumerable<Coordinate[]> Turned(List<Coordinate[]> rings)
    {
        Envelope[] boxes = [.. rings.Select(ring => new Envelope(ring))];
        for (int index = 0; index < rings.Count; index++)
        {
            Coordinate at = rings[index][0];
            int around = rings.Where((other, place) => place != index && boxes[place].Covers(boxes[index])
                && NetTopologySuite.Algorithm.PointLocation.LocateInRing(at, other) == Location.Interior).Count();
            bool isClockwise = NetTopologySuite.Algorithm.Area.OfRingSigned(rings[index]) > 0, isHole = around % 2 == 1;
            yield return isClockwise == isHole ? rings[index] : [.. rings[index].Reverse()];
        }
    }

    /// <summary>Those that a map of the regions can show, without the regions' own ground, which a layer of all provinces holds
    /// too.</summary>
    private static IReadOnlyList<NeighbourShape> Around(
        List<NeighbourShape> read, IReadOnlyList<Geometry?> shapes, DiagnosticLog log)
    {
        Geometry[] regions = [.. shapes.OfType<Geometry>().Where(shape => !shape.IsEmpty)];
        Envelope box = new();
        foreach (Geometry region in regions)
            box.ExpandToInclude(region.EnvelopeInternal);
        box.ExpandBy(Reach * Math.Max(box.Width, box.Height));
        (Envelope Box, IndexedPointInAreaLocator Inside, Coordinate Point)[] own =
        [
            .. regions.Select(region => (region.EnvelopeInternal, new IndexedPointInAreaLocator(region), region.InteriorPoint.Coordinate)),
        ];
        NeighbourShape[] near = [.. read.Where(each => box.Intersects(each.Shape.EnvelopeInternal))];
        if (near.Length == 0)
            log.Add(PreparationFindings.NeighboursFarAway(read.Count));
        NeighbourShape[] beside = [.. near.Where(each => !IsOwn(each.Shape))];
        if (near.Length > 0 && beside.Length == 0)
            log.Add(PreparationFindings.NeighboursAreTheRegions(near.Length));
        return beside;

        bool IsOwn(MultiPolygon shape)
        {
            IndexedPointInAreaLocator inside = new(shape);
            Coordinate middle = shape.InteriorPoint.Coordinate;
            return own.Any(region =>
                (shape.EnvelopeInternal.Covers(region.Point) && inside.Locate(region.Point) == Location.Interior)
                || (region.Box.Covers(middle) && region.Inside.Locate(middle) == Location.Interior));
        }
    }
}
