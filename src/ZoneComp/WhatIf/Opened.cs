namespace ZoneComp.WhatIf;

/// <summary>A policy and its ground, as they were read; edits count from here.</summary>
internal sealed record Opened(
    Trial Base, TrialGround Ground, IReadOnlyDictionary<string, Knob> Knobs, IReadOnlyList<KnobGroup> Groups, MapShapes Shapes)
{
    /// <summary>Findings of the policy as it is.</summary>
    public IReadOnlySet<Diagnostic> Known { get; } = Base.Findings.ToHashSet();

    /// <summary>Tables of parameters whose numbers are knobs too.</summary>
    public required IReadOnlyList<ParameterFile> Files { get; init; }

    /// <summary>Of other tables of parameters, why theirs are none.</summary>
    public required IReadOnlyList<LocalText> NotOffered { get; init; }

    /// <summary>Maps that are no longer those that the results were measured of: their names.</summary>
    public required IReadOnlyList<string> ChangedMaps { get; init; }

    public static Opened Of(WorkbenchSettings settings, StageClock stages)
    {
        PolicyFile policy = PolicyFile.Load(settings.PolicyPath);
        TrialGround ground = TrialGround.Read(policy, settings.From, stages);
        Trial basis = ground.Compute(settings.PolicyPath, new TrialText(policy.Text, []), new Dictionary<string, string>(), stages);
        (IReadOnlyList<Knob> knobs, IReadOnlyList<KnobGroup> groups) = KnobReader.Read(policy);
        (IReadOnlyList<ParameterFile> files, IReadOnlyList<LocalText> not) = ParameterFile.Of(policy);
        IReadOnlyList<Region> regions = ground.Inputs.Combinations.Regions;
        bool hasShapes = ground.Inputs.Shapes.Any(shape => shape is not null);
        MapShapes shapes = MapShapes.Of(
            hasShapes || settings.From is null ? ground.Inputs.Shapes : EarlierShapes.Read(settings.From, regions),
            ground.Inputs.Crs);
        Dictionary<string, Knob> byId = knobs.Concat(files.SelectMany(file => file.Knobs()))
            .ToDictionary(knob => knob.Id, StringComparer.Ordinal);
        return new Opened(basis with { Policy = policy }, ground, byId, groups, shapes)
        {
            Files = files,
            NotOffered = not,
            ChangedMaps = settings.From is null || NeedsMaps(policy) ? [] : MapsSince(settings.From, policy),
        };
    }

    private static IReadOnlyList<string> MapsSince(string results, PolicyFile policy)
    {
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(results, ManifestJson.FileName));
        return [.. RunFolder.Manifest(results).Inputs.Where(RunFolder.IsMap).SelectMany(input => input.Files)
            .DistinctBy(file => file.Path)
            .Where(HasChanged)
            .Select(file => Path.GetFileName(file.Path))];

        // Of a file that was not written since, the size says enough.
        bool HasChanged(FileRecord file)
        {
            FileInfo now = new(Path.Combine(policy.Directory, file.Path));
            return !now.Exists || now.Length != file.Size
                || (now.LastWriteTimeUtc > written && ChecksumFile.Digest(AllowedFolders.RealPath(now.FullName)) != file.Sha256);
        }
    }

    /// <summary>What on the disk is not as it was read; null where all is.</summary>
    public LocalText? Changed()
    {
        string policy = Base.Policy!.Path;
        if (DigestOf(policy) != Base.Policy.Sha256)
            return new LocalText($"{Path.GetFileName(policy)} was changed", $"{Path.GetFileName(policy)} 已改动");
        if (Ground.Changed() is not { } file)
            return null;
        string name = Path.GetFileName(file), folder = Path.GetFileName(Path.GetDirectoryName(file)!);
        return name == ManifestJson.FileName
            ? new LocalText($"the results in {folder} were replaced", $"{folder} 中的结果已被替换")
            : new LocalText($"{name} was changed", $"{name} 已改动");
    }

    /// <summary>Of a policy's bytes on the disk; "" where there is none that can be read.</summary>
    public static string DigestOf(string policy)
    {
        string real = AllowedFolders.RealPath(policy);
        try
        {
            return File.Exists(real) ? ChecksumFile.Digest(real) : "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Whether it counts single features, lines or points, which earlier results do not hold.</summary>
    public static bool NeedsMaps(PolicyFile policy)
    {
        ExpressionScope names = ExpressionScope.Check(policy);
        AllocationStage.Check(policy, names); // schemes too may ask for them
        return names.NeedsPieces || names.NeedsPlaces;
    }

    public TrialText TextOf(IReadOnlyDictionary<string, string> edits, string variant = "variant") =>
        TrialText.Of(Base.Text.Policy, Knobs, Files, edits, variant);

    public KnobGroup? GroupOf(string knob) => Groups.FirstOrDefault(group => group.Knobs.Contains(knob));
}
