using System.Runtime.CompilerServices;

namespace ZoneComp.Lattice;

/// <summary>Places along an edge, counted from its lower end whichever way it leads, so that the same edge the other way round is cut at
/// the very same places.</summary>
/// <remarks>
/// A place is the parameter t from the lower end (of two equally high ones the left) for an edge that leads up, and -t for one that leads
/// down: it ascends along the edge, from 0 to 1 or from -1 to 0.
/// </remarks>
internal static class EdgeDirection
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool LeadsDown(int x0, int y0, int x1, int y1) => y1 < y0 || (y1 == y0 && x1 < x0);

    /// <summary>The place where something lies whose distances from the two ends are as <paramref name="fromStart"/> to
    /// <paramref name="fromEnd"/>, one of them below zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Place(long fromStart, long fromEnd, bool leadsDown) => unchecked(leadsDown
        ? -((double)fromEnd / (fromEnd - fromStart))
        : (double)fromStart / (fromStart - fromEnd));

    /// <summary>The place as a parameter from the edge's start.</summary>
    public static double FromStart(double place, bool leadsDown) => leadsDown ? 1 + place : place;
}
