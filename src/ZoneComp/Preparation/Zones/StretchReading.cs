namespace ZoneComp.Preparation.Zones;

/// <summary>A stretch of a source of zones: all of it, or its records between two bytes of its file.</summary>
/// <param name="ToByte">Null for the end of the file.</param>
/// <param name="IsFirst">Whether the source begins here; whoever reads its beginning makes its files' digests too.</param>
/// <param name="IsDivided">Whether others read further stretches of the source.</param>
internal sealed record SourceStretch(ZoneFile File, long FromByte, long? ToByte, bool IsFirst, bool IsDivided);

/// <summary>Reads a stretch of a source: its rings go to whoever sorts them, what else was found is stored for whoever joins the
/// pieces.</summary>
internal static class StretchReading
{
    /// <param name="classCount">Classes of the policy.</param>
    /// <param name="handed">Gets the zones, numbered from the stretch's first.</param>
    /// <param name="log">Gets the findings as they come, in the policy's severities; null for nobody.</param>
    public static StoredStretch Read(
        PolicyFile policy, AreaPlane plane, SourceStretch stretch, int classCount, HandedZones handed, int threads, DiagnosticLog? log)
    {
        ZoneFile file = stretch.File;
        var heard = new HeardFindings(log);
        var opening = new SourceOpening(policy, plane, heard.Log);
        var rings = new OverlayInput(classCount);
        var origins = new ZoneOrigins();
        var shapes = ShapeDigests.For(handed.MemoryBytes);
        var footprints = new SourceFootprints();
        rings.HandOverZones(handed.Vertices, (held, first) =>
        {
            footprints.Add(held, first, origins);
            handed.Receive(new HandedOver(held, file.Source, first, first));
        });
        StoredLayer? layer = null;
        using OpenedSource? opened = opening.Open(
            $"layer {file.Layer.Name}",
            file.Layer.Name,
            file.Settings,
            file.Path,
            open: (request, findings) =>
        {
            IFeatureSource source = heard.Open(request, findings);
            if (stretch.IsFirst)
                layer = StoredLayer.Of(source.Info, heard.Opening, opening);
            return source;
        });
        long from = 0, to = 1, records = 1;
        if (opened is not null)
        {
            if (stretch.IsFirst && threads > 1)
                opened.BeginDigests();
            var divided = stretch.IsDivided ? (IDividedSource)opened.Source : null;
            if (divided is not null)
            {
                records = divided.RecordCount;
                (from, to) = (stretch.IsFirst ? 0 : divided.RecordAt(stretch.FromByte), stretch.ToByte is { } end
                    ? divided.RecordAt(end)
                    : records);
            }

            FeatureClassifier? classify = ZonePreparation.Classifier(file.Layer, opened);
            _ = opened.TakeWaiting();
            heard.BeginWalk();
            if (classify is not null)
            {
                var receiver = new ZoneReceiver(
                    file.FirstClass,
                    file.Layer,
                    opened,
                    new ZoneTarget(classCount, Task.FromResult(rings), origins, shapes),
                    plane,
                    threads,
                    handed);
                ZonePreparation.Walk(
                    file.Layer,
                    opened,
                    classify,
                    receiver,
                    fields => divided?.Read(fields, from, to) ?? opened.Source.Read(fields));
            }
        }

        rings.HandOverRest();
        return new StoredStretch
        {
            Source = file.Source,
            File = opening.RelativePath(file.Path),
            From = from,
            To = to,
            Records = records,
            Layer = layer,
            Tally = StoredTally.Of(opened?.Tally ?? new SourceTally()),
            Waiting = [.. (opened?.TakeWaiting() ?? []).Select(StoredFinding.Of)],
            Files = opened?.Leave(withDigests: stretch.IsFirst) ?? [],
            Findings = heard.Walk,
            Zones = rings.ZoneCount,
            Vertices = rings.VertexCount,
            FlatRings = rings.FlatRingCount,
            Bounds = rings.Bounds,
            ByZone = StoredStretch.Packed(
                rings.ZoneClasses, origins, footprints.Sources.Any() ? footprints.Of(footprints.Sources.Single()) : new SourceFootprint(),
                shapes),
        };
    }
}
