namespace ZoneComp.Indicators;

/// <summary>What features add up to in each region, from the trace of polygons, the places of lines and points, and the features' own
/// fields.</summary>
/// <param name="pieces">All pieces of the run, ground outside every region included, so that a feature's parts make the whole.</param>
/// <param name="places">All lines and points of the run.</param>
/// <param name="log">Is told what counting features whole moves.</param>
public sealed class PieceMeasures(
    CombinationTable table,
    IReadOnlyList<PieceRow> pieces,
    IReadOnlyList<PlaceRow> places,
    IFeatureFields fields,
    DiagnosticLog log) : IFeatureMeasures
{
    private readonly Dictionary<string, PieceMeasures> byLargestShare = new(StringComparer.Ordinal);

    public IReadOnlyList<PieceRow>? Pieces => pieces;

    public IFeatureMeasures? ByLargestShare(string layer, LayerGeometry geometry)
    {
        string whole = layer.Split('.')[0]; // a class is named LAYER.CLASS, and neither name holds a dot
        lock (byLargestShare)
        {
            if (byLargestShare.TryGetValue(whole, out PieceMeasures? known))
                return known;
            PieceRow[] its = [.. pieces.Where(piece => table.Classes[piece.Class].Layer == whole)];
            PlaceRow[] itsPlaces = [.. places.Where(place => place.Layer == whole)];
            (IReadOnlyList<PieceRow> moved, IReadOnlyList<PlaceRow> movedPlaces) = LargestShare.Of(whole, geometry, its, itsPlaces, log);
            return byLargestShare[whole] = new PieceMeasures(table, moved, movedPlaces, fields, log);
        }
    }

    public IReadOnlyList<decimal>? Areas(string layer, Predicate<ClassSet> within)
    {
        decimal[] sums = new decimal[table.Regions.Count];
        // A feature that two classes take has pieces under each: it is counted within one class.
        Dictionary<(int Source, long Feature), int> classOf = [];
        foreach (PieceRow piece in pieces.Where(piece =>
            table.Classes[piece.Class].Layer == layer || table.Classes[piece.Class].Name == layer))
        {
            bool isOther = !classOf.TryAdd((piece.Source, piece.FeatureId), piece.Class)
                && classOf[(piece.Source, piece.FeatureId)] != piece.Class;
            if (!isOther && piece.Region >= 0 && within(piece.Classes))
                sums[piece.Region] += piece.AreaM2;
        }

        return sums;
    }

    public IReadOnlyList<decimal>? Amounts(string layer, Predicate<ClassSet> within)
    {
        decimal[] sums = new decimal[table.Regions.Count];
        // A point or line that two classes of the layer take is one: its rows of the first class are counted.
        foreach (PlaceRow row in OneClassEach(PlacesOf(layer)))
        {
            if (row.Region >= 0 && within(row.Classes))
                sums[row.Region] += row.Amount;
        }

        return sums;
    }

    public IReadOnlyList<decimal>? Sums(string layer, string field, Predicate<ClassSet> within)
    {
        if (!table.Classes.Any(one => one.Layer == layer || one.Name == layer))
            return PlaceSums(layer, field, within);
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
                if (piece.Region >= 0 && within(piece.Classes))
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

    public IReadOnlyList<decimal>? Distinct(string layer, string field, Predicate<ClassSet> within, decimal least)
    {
        int[] classes =
        [
            .. Enumerable.Range(0, table.Classes.Count)
                .Where(index => table.Classes[index].Layer == layer || table.Classes[index].Name == layer),
        ];
        // A class is named LAYER.CLASS, and neither name holds a dot.
        if (fields.ReadTexts(layer.Split('.')[0], field) is not IReadOnlyDictionary<(int Source, long Feature), string> values)
            return null;
        IEnumerable<(int Region, int Source, long Feature, string Class, ClassSet Ground, decimal Amount)> parts = classes.Length > 0
            ? pieces.Where(piece => classes.Contains(piece.Class))
                .Select(piece =>
                    (piece.Region, piece.Source, piece.FeatureId, table.Classes[piece.Class].Name, piece.Classes, piece.AreaM2))
            : PlacesOf(layer).Select(row => (row.Region, row.Source, row.FeatureId, row.Class, row.Classes, row.Amount));
        Dictionary<(int Region, string Value), decimal> amounts = [];
        Dictionary<(int Source, long Feature), string> classOf = [];
        foreach ((int region, int source, long feature, string own, ClassSet ground, decimal amount) in parts)
        {
            // A feature that two classes take is one; one without a value was reported when the field was read.
            bool isOther = !classOf.TryAdd((source, feature), own) && classOf[(source, feature)] != own;
            if (!isOther && region >= 0 && within(ground) && values.TryGetValue((source, feature), out string? value))
                amounts[(region, value)] = amounts.GetValueOrDefault((region, value)) + amount;
        }

        decimal[] counts = new decimal[table.Regions.Count];
        foreach (((int region, _), decimal amount) in amounts)
            counts[region] += amount >= least ? 1m : 0m;
        return counts;
    }

    private decimal[]? PlaceSums(string layer, string field, Predicate<ClassSet> within)
    {
        // A class is named LAYER.CLASS, and neither name holds a dot.
        if (fields.Read(layer.Split('.')[0], field) is not IReadOnlyDictionary<(int Source, long Feature), decimal> values)
            return null;
        decimal[] sums = new decimal[table.Regions.Count];
        foreach (PlaceRow row in OneClassEach(PlacesOf(layer)))
        {
            // A feature without a value was reported when the field was read.
            if (row.Region >= 0 && within(row.Classes) && values.TryGetValue((row.Source, row.FeatureId), out decimal value))
                sums[row.Region] += value * row.Amount / row.Whole;
        }

        return sums;
    }

    private IEnumerable<PlaceRow> PlacesOf(string layer) => places.Where(row => row.Layer == layer || row.Class == layer);

    private static IEnumerable<PlaceRow> OneClassEach(IEnumerable<PlaceRow> rows)
    {
        Dictionary<(int Source, long Feature), string> classOf = [];
        return rows.Where(row =>
            classOf.TryAdd((row.Source, row.FeatureId), row.Class) || classOf[(row.Source, row.FeatureId)] == row.Class);
    }

    private static (int, int, long) Key(PieceRow piece) => (piece.Class, piece.Source, piece.FeatureId);

    private List<(PieceRow Piece, decimal Value)>? Parts(string layer, string field)
    {
        int[] classes =
        [
            .. Enumerable.Range(0, table.Classes.Count)
                .Where(index => table.Classes[index].Layer == layer || table.Classes[index].Name == layer),
        ];
        if (classes.Length == 0
            || fields.Read(table.Classes[classes[0]].Layer, field) is not IReadOnlyDictionary<(int Source, long Feature), decimal> values)
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

    /// <summary>As <see cref="Read"/>, of any field as texts without blanks around them.</summary>
    IReadOnlyDictionary<(int Source, long Feature), string>? ReadTexts(string layer, string field) => null;
}
