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
        return new Opened(basis with { Policy = policy }, ground, byId, groups, shapes) { Files = files, NotOffered = not };
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
