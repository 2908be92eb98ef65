using System.Runtime.InteropServices;

namespace ZoneComp.CoordinateSystems.Projections;

/// <summary>Suspects GCJ-02 where a layer's borders follow the regions' borders at the very offset that GCJ-02 has there.</summary>
/// <remarks>
/// No file says that it is in GCJ-02; only borders that ought to coincide show it (county lines that zones follow). Counted are the
/// layer's points within
/// 60 m of a region border: as they are, moved back by the model, and moved on by it (the regions are then the shifted ones). A border
/// that runs along the offset
/// stays near in all three, about a tenth of them, so the moved count must be three times the other and one in twenty of all points at
/// least.
/// Lines of one direction lie at that offset by chance, such as those of a grid beside another; a point on them stays near when it is
/// moved on along them. So one in four of the points met must leave the border when moved on by 300 m to the east, and to the north.
/// Add the layers first, then every region border once; memory goes with the points of the layers alone.
/// </remarks>
public sealed class Gcj02Check
{
    /// <summary>Points of a layer that are enough.</summary>
    public const int PointsWanted = 4000;

    private const double NearM = 60;
    private const int EnoughPoints = 30;
    private const double AsideM = 300;
    private const double MetresInDegree = 111320;
    private const double CellDeg = 0.01;

    private readonly List<string> subjects = [];
    private readonly List<int> layerSizes = [];
    private readonly List<Candidate> candidates = [];
    private readonly Dictionary<(int, int), List<int>> cells = [];

    /// <summary>Adds a layer.</summary>
    /// <param name="subject">The layer as the user finds it.</param>
    /// <param name="points">Points of its rings, longitude and latitude in degrees, spread over the layer.</param>
    public void AddLayer(string subject, IEnumerable<(double LongitudeDeg, double LatitudeDeg)> points)
    {
        int layer = subjects.Count, count = 0;
        subjects.Add(subject);
        foreach ((double lon, double lat) in points)
        {
            count++;
            AddCandidate(layer, Move.None, lon, lat, (lon, lat));
            AddMoved(layer, Move.Back, lon, lat, Gcj02.ToWgs84(lon, lat));
            AddMoved(layer, Move.On, lon, lat, Gcj02.FromWgs84(lon, lat));
        }

        layerSizes.Add(count);
    }

    /// <summary>Holds one edge of a region's border against all layers.</summary>
    public void AddBorder(double lon0, double lat0, double lon1, double lat1)
    {
        double margin = NearM / MetresInDegree, wide = margin / Math.Max(0.1, Math.Cos(lat0 * (Math.PI / 180)));
        int west = Cell(Math.Min(lon0, lon1) - wide), east = Cell(Math.Max(lon0, lon1) + wide);
        int south = Cell(Math.Min(lat0, lat1) - margin), north = Cell(Math.Max(lat0, lat1) + margin);
        for (int column = west; column <= east; column++)
        {
            for (int row = south; row <= north; row++)
            {
                if (!cells.TryGetValue((column, row), out List<int>? here))
                    continue;
                foreach (int index in here)
                    CollectionsMarshal.AsSpan(candidates)[index].Approach(lon0, lat0, lon1, lat1);
            }
        }
    }

    /// <summary>An error ZC218 per suspected layer, with the layer's place in the order of adding.</summary>
    public IReadOnlyList<(int Layer, Diagnostic Finding)> Findings()
    {
        List<(int, Diagnostic)> findings = [];
        for (int layer = 0; layer < subjects.Count; layer++)
        {
            int[] near = [.. Enumerable.Range(0, candidates.Count).Where(index => candidates[index].Layer == layer && IsNear(index))];
            int still = near.Count(index => candidates[index].Moved == Move.None);
            int[] back = [.. near.Where(index => candidates[index].Moved == Move.Back)],
                on = [.. near.Where(index => candidates[index].Moved == Move.On)], met = back.Length >= on.Length ? back : on;
            if (met.Length < EnoughPoints || met.Length < 3 * still || met.Length * 20 < layerSizes[layer]
                || met.Length > 4 * met.Count(index => !IsNear(index + 1) && !IsNear(index + 2)))
                continue;
            List<Candidate> best = [.. met.Select(index => candidates[index])];
            findings.Add((layer, CrsFindings.Gcj02Suspected(
                subjects[layer],
                met == back,
                Median(best, candidate => candidate.ModelEastM - candidate.EastM), Median(
                    best,
                    candidate => candidate.ModelNorthM - candidate.NorthM),
                Median(best, candidate => candidate.ModelEastM), Median(best, candidate => candidate.ModelNorthM),
                best.Count)));
        }

        return findings;
    }

    private bool IsNear(int index) => candidates[index].SquareM < NearM * NearM;

    /// <summary>The two that stand aside follow the one that is moved.</summary>
    private void AddMoved(int layer, Move moved, double lon, double lat, (double Lon, double Lat) to)
    {
        double north = AsideM / MetresInDegree, east = north / Math.Cos(lat * (Math.PI / 180));
        AddCandidate(layer, moved, lon, lat, to);
        AddCandidate(layer, Move.Aside, lon, lat, (to.Lon + east, to.Lat));
        AddCandidate(layer, Move.Aside, lon, lat, (to.Lon, to.Lat + north));
    }

    private void AddCandidate(int layer, Move moved, double lon, double lat, (double Lon, double Lat) to)
    {
        double metresInLongitude = MetresInDegree * Math.Cos(lat * (Math.PI / 180));
        (int, int) cell = (Cell(to.Lon), Cell(to.Lat));
        if (!cells.TryGetValue(cell, out List<int>? here))
            cells[cell] = here = [];
        here.Add(candidates.Count);
        candidates.Add(new Candidate(
            layer, moved, to.Lon, to.Lat, metresInLongitude, (lon - to.Lon) * metresInLongitude, (lat - to.Lat) * MetresInDegree));
    }

    private static int Cell(double degrees) => (int)Math.Floor(degrees / CellDeg);

    private static double Median(List<Candidate> near, Func<Candidate, double> part)
    {
        double[] sorted = [.. near.Select(part).Order()];
        return sorted[sorted.Length / 2];
    }

    private enum Move
    {
        None,
        Back,
        On,
        Aside,
    }

    /// <summary>A point of a layer, moved or not, with the nearest place on a border so far.</summary>
    private struct Candidate(int layer, Move moved, double lon, double lat, double metresInLongitude, double modelEastM, double modelNorthM)
    {
        public readonly int Layer => layer;

        public readonly Move Moved => moved;

        public readonly double ModelEastM => modelEastM;

        public readonly double ModelNorthM => modelNorthM;

        /// <summary>To the nearest place on a border, metres squared.</summary>
        public double SquareM { get; private set; } = double.PositiveInfinity;

        public double EastM { get; private set; }

        public double NorthM { get; private set; }

        public void Approach(double lon0, double lat0, double lon1, double lat1)
        {
            double ax = (lon0 - lon) * metresInLongitude, ay = (lat0 - lat) * MetresInDegree;
            double bx = (lon1 - lon) * metresInLongitude, by = (lat1 - lat) * MetresInDegree;
            double length = ((bx - ax) * (bx - ax)) + ((by - ay) * (by - ay));
            double t = length == 0 ? 0 : Math.Clamp(-((ax * (bx - ax)) + (ay * (by - ay))) / length, 0, 1);
            double x = ax + (t * (bx - ax)), y = ay + (t * (by - ay));
            if ((x * x) + (y * y) < SquareM)
                (SquareM, EastM, NorthM) = ((x * x) + (y * y), x, y);
        }
    }
}
