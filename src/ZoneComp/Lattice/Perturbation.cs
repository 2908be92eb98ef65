using System.Runtime.CompilerServices;

namespace ZoneComp.Lattice;

/// <summary>
/// Orientation of three vertices under symbolic perturbation (simulation of simplicity): never zero, so that no
/// three vertices are collinear, no two edges overlap and no edge passes through a vertex.
/// </summary>
/// <remarks>
/// <para>
/// Source: Edelsbrunner and Muecke, Simulation of Simplicity, ACM Transactions on Graphics 9 (1990), 66-104. Vertex i is thought of as
/// moved by (e^(2^(2i+1)), e^(2^(2i))) for an e above zero that is smaller than anything else. The determinant of three moved vertices
/// i, j, k (i below j below k) is then a polynomial in e:
/// </para>
/// <para>
/// D + e^(2^(2i)) (x_k - x_j) + e^(2^(2i+1)) (y_j - y_k) + e^(2^(2j)) (x_i - x_k) + e^(2^(2j) + 2^(2i+1)) + ...
/// </para>
/// <para>
/// The exponents are sums of different powers of two, so no two terms share one, and they rise in the order written: the first
/// coefficient that is not zero decides the sign for every small e, and the fifth is 1. All predicates ask for the signs of such
/// determinants only, so together they answer as if the vertices really had been moved: they cannot contradict one another, whatever
/// lies on whatever. Vertices keep their numbers in every job, so all jobs see the same moved vertices.
/// </para>
/// <para>
/// Corners of cells carry the index -1: they move before every vertex and all alike, (e^(1/2), e^(1/4)). They lie between lattice
/// points, so a segment between two corners never ties with a vertex.
/// </para>
/// </remarks>
internal static class Perturbation
{
    /// <summary>Twice the signed area of the triangle a, b, c: above zero when c lies left of a to b. Exact while edges are at most 2^21
    /// long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Determinant(int ax, int ay, int bx, int by, int cx, int cy)
    {
        unchecked
        {
            return ((long)(bx - ax) * (cy - ay)) - ((long)(by - ay) * (cx - ax));
        }
    }

    /// <summary>Whether perturbed c lies left of perturbed a to b, when the three lie on one line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsLeftOnTie(int ax, int ay, int a, int bx, int by, int b, int cx, int cy, int c)
    {
        bool odd = false;
        if (a > b)
        {
            (ax, bx, ay, by, a, b) = (bx, ax, by, ay, b, a);
            odd = !odd;
        }

        if (b > c)
        {
            (bx, cx, by, cy, b, c) = (cx, bx, cy, by, c, b);
            odd = !odd;
        }

        if (a > b)
        {
            (ax, bx, ay, by) = (bx, ax, by, ay);
            odd = !odd;
        }

        bool positive = cx != bx ? cx > bx : by != cy ? by > cy : ax == cx || ax > cx;
        return positive != odd;
    }

    /// <summary>Whether the corner half a unit left of and below (x, y) lies left of the edge a to b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsCornerLeft(int ax, int ay, int bx, int by, int x, int y)
    {
        unchecked
        {
            long dx = bx - ax, dy = by - ay;
            long twice = (dx * ((2 * ((long)y - ay)) - 1)) - (dy * ((2 * ((long)x - ax)) - 1));
            if (twice != 0)
                return twice > 0;

            // The corner is the lowest of the three indices, so it comes first, and a, b swapped twice cancel: its own move decides.
            return dx != 0 ? dx > 0 : dy < 0;
        }
    }

    /// <summary>Whether the corner half a unit left of a point at <paramref name="x"/> lies left of the way from vertex a to vertex b,
    /// both on one point at <paramref name="px"/>.</summary>
    /// <remarks>The corner comes first; the first two coefficients are zero, since a and b are on one point, so the third
    /// decides.</remarks>
    public static bool IsCornerLeftOfJoint(int px, int a, int b, int x) => x > px != a > b;

    /// <summary>Whether vertex p lies left of the way from the corner half a unit left of and below (x, y) to vertex v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsLeftOfCornerPath(int x, int y, int vx, int vy, int v, int px, int py, int p)
    {
        unchecked
        {
            long cornerX = (2L * x) - 1, cornerY = (2L * y) - 1;
            long twice = (((2L * vx) - cornerX) * ((2L * py) - cornerY)) - (((2L * vy) - cornerY) * ((2L * px) - cornerX));
            if (twice != 0)
                return twice > 0;
            bool odd = v > p;
            if (odd)
                (vx, vy, px, py) = (px, py, vx, vy);
            bool positive = px != vx ? px > vx : vy != py ? vy > py : cornerX > 2L * px;
            return positive != odd;
        }
    }
}
