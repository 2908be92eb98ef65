using System.Runtime.Intrinsics;

namespace ZoneComp.Plane;

/// <summary>The way from a layer's CRS to the plane in one square of the layer's own plane, as a polynomial of degree 4 in each
/// coordinate.</summary>
/// <remarks>
/// Between 5 x 5 even nodes over a half side H = 8 km the remainder is H^5 / 5! x max |t (t2 - 1/4)(t2 - 1)| (0.114) x the fifth
/// derivative. Projections
/// bend over the Earth's radius R, so that is a few R^-4, and the remainder 1e-10 m: below the last bit of the coordinates themselves
/// (1e-9 m). Each patch is held
/// against the formula at places between its nodes, and one that is off by more than <see cref="MaxErrorM"/> (a singular point, the edge
/// of a domain) is not
/// used. A square has one patch for all features, threads and runs, so a shared vertex stays shared to the bit.
/// </remarks>
internal sealed class PlanePatch
{
    /// <summary>Metres, a ten thousandth of the lattice's unit.</summary>
    private const double MaxErrorM = 1e-7;

    private const int Nodes = 5;
    private const int Degree = Nodes - 1;

    /// <summary>Between the nodes, in quarters of a side from the middle.</summary>
    private static readonly double[] Probes = [-1.6, -0.5, 1.6];

    /// <summary>Coefficient of t^i u^j at 5 i + j; x of the plane in the lower half, y in the upper.</summary>
    private readonly Vector128<double>[] coefficients;

    private PlanePatch(long column, long row, Vector128<double>[] coefficients, double bend)
    {
        Column = column;
        Row = row;
        Bend = bend;
        this.coefficients = coefficients;
    }

    public long Column { get; }

    public long Row { get; }

    /// <summary>False where the formula itself must be used.</summary>
    public bool IsUsable => coefficients.Length > 0;

    /// <summary>Bound of an edge's bend anywhere in the square, per metre.</summary>
    public double Bend { get; }

    /// <param name="formula">The exact way; null where a point has none.</param>
    /// <param name="sideUnits">Side of the squares in the source's unit.</param>
    public static PlanePatch Of(long column, long row, double sideUnits, Func<double, double, PlanePoint?> formula)
    {
        var unusable = new PlanePatch(column, row, [], 0);
        double quarter = sideUnits / 4, middleX = (column + 0.5) * sideUnits, middleY = (row + 0.5) * sideUnits;
        var values = new Vector128<double>[Nodes * Nodes];
        double bend = 0;
        for (int i = 0; i < Nodes; i++)
        {
            for (int j = 0; j < Nodes; j++)
            {
                if (formula(middleX + ((i - 2) * quarter), middleY + ((j - 2) * quarter)) is not { } at)
                    return unusable;
                values[(Nodes * i) + j] = Vector128.Create(at.XM, at.YM);
                bend = Math.Max(bend, at.Bend);
            }
        }

        for (int line = 0; line < Nodes; line++)
        {
            Interpolate(values, Nodes * line, 1);
        }

        for (int line = 0; line < Nodes; line++)
        {
            Interpolate(values, line, Nodes);
        }

        // The bound grows with latitude, which is largest on the rim, within metres of the largest node's.
        var patch = new PlanePatch(column, row, values, bend * 1.02);
        foreach (double t in Probes)
        {
            foreach (double u in Probes)
            {
                if (formula(middleX + (t * quarter), middleY + (u * quarter)) is not { } at)
                    return unusable;
                (double xM, double yM) = patch.At(t, u);
                if (!(Math.Abs(xM - at.XM) <= MaxErrorM && Math.Abs(yM - at.YM) <= MaxErrorM))
                    return unusable;
            }
        }

        return patch;
    }

    /// <summary>Plane coordinates, metres, at a place in the source's units.</summary>
    public (double XM, double YM) At(double x, double y, double quartersPerUnit) =>
        At((x * quartersPerUnit) - (4 * Column) - 2, (y * quartersPerUnit) - (4 * Row) - 2);

    private (double XM, double YM) At(double t, double u)
    {
        Vector128<double> tt = Vector128.Create(t), uu = Vector128.Create(u);
        ReadOnlySpan<Vector128<double>> c = coefficients;
        Vector128<double> sum = InSecond(c[20..25], uu);
        sum = (sum * tt) + InSecond(c[15..20], uu);
        sum = (sum * tt) + InSecond(c[10..15], uu);
        sum = (sum * tt) + InSecond(c[5..10], uu);
        sum = (sum * tt) + InSecond(c[..5], uu);
        return (sum[0], sum[1]);
    }

    private static Vector128<double> InSecond(ReadOnlySpan<Vector128<double>> c, Vector128<double> u) =>
        (((((((c[4] * u) + c[3]) * u) + c[2]) * u) + c[1]) * u) + c[0];

    /// <summary>Turns five values at -2, -1, 0, 1, 2 into the coefficients of the polynomial through them.</summary>
    private static void Interpolate(Vector128<double>[] values, int first, int step)
    {
        Vector128<double> f0 = values[first],
            f1 = values[first + step],
            f2 = values[first + (2 * step)],
            f3 = values[first + (3 * step)],
            f4 = values[first + (Degree * step)];
        // Differences first: the values are millions of metres, their differences thousands.
        Vector128<double> outer = f4 - f0, inner = f3 - f1, outerSum = (f4 - f2) + (f0 - f2), innerSum = (f3 - f2) + (f1 - f2);
        values[first] = f2;
        values[first + step] = ((8 * inner) - outer) / 12;
        values[first + (2 * step)] = ((16 * innerSum) - outerSum) / 24;
        values[first + (3 * step)] = (outer - (2 * inner)) / 12;
        values[first + (Degree * step)] = (outerSum - (4 * innerSum)) / 24;
    }
}

/// <summary>A point of the plane, metres, and the bound of an edge's bend there, per metre.</summary>
internal readonly record struct PlanePoint(double XM, double YM, double Bend);
