namespace ZoneComp.Preparation.Sources;

/// <summary>What is kept of a zone source while its features pass by: its box, and some of its vertices from all over it.</summary>
/// <remarks>
/// Which features are kept follows from their numbers and from how many there are in all, not from the order in which they come: so
/// footprints of parts of a file
/// add up to that of the whole file.
/// </remarks>
internal sealed class SourceFootprint
{
    /// <summary>Vertices kept of all features together, at most, as long as there is more than one.</summary>
    private const int Room = 16 * Gcj02Check.PointsWanted;

    private readonly List<(ulong Hash, LatticePoint[] Vertices)> kept = [];
    private ulong step = 1;
    private long vertices;

    /// <summary>Empty where the source has no ring.</summary>
    public LatticeBox Box { get; private set; } = LatticeBox.Empty;

    public void Add(long featureId, OverlayInput held, int feature)
    {
        Box = Box.Including(held.BoxOf(feature));
        ulong hash = Hash(featureId);
        if (hash % step != 0)
            return;
        int its = held.VerticesOf(feature);
        Keep(hash, its == 0 ? [] : held.SomeVertices(feature, Stride(its, Gcj02Check.PointsWanted)));
    }

    /// <summary>Adds the footprint of a later part of the source.</summary>
    public void Add(SourceFootprint later)
    {
        Box = Box.Including(later.Box);
        Thin(later.step);
        foreach ((ulong hash, LatticePoint[] its) in later.kept)
        {
            if (hash % step == 0)
                Keep(hash, its);
        }
    }

    /// <summary>A few thousand at the most, whatever the source's size.</summary>
    public IEnumerable<LatticePoint> Vertices() =>
        kept.SelectMany(feature => Some(feature.Vertices, Math.Max(1, Gcj02Check.PointsWanted / kept.Count)));

    public void Write(BinaryWriter writer)
    {
        WriteBox(writer, Box);
        writer.Write(step);
        writer.Write(kept.Count);
        foreach ((ulong hash, LatticePoint[] its) in kept)
        {
            writer.Write(hash);
            writer.Write(its.Length);
            foreach (LatticePoint vertex in its)
            {
                writer.Write(vertex.X);
                writer.Write(vertex.Y);
            }
        }
    }

    public static SourceFootprint Read(BinaryReader reader)
    {
        var read = new SourceFootprint { Box = ReadBox(reader), step = reader.ReadUInt64() };
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            ulong hash = reader.ReadUInt64();
            var its = new LatticePoint[reader.ReadInt32()];
            for (int index = 0; index < its.Length; index++)
                its[index] = new LatticePoint(reader.ReadInt64(), reader.ReadInt64());
            read.Keep(hash, its);
        }

        return read;
    }

    public static void WriteBox(BinaryWriter writer, LatticeBox box)
    {
        writer.Write(box.MinX);
        writer.Write(box.MinY);
        writer.Write(box.MaxX);
        writer.Write(box.MaxY);
    }

    public static LatticeBox ReadBox(BinaryReader reader) =>
        new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());

    private void Keep(ulong hash, LatticePoint[] its)
    {
        if (its.Length == 0 || (kept.Count > 0 && kept[^1].Hash == hash))
            return; // without rings, or of several classes and kept already
        kept.Add((hash, its));
        vertices += its.Length;
        while (vertices > Room)
            Thin(2 * step);
    }

    private void Thin(ulong wider)
    {
        if (wider <= step)
            return;
        step = wider;
        kept.RemoveAll(feature => feature.Hash % step != 0);
        vertices = kept.Sum(feature => (long)feature.Vertices.Length);
    }

    private static IEnumerable<LatticePoint> Some(LatticePoint[] vertices, int wanted)
    {
        int stride = Stride(vertices.Length, wanted);
        for (int at = 0; at < vertices.Length; at += stride)
            yield return vertices[at];
    }

    private static int Stride(int vertices, int wanted) => 1 + (vertices / wanted);

    /// <summary>A number's bits well mixed: the finalizer of splitmix64 (Steele, Lea and Flood, OOPSLA 2014).</summary>
    private static ulong Hash(long number)
    {
        unchecked
        {
            ulong bits = (ulong)number + 0x9E3779B97F4A7C15;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }
}
