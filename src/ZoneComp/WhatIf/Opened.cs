namespace ZoneComp.WhatIf;

/// <summary>A policy and its ground, as they were read; edits count from here.</summary>
internal sealed record Opened(
    Trial Base, TrialGround Ground, IReadOnlyDictionary<string, Knob> Knobs, IReadOnlyList<KnobGroup> Groups, MapShapes Shapes)
{
    public static Opened Of(WorkbenchSettings settings, StageClock stages)
    {
        PolicyFile policy = PolicyFile.Load(settings.PolicyPath);
        TrialGround ground = TrialGround.Read(policy, settings.From, stages);
        Trial basis = ground.Compute(settings.PolicyPath, policy.Text, new Dictionary<string, string>(), stages);
        (IReadOnlyList<Knob> knobs, IReadOnlyList<KnobGroup> groups) = KnobReader.Read(policy);
        IReadOnlyList<Region> regions = ground.Inputs.Combinations.Regions;
        bool hasShapes = ground.Inputs.Shapes.Any(shape => shape is not null);
        MapShapes shapes = MapShapes.Of(
            hasShapes || settings.From is null ? ground.Inputs.Shapes : EarlierShapes.Read(settings.From, regions),
            ground.Inputs.Crs);
        return new Opened(
            basis with { Policy = policy }, ground, knobs.ToDictionary(knob => knob.Id, StringComparer.Ordinal), groups, shapes);
    }

    /// <summary>Whether it counts single features, lines or points, which earlier results do not hold.</summary>
    public static bool NeedsMaps(PolicyFile policy)
    {
        ExpressionScope names = ExpressionScope.Check(policy);
        AllocationStage.Check(policy, names); // schemes too may ask for them
        return names.NeedsPieces || names.NeedsPlaces;
    }

    public KnobGroup? GroupOf(string knob) => Groups.FirstOrDefault(group => group.Knobs.Contains(knob));
}
