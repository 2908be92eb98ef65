namespace ZoneComp.Preparation.Sources;

/// <summary>One file of one layer, in its place among all.</summary>
/// <param name="FirstClass">Class of the run that the layer's first class is.</param>
/// <param name="Input">Its index among the files of the layers.</param>
/// <param name="Source">Ordinal among the sources of zones; -1 for lines and points.</param>
internal sealed record ZoneFile(LayerSettings Layer, int FirstClass, SourceSettings Settings, string Path, int Input, int Source)
{
    /// <summary>All files of the layers, in the policy's order.</summary>
    /// <exception cref="UserErrorException">A pattern that matches no file.</exception>
    /// <param name="log">Is told of files named twice; null where that was told.</param>
    public static IReadOnlyList<ZoneFile> Of(PolicyFile policy, DiagnosticLog? log = null)
    {
        var files = new List<ZoneFile>();
        int firstClass = 0, source = 0;
        foreach (LayerSettings layer in policy.Layers)
        {
            foreach ((SourceSettings settings, string path) in SourceFiles.Of(layer.Sources, log, layer.Name))
                files.Add(new ZoneFile(layer, firstClass, settings, path, files.Count, layer.CoversGround ? source++ : -1));

            firstClass += layer.CoversGround ? Math.Max(1, layer.Classes.Count) : 0;
        }

        return files;
    }

    /// <summary>The files as they lie from west to east, those that nobody knows the place of first: so the ground behind is soon
    /// complete.</summary>
    /// <param name="boxes">By source.</param>
    public static IReadOnlyList<ZoneFile> ByPlace(IReadOnlyList<ZoneFile> files, IReadOnlyList<LatticeBox?> boxes) =>
        [.. files.OrderBy(file => file.Source < 0 ? long.MinValue : boxes[file.Source]?.MinX ?? long.MinValue)];
}
