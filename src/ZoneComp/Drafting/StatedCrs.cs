namespace ZoneComp.Drafting;

/// <summary>What the command states of CRS and datum, handed to the layers that it is for.</summary>
internal sealed class StatedCrs
{
    private readonly string? assumeBecause;
    private readonly List<(string? File, string Definition)> stated;
    private readonly HashSet<string> unused;

    /// <param name="files">Of regions and layers.</param>
    public StatedCrs(CoverageRequest request, string[] files)
    {
        assumeBecause = request.AssumeCgcs2000Because;
        stated = [.. request.Crs.Select(text => Split(text, files))];
        unused = [.. stated.Select(each => each.Definition)];
        foreach ((_, string definition) in stated)
            _ = Crs.Parse(definition);
    }

    public DraftSource Of(LayerSurvey layer)
    {
        (string? File, string Definition) own = stated.FirstOrDefault(each => each.File is not null
            && IsMeant(each.File, layer.Argument.Path));
        string? definition = own.Definition
            ?? (layer.Info.CrsDefinition is null ? stated.FirstOrDefault(each => each.File is null).Definition : null);
        if (definition is not null)
            _ = unused.Remove(definition);
        Crs? crs = definition is null ? layer.Crs : Crs.Parse(definition);
        bool assumes = assumeBecause is not null && crs is not null && crs.Datum != DatumFamily.Cgcs2000;
        return new DraftSource(CoverageDrafting.Files(layer), layer.Argument.Layer, definition, assumes ? assumeBecause : null);
    }

    /// <exception cref="UserErrorException">A CRS was stated for layers without one, and there are none.</exception>
    public void RequireAllUsed()
    {
        if (unused.FirstOrDefault() is { } definition)
        {
            throw new UserErrorException(
                $"--crs {definition}: every layer states a CRS of its own; to overrule it for one: --crs FILE={definition}",
                $"--crs {definition}：各图层均已给出坐标系；如要改用，请写 --crs 文件={definition}");
        }
    }

    private static (string? File, string Definition) Split(string text, string[] files)
    {
        // A definition may hold '=' itself (+proj=longlat): only what stands for a file is one.
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        return sign > 0 && files.Any(file => IsMeant(text[..sign], file)) ? (text[..sign], text[(sign + 1)..]) : (null, text);
    }

    private static bool IsMeant(string written, string path) =>
        Path.GetFullPath(written) == Path.GetFullPath(path) || written == Path.GetFileName(path);
}
