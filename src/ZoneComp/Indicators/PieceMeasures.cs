using ZoneComp.Expressions;
using ZoneComp.Model;

namespace ZoneComp.Indicators;

/// <summary>What polygon features add up to in each region, from the trace and the features' own fields.</summary>
/// <remarks>Lines and points have no trace: their lengths and counts are null here.</remarks>
/// <param name="pieces">All pieces of the run, ground outside every region included, so that a feature's parts make the whole.</param>
public sealed class PieceMeasures(CombinationTable table, IReadOnlyList<PieceRow> pieces, IFeatureFields fields) : IFeatureMeasures
{
    public IReadOnlyList<decimal>? Lengths(string layer) => null;

    public IReadOnlyList<decimal>? PointCounts(string layer) => null;

    public IReadOnlyList<decimal>? Sums(string layer, string field)
    {
        if (Parts(layer, field) is not List<(PieceRow Piece, decimal Value)> parts)
            return null;
        // A feature that two classes take has pieces under each: its whole is counted within one class.
        Dictionary<(int, int, long), decimal> wholes = [];
        foreach ((PieceRow piece, _) in parts)
            wholes[Key(piece)] = wholes.GetValueOrDefault(Key(piece)) + piece.AreaM2;
        decimal[] sums = new decimal[table.Regions.Count];
        Dictionary<(int Source, long Feature), int> classOf = [];
        foreach ((PieceRow piece, decimal value) in parts)
        {
            if (classOf.TryAdd((piece.Source, piece.FeatureId), piece.Class) || classOf[(piece.Source, piece.FeatureId)] == piece.Class)
            {
                if (piece.Region >= 0)
                    sums[piece.Region] += value * piece.AreaM2 / wholes[Key(piece)];
            }
        }

        return sums;
    }

    public IReadOnlyList<decimal>? AreaTimes(string layer, string field)
    {
        if (Parts(layer, field) is not List<(PieceRow Piece, decimal Value)> parts)
            return null;
        decimal[] sums = new decimal[table.Regions.Count];
        foreach ((PieceRow piece, decimal value) in parts)
        {
            if (piece.Region >= 0)
                sums[piece.Region] += value * piece.AreaM2;
        }

        return sums;
    }

    private static (int, int, long) Key(PieceRow piece) => (piece.Class, piece.Source, piece.FeatureId);

    private List<(PieceRow Piece, decimal Value)>? Parts(string layer, string field)
    {
        int[] classes = [.. Enumerable.Range(0, table.Classes.Count).Where(index => table.Classes[index].Layer == layer || table.Classes[index].Name == layer)];
        if (classes.Length == 0 || fields.Read(table.Classes[classes[0]].Layer, field) is not IReadOnlyDictionary<(int Source, long Feature), decimal> values)
            return null;
        // A feature without a value was reported when the field was read.
        return [.. pieces.Where(piece => classes.Contains(piece.Class) && values.ContainsKey((piece.Source, piece.FeatureId)))
            .Select(piece => (piece, values[(piece.Source, piece.FeatureId)]))];
    }
}

/// <summary>Numeric fields of a layer's features.</summary>
public interface IFeatureFields
{
    /// <summary>By source and feature number as the pieces name them; null when the layer has no such field (a finding says so).</summary>
    IReadOnlyDictionary<(int Source, long Feature), decimal>? Read(string layer, string field);
}
