namespace ZoneComp.Preparation.Zones;

/// <summary>Reads the layers and gives each feature to its class; nothing is dissolved, the overlay counts once by itself.</summary>
internal static class ZonePreparation
{
    /// <param name="files">In the order in which they shall be read.</param>
    /// <param name="places">Gets the lines and points, which cover no ground.</param>
    /// <param name="handed">Who takes the zones out of memory; null where they stay.</param>
    /// <param name="stored">Takes a source of zones with its index among the inputs where it was read elsewhere; null to read it.</param>
    public static void Read(
        IReadOnlyList<ZoneFile> files,
        SourceOpening opening,
        ZoneTarget target,
        ZoneOrder order,
        AreaPlane plane,
        List<PlaceFeature> places,
        int threads,
        HandedZones? handed,
        Action<ZoneFile, int>? stored)
    {
        int firstInput = opening.Reserve(files.Count);
        for (int index = 0; index < files.Count; index++)
        {
            ZoneFile file = files[index];
            Seam.At("file begun");
            if (file.Source >= 0)
                order.Begin(file.Source, target.ZoneCount);
            if (file.Source >= 0 && stored is not null)
            {
                stored(file, firstInput + file.Input);
            }
            else
            {
                using OpenedSource? opened = opening.Open(
                    $"layer {file.Layer.Name}", file.Layer.Name, file.Settings, file.Path, firstInput + file.Input);
                if (opened is not null && threads > 1)
                    opened.BeginDigests();
                if (opened is not null)
                    ReadFile(
                        file.Layer,
                        opened,
                        file.Source >= 0
                            ? new ZoneReceiver(file.FirstClass, file.Layer, opened, target, plane, threads, handed)
                            : new PlaceReceiver(file.Layer, opened, places));
            }

            if (file.Source >= 0)
            {
                target.EndSource();
                order.End(target.ZoneCount);
                handed?.Done?.Invoke(file.Source);
            }
        }
    }

    private static void ReadFile(LayerSettings layer, OpenedSource opened, FeatureReceiver receiver)
    {
        if (Classifier(layer, opened) is not { } classify)
            return;
        Walk(layer, opened, classify, receiver, fields => opened.Source.Read(fields));
        Report(layer, opened, classify);
    }

    /// <summary>Which class or classes a feature has; null where the file's geometry is not what the policy says, or there is
    /// none.</summary>
    public static FeatureClassifier? Classifier(LayerSettings layer, OpenedSource opened)
    {
        if (opened.Layer.FeatureCount == 0)
        {
            opened.Report(PreparationFindings.NoFeatures(opened));
            if (opened.Layer.Kind is GeometryKind.None)
                return null; // nothing in the file says what its geometries would be
        }

        if (opened.Layer.Kind != KindOf(layer))
        {
            opened.Report(PreparationFindings.OtherGeometry(opened, layer));
            return null;
        }

        var errors = new PolicyErrors();
        var classify = new FeatureClassifier(layer, opened, errors);
        errors.ThrowIfAny();
        return classify;
    }

    /// <summary>Gives the features of a file, or of a part of it, to the receiver; what is odd about them goes to the file's
    /// tally.</summary>
    public static void Walk(
        LayerSettings layer, OpenedSource opened, FeatureClassifier classify, FeatureReceiver receiver,
        Func<IReadOnlyList<string>, IFeatureCursor> read)
    {
        var fields = new FieldList();
        classify.Bind(fields);
        using IFeatureCursor cursor = read(fields.Names);
        try
        {
            Walk(layer, opened, classify, receiver, cursor);
            receiver.Finish();
        }
        catch
        {
            receiver.Abandon();
            throw;
        }
    }

    private static void Walk(
        LayerSettings layer, OpenedSource opened, FeatureClassifier classify, FeatureReceiver receiver, IFeatureCursor cursor)
    {
        GeometryKind expected = KindOf(layer);
        ILeavingCursor? leaving = receiver.TakesLeft && expected == GeometryKind.Polygon ? cursor as ILeavingCursor : null;
        SourceTally tally = opened.Tally;
        var classes = new List<int>();
        while (cursor.MoveNext())
        {
            opened.CountRow();
            if (!classify.Takes(cursor, opened))
                continue;
            classes.Clear();
            string? found = classify.Classify(cursor, opened, classes);
            if (classes.Count == 0)
            {
                SourceTally.Count(tally.Unclassed, found ?? "", cursor.FeatureId, () => cursor.Shape.FirstPoint());
                continue;
            }

            if (leaving?.Leave() is { } left)
            {
                receiver.Take(leaving, left, classes);
                continue;
            }

            if (cursor.Shape.Kind is GeometryKind.None)
            {
                tally.WithoutGeometry = tally.WithoutGeometry.And(new FoundTimes(1, cursor.FeatureId, LayerPoint.None));
                continue;
            }

            if (cursor.Shape.Kind != expected)
            {
                opened.Report(
                    PreparationFindings.NotAPolygon(opened, cursor.FeatureId, cursor.Shape.Kind, layer.Geometry),
                    cursor.Shape.FirstPoint());
                continue;
            }

            tally.Taken++;
            receiver.Take(cursor, classes);
        }
    }

    /// <summary>Tells what was counted, once all of the file was read.</summary>
    public static void Report(LayerSettings layer, OpenedSource opened, FeatureClassifier classify)
    {
        SourceTally tally = opened.Tally;
        classify.Report(opened);
        foreach ((string value, FoundTimes found) in tally.Unclassed)
            opened.Report(PreparationFindings.NoClass(opened, layer, value, found.Count, found.First), found.At);
        if (tally.WithoutGeometry.Count > 0)
            opened.Report(
                PreparationFindings.ZonesWithoutGeometry(opened, tally.WithoutGeometry.Count, tally.WithoutGeometry.First),
                LayerPoint.None);
        if (tally.Taken == 0 && opened.Layer.FeatureCount != 0) // of a file without features that is all that can be said
            opened.Report(PreparationFindings.EmptyLayer(opened));
    }

    private static GeometryKind KindOf(LayerSettings layer) =>
        layer.Geometry switch
        {
            LayerGeometry.Lines => GeometryKind.Line,
            LayerGeometry.Points => GeometryKind.Point,
            _ => GeometryKind.Polygon,
        };
}
