namespace ZoneComp.Preparation.Zones;

/// <summary>What a file says of itself, as the sort piece stores it that read the file's beginning.</summary>
/// <param name="Info">With paths relative to the policy.</param>
/// <param name="Findings">Of opening it.</param>
internal sealed record StoredLayer(LayerInfo Info, IReadOnlyList<StoredFinding> Findings)
{
    public static StoredLayer Of(LayerInfo info, IReadOnlyList<StoredFinding> findings, SourceOpening opening) =>
        new(info with { Path = opening.RelativePath(info.Path), Files = [.. info.Files.Select(opening.RelativePath)] }, findings);

    /// <summary>Opens the layer without its file; the file is opened only if somebody asks for its features.</summary>
    public IFeatureSource Open(SourceRequest request, DiagnosticLog log, PolicyFile policy)
    {
        foreach (StoredFinding finding in Findings)
            log.Add(finding.ToFinding());
        return new Source(
            request,
            Info with { Path = request.Path, Files = [.. Info.Files.Select(path => Path.GetFullPath(path, policy.Directory))] });
    }

    private sealed class Source(SourceRequest request, LayerInfo info) : IFeatureSource
    {
        private IFeatureSource? opened;

        public LayerInfo Info => info;

        public IFeatureCursor Read(IReadOnlyList<string> fields) =>
            (opened ??= FeatureSources.Open(request, new DiagnosticLog())).Read(fields);

        public void Dispose() => opened?.Dispose();
    }
}
