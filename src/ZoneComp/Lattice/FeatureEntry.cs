namespace ZoneComp.Lattice;

/// <summary>A region or a zone feature: its group and where its blocks of edges are.</summary>
/// <param name="Index">Index among the regions, or among the zones.</param>
/// <param name="Group">Class of a zone feature; for a region the complement of its index, so below zero.</param>
/// <param name="IsSimple">Whether it is a zone that is known to be simple, see <see cref="ShapeJudge"/>.</param>
internal readonly record struct FeatureEntry(int Group, int Index, int FirstBlock, int BlockCount, bool IsSimple = false)
{
    public bool IsRegion => Group < 0;

    public int Region => Index;
}
