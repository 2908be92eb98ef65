using System.Runtime.CompilerServices;

namespace ZoneComp.Plane;

/// <summary>The patches of a layer's plane that were met last.</summary>
/// <remarks>Bounded however far a file's coordinates are strewn; a patch made anew is the same to the bit. One per projector.</remarks>
internal sealed class PlanePatches(double sideUnits, Func<double, double, PlanePoint?> formula)
{
    /// <summary>Slots; 4,096 squares of 16 km are a million square kilometres, in 2 MB.</summary>
    private const int Kept = 4096;

    /// <summary>Columns and rows beyond this are left to the formula, whose checks they will not pass.</summary>
    private const double MaxIndex = 1e7;

    private readonly PlanePatch?[] kept = new PlanePatch?[Kept];
    private readonly double perUnit = 1 / sideUnits;
    private readonly double quartersPerUnit = 4 / sideUnits;
    private PlanePatch? last;

    /// <summary>Plane coordinates by the patch of the square; false where the formula must be used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryLocate(double x, double y, out PlanePoint point)
    {
        double column = Math.Floor(x * perUnit), row = Math.Floor(y * perUnit);
        if (!(Math.Abs(column) <= MaxIndex && Math.Abs(row) <= MaxIndex))
        {
            point = default;
            return false;
        }

        PlanePatch patch = last is { } same && same.Column == (long)column && same.Row == (long)row
            ? same
            : last = Find((long)column, (long)row);
        if (!patch.IsUsable)
        {
            point = default;
            return false;
        }

        (double xM, double yM) = patch.At(x, y, quartersPerUnit);
        point = new PlanePoint(xM, yM, patch.Bend);
        return true;
    }

    private PlanePatch Find(long column, long row)
    {
        int slot = (int)(((column & 63) << 6) | (row & 63));
        if (kept[slot] is { } patch && patch.Column == column && patch.Row == row)
            return patch;
        return kept[slot] = PlanePatch.Of(column, row, sideUnits, formula);
    }
}
