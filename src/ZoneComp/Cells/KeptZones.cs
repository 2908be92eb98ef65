using System.Globalization;
using System.Runtime.CompilerServices;

namespace ZoneComp.Cells;

/// <summary>Keeps in memory the zones that go to disk, for what is asked of them after the areas: drawings, places of lines and points,
/// other sets of regions.</summary>
internal sealed class KeptZones
{
    private readonly LocalText what;
    private readonly int bytesPerVertex;
    private readonly long? memoryBytes;
    private readonly long room;
    private readonly List<HandedOver> batches = [];
    private long bytes;

    private KeptZones((string En, string Zh, int BytesPerVertex) use, long? memoryBytes, long room)
    {
        what = new LocalText(use.En, use.Zh);
        bytesPerVertex = use.BytesPerVertex;
        (this.memoryBytes, this.room) = (memoryBytes, room);
    }

    /// <summary>What asks for them.</summary>
    public LocalText What => what;

    /// <summary>All zones, in the policy's order.</summary>
    public IReadOnlyList<OverlayInput> Batches => [.. batches.OrderBy(zones => (zones.Source, zones.FirstInSource))
        .Select(zones => zones.Held)];

    /// <summary>Null where nothing asks for zones once their areas are known.</summary>
    public static KeptZones? For(PolicyFile policy, RunSettings settings, MemoryPlan plan) =>
        UseOf(policy, settings) is { } use ? new KeptZones(use, settings.Cells!.MemoryBytes, plan.KeptBytes) : null;

    public static bool AreWanted(PolicyFile policy, RunSettings settings) => UseOf(policy, settings) is not null;

    public void Keep(HandedOver zones)
    {
        OverlayInput held = zones.Held;
        if (held.FeatureCount == held.RegionCount)
            return;
        bytes += ((long)Unsafe.SizeOf<EdgeBlock>() * held.Blocks.Count)
            + ((long)Unsafe.SizeOf<FeatureEntry>() * held.FeatureCount)
            + (bytesPerVertex * held.HeldZoneVertices);
        if (bytes <= room)
            batches.Add(zones);
        else
            batches.Clear(); // only counted now
    }

    /// <exception cref="UserErrorException">They do not fit.</exception>
    public void RequireRoom()
    {
        if (bytes <= room)
            return;
        string needed = string.Create(CultureInfo.InvariantCulture, $"{((memoryBytes!.Value - room + bytes) >> 20) + 1} MiB");
        throw new UserErrorException(
            $"--memory: {what.En}, for which all zones stay in memory: {needed} in all. Give that much, or leave it out of the policy "
                + $"for this run; the areas need less",
            $"--memory：{what.Zh}，需要把全部图斑保留在内存中，共约 {needed}。请增大内存，或在本次运行的测算方案中去掉该项；仅算面积所需较少");
    }

    /// <summary>What asks for the most, and what a vertex of a zone costs for it, bytes.</summary>
    private static (string En, string Zh, int BytesPerVertex)? UseOf(PolicyFile policy, RunSettings settings)
    {
        if (policy.Outputs.Draws && settings.OutputPath is not null)
            return ("the policy has zones or ground drawn (outputs)", "测算方案要求绘出图斑或所选地面（outputs）", 120);
        if (policy.RegionSets.Count > 0)
            return ("the policy measures sets of regions (region_sets)", "测算方案含区域范围（region_sets）", 60);
        return policy.Layers.FirstOrDefault(layer => !layer.CoversGround) is { } layer
            ? ($"layer {layer.Name} locates lines or points in the zones", $"图层 {layer.Name} 要在图斑中定位线、点", 20)
            : null;
    }
}
