using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ZoneComp.Cells;

/// <summary>One cell, loaded: an overlay input of its own that knows what the rest of the ground means for it.</summary>
internal sealed class CellPart
{
    private readonly List<int> numbers = [];
    private readonly List<RingNumbers> rings = [];
    private readonly LatticeBox own;

    private CellPart(CellKey key, OverlayInput input)
    {
        own = key.Own;
        Input = input;
    }

    public OverlayInput Input { get; }

    /// <summary>Numbers over the whole ground of the part's features, ascending.</summary>
    public IReadOnlyList<int> Numbers => numbers;

    /// <param name="also">Features by number that the part shall have, if only without edges; their groups.</param>
    public static CellPart Load(GroundFile file, GroundManifest manifest, StoredCell cell, IReadOnlyDictionary<int, int>? also = null)
    {
        var windings = new Dictionary<int, int>();
        var part = new CellPart(cell.Key, new OverlayInput(manifest.ClassCount)
        {
            VisibleClasses = manifest.VisibleClasses,
            Part = new PartOfGround(cell.Key.Own, cell.Key.Ground, cell.Key.Corner, windings),
        });
        var wanted = new Queue<KeyValuePair<int, int>>((also ?? new Dictionary<int, int>()).OrderBy(pair => pair.Key));
        var rows = new CellRows();
        byte[] buffer = [];
        int vertices = 0;
        foreach (Segment segment in cell.Segments)
        {
            file.Read(segment, rows, ref buffer);
            vertices = part.Add(
                segment.Shift == cell.Key.Shift ? rows : CellCutting.PartOf(rows, segment.Shift, cell.Key),
                manifest.FirstNumberOf(segment),
                manifest.RegionCount,
                wanted,
                windings,
                vertices);
        }

        while (wanted.TryDequeue(out KeyValuePair<int, int> missing))
            windings.Add(part.Begin(missing.Key, missing.Value, isSimple: false, manifest.RegionCount), 0);
        part.Input.EndPart(vertices);
        return part;
    }

    /// <summary>A whole zone that several cells hold.</summary>
    public static OverlayInput LoadShared(GroundFile file, GroundManifest manifest, int number)
    {
        var rows = new CellRows();
        byte[] buffer = [];
        foreach (Segment segment in manifest.Shared)
        {
            int first = manifest.FirstNumberOf(segment);
            if (number < first + segment.FirstNumber || number > first + segment.LastNumber)
                continue;
            file.Read(segment, rows, ref buffer);
            int block = 0, step = 0;
            foreach (ref readonly FeatureRow feature in rows.Features)
            {
                var input = new OverlayInput(manifest.ClassCount);
                bool found = first + feature.Number == number && feature.BlockCount == feature.TotalBlocks;
                if (found)
                    _ = input.AddPartFeature(feature.Group, number - manifest.RegionCount, feature.Simple != 0);
                for (int end = block + feature.BlockCount; block < end; block++)
                {
                    ref readonly BlockRow row = ref rows.Blocks[block];
                    if (found)
                        input.AddPartBlock(CellRows.ToBlock(row), rows.Steps.Slice(step, row.StepBytes));
                    step += row.StepBytes;
                }

                if (found)
                    return input;
            }
        }

        throw new InvalidOperationException($"Feature {number} is not among the features that several cells share.");
    }

    /// <summary>Hash of all that the cell's sums follow from, but for the features' numbers over the whole ground.</summary>
    /// <param name="trace">Whether sums by feature are wanted.</param>
    public string Hash(bool trace, GroundManifest manifest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(CellPart).Module.ModuleVersionId.ToByteArray());
        hash.AppendData(MemoryMarshal.AsBytes<long>([
            trace ? 1 : 0, manifest.ClassCount, manifest.VisibleClasses, manifest.OriginX, own.MinX, own.MinY, own.MaxX, own.MaxY,
        ]));
        for (int feature = 0; feature < Input.FeatureCount; feature++)
        {
            FeatureEntry entry = Input.Feature(feature);
            bool incomplete = Input.Part!.CornerWindings.TryGetValue(feature, out int winding);
            hash.AppendData(
                MemoryMarshal.AsBytes<int>([entry.Group, entry.IsSimple ? 1 : 0, incomplete ? 1 : 0, winding, entry.BlockCount]));
            foreach (ref readonly EdgeBlock block in Input.BlocksOf(feature))
            {
                hash.AppendData(MemoryMarshal.AsBytes<long>([
                    block.OriginX, block.OriginY, block.FirstVertex, block.EndVertex, block.EdgeCount, block.WidthX, block.WidthY,
                ]));
                hash.AppendData(Input.Points.Packed(block));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whether no other cell has any of the feature: it and all edges near it are walked here.</summary>
    public bool IsLocal(int feature)
    {
        LatticeBox box = Input.BoxOf(feature).Widened(PartOfGround.Margin);
        return !Input.Part!.CornerWindings.ContainsKey(feature) && box.CommonWith(own) == box;
    }

    /// <summary>A vertex as its feature counts it, the same in every cell.</summary>
    public long VertexInFeature(long vertex)
    {
        int low = 0, high = rings.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = rings[middle].First <= vertex ? (middle, high) : (low, middle - 1);
        }

        return rings[low].StartInFeature + (vertex - rings[low].First);
    }

    private int Begin(int number, int group, bool isSimple, int regionCount)
    {
        numbers.Add(number);
        return Input.AddPartFeature(group, group < 0 ? ~group : number - regionCount, isSimple);
    }

    /// <param name="firstNumber">Number of the rows' feature 0.</param>
    /// <returns>Vertex numbers used so far.</returns>
    private int Add(
        CellRows rows, int firstNumber, int regionCount, Queue<KeyValuePair<int, int>> wanted, Dictionary<int, int> windings, int vertices)
    {
        int block = 0, step = 0;
        foreach (ref readonly FeatureRow feature in rows.Features)
        {
            int number = firstNumber + feature.Number;
            while (wanted.TryPeek(out KeyValuePair<int, int> next) && next.Key <= number)
            {
                _ = wanted.Dequeue();
                if (next.Key < number)
                    windings.Add(Begin(next.Key, next.Value, isSimple: false, regionCount), 0);
            }

            int local = Begin(number, feature.Group, feature.Simple != 0, regionCount);
            if (feature.BlockCount < feature.TotalBlocks)
                windings.Add(local, feature.CornerWinding);
            int ring = -1;
            for (int end = block + feature.BlockCount; block < end; block++)
            {
                ref readonly BlockRow row = ref rows.Blocks[block];
                if (row.RingStart != ring)
                {
                    // A ring takes as many numbers as it has vertices, here or not: only their order counts.
                    ring = row.RingStart;
                    rings.Add(new RingNumbers(vertices, row.RingStart));
                    vertices = checked(vertices + row.RingLength);
                }

                int first = rings[^1].First;
                EdgeBlock stored = CellRows.ToBlock(row);
                stored.FirstVertex = first + row.Offset;
                stored.EndVertex = row.Offset + row.EdgeCount == row.RingLength ? first : stored.FirstVertex + row.EdgeCount;
                Input.AddPartBlock(stored, rows.Steps.Slice(step, row.StepBytes));
                step += row.StepBytes;
            }
        }

        return vertices;
    }

    private readonly record struct RingNumbers(int First, int StartInFeature);
}
