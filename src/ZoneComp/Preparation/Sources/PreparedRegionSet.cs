namespace ZoneComp.Preparation.Sources;

/// <summary>A region set as read: one entry for each code that it has.</summary>
internal sealed record PreparedRegionSet(RegionSetSettings Settings, IReadOnlyList<PreparedRegion> Regions);
