namespace ZoneComp.Preparation.Zones;

/// <summary>The zones of all sources as sort pieces read them: takes the place of reading them again.</summary>
/// <param name="stretches">Of all sources, each complete, in the order of its records.</param>
internal sealed class StoredZones(PolicyFile policy, IReadOnlyList<StoredStretch> stretches)
{
    /// <summary>Says of a source what reading it said, and counts its zones.</summary>
    public void Take(
        ZoneFile file, SourceOpening opening, int input, OverlayInput rings, ZoneOrigins origins, ShapeDigests shapes,
        SourceFootprints footprints)
    {
        StoredStretch[] own = [.. stretches.Where(stretch => stretch.Source == file.Source)];
        if (own.Length == 0 || own[0].File != opening.RelativePath(file.Path))
            throw new UserErrorException(
                $"{opening.RelativePath(file.Path)} is not among the files that were sorted: sort all pieces again",
                $"{opening.RelativePath(file.Path)} 不在已排序的文件之中：请重新排序全部各块");
        using OpenedSource? opened = opening.Open(
            $"layer {file.Layer.Name}",
            file.Layer.Name,
            file.Settings,
            file.Path,
            input,
            (request, findings) => own[0].Layer!.Open(request, findings, policy));
        if (opened is null)
            return;
        opened.Know([.. own[0].Files.Select(stamp => new FileRecord(stamp.Path, stamp.Sha256!, stamp.Size))]);
        if (ZonePreparation.Classifier(file.Layer, opened) is not { } classify)
            return;
        Diagnostic[] found = [.. own.SelectMany(stretch => stretch.Findings).Select(stored => stored.ToFinding())];
        foreach (Diagnostic finding in found.Where(finding => finding.Summed is null)
            .Concat(SummedFinding.Added(found.Where(finding => finding.Summed is not null))))
            opened.Pass(finding);
        foreach (StoredStretch stretch in own)
        {
            foreach (StoredFinding waiting in stretch.Waiting)
                opened.Report(waiting.ToFinding());
            opened.Tally.Add(stretch.Tally.ToTally());
            (ushort[] classes, ZoneOrigins from, SourceFootprint footprint, ShapeDigests digests) = stretch.Unpacked();
            rings.AddReleased(classes, stretch.Vertices, stretch.FlatRings, stretch.Bounds);
            origins.Append(from, opened.InputIndex);
            shapes.Append(digests, stretch.Zones);
            if (stretch.Zones > 0)
                footprints.Of(opened.InputIndex).Add(footprint);
        }

        ZonePreparation.Report(file.Layer, opened, classify);
    }
}
