namespace ZoneComp;

/// <summary>Takes the areas of an earlier run in place of an overlay, after making sure that they are those that this policy asks
/// for.</summary>
internal static class EarlierRun
{
    /// <summary>Blocks of the policy that decide the combination table; when one of them changed, the maps must be overlaid
    /// again.</summary>
    private static readonly string[] BlocksOfTheOverlay = ["regions", "region_sets", "layers", "area"];

    /// <exception cref="UserErrorException">The folder holds no results, or results of other regions, layers or area settings.</exception>
    /// <param name="names">Knows whether an expression asks for single features, lines or points, which the combination table does not
    /// have.</param>
    /// <param name="acceptTouched">Take it also where it is not as its run wrote it.</param>
    /// <param name="withShapes">Read the regions' polygons too, where the earlier run kept them.</param>
    public static RunInputs Read(string folder, PolicyFile policy, ExpressionScope names, bool acceptTouched = false,
        bool withShapes = false)
    {
        if (names.NeedsPieces || names.NeedsPlaces)
        {
            throw new UserErrorException(
                $"{policy.Path}: an expression asks for single features, lines or points, so the maps are needed: use zonecomp run",
                $"{policy.Path}：有表达式用到单个要素、线或点，需要图层：请使用 zonecomp run");
        }

        string manifestPath = Path.Combine(folder, ManifestJson.FileName);
        if (!File.Exists(manifestPath))
        {
            throw new UserErrorException(
                $"{folder}: holds no {ManifestJson.FileName}; name the results of an earlier run or overlay",
                $"{folder}：其中没有 {ManifestJson.FileName}；请指定先前运行或叠加的结果目录");
        }

        if (!acceptTouched)
            UntouchedResults.Require(folder);
        RunManifest manifest = RunFolder.Manifest(folder);
        PolicyFile earlier = RequireSameOverlay(folder, manifest, policy);
        CombinationTable combinations = ParquetOutputs.ReadCombinations(
            folder,
            [.. policy.Regions.Parents.Select(level => new RegionLevel(level.Name, level.Title))]);
        return new RunInputs
        {
            Combinations = combinations,
            Shapes = withShapes ? EarlierShapes.Read(folder, combinations.Regions)
                : new NetTopologySuite.Geometries.Geometry?[combinations.Regions.Count],
            Drawn = withShapes && HoldsPackage(folder, manifest)
                ? EarlierDrawings.Read(folder, policy.Outputs, earlier.Outputs, combinations) : DrawnGround.None,
            Crs = policy.Area.Method == AreaMethod.Planar ? MapCrs.UnknownPlane : MapCrs.Cgcs2000,
            Findings = EarlierFindings.Read(folder),
            Pieces = null,
            RegionSets = RegionSetsParquet.Read(folder, combinations, policy.RegionSets),
            Inputs =
            [
                .. manifest.Inputs.Where(input =>
                    input.Role.StartsWith("regions", StringComparison.Ordinal)
                    || input.Role.StartsWith("layer ", StringComparison.Ordinal)),
            ],
            AreaDescription = manifest.Settings.First(setting => setting.Name == "area_plane").Value,
            Measures = manifest.Measures,
        };
    }

    /// <summary>Whether the package is as the run wrote it: one that QGIS wrote into may hold other polygons.</summary>
    private static bool HoldsPackage(string folder, RunManifest manifest) =>
        manifest.Outputs?.FirstOrDefault(file => file.Path == RegionGeoPackage.FileName) is { } package
        && File.Exists(Path.Combine(folder, package.Path)) && ChecksumFile.Digest(Path.Combine(folder, package.Path)) == package.Sha256;

    private static PolicyFile RequireSameOverlay(string folder, RunManifest manifest, PolicyFile policy)
    {
        PolicyFile earlier = PolicyFile.Parse(policy.Path, manifest.Policy.Text);
        string[] changed = [.. BlocksOfTheOverlay.Where(block => earlier.Block(block) != policy.Block(block))];
        if (changed.Length > 0)
        {
            throw new UserErrorException(
                $"{folder}: its areas were measured under another policy: {string.Join(", ", changed)} changed since; run the overlay "
                    + $"again",
                $"{folder}：其面积是按另一份测算方案量算的：{string.Join("、", changed)} 已改变；请重新叠加");
        }

        return earlier;
    }
}
