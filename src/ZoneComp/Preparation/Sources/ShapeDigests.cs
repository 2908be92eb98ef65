using System.Runtime.InteropServices;

namespace ZoneComp.Preparation.Sources;

/// <summary>A digest of each zone's shape in the order of reading, by which shapes that are there twice are found.</summary>
/// <remarks>Eight bytes a zone while the layers are read; beyond <paramref name="most"/> zones none are kept, and that is told.</remarks>
internal sealed class ShapeDigests(int most = ShapeDigests.Most)
{
    /// <summary>256 MiB of them.</summary>
    public const int Most = 1 << 25;

    private readonly List<ulong> digests = [];

    /// <summary>Zones that were looked at.</summary>
    public int Count => digests.Count;

    /// <summary>Whether there were more zones than are kept.</summary>
    public bool IsCut { get; private set; }

    /// <summary>As many as take no more than an eighth of the memory that a run may use, with what finding equal ones takes.</summary>
    public static ShapeDigests For(long? memoryBytes) => new((int)Math.Min(Most, (memoryBytes ?? long.MaxValue) / 8 / 12));

    public void Add(ulong digest)
    {
        if (digests.Count < most)
            digests.Add(digest);
        else
            IsCut = true;
    }

    /// <summary>Adds those of zones that were read elsewhere.</summary>
    /// <param name="zones">So many; those that were not kept there are not looked at here.</param>
    public void Append(ShapeDigests others, int zones)
    {
        foreach (ulong digest in others.digests)
            Add(digest);
        IsCut |= others.IsCut;
        for (int left = zones - others.Count; left > 0; left--)
            Add(0);
    }

    /// <summary>Zones whose digests are equal, by their numbers in the order of reading.</summary>
    public IEnumerable<IReadOnlyList<int>> Alike()
    {
        // Two bits of 16 a zone: whether a digest of these bits was seen, and whether once more. What is left is few.
        int bits = Math.Clamp(32 - int.LeadingZeroCount(Math.Max(1, digests.Count)) + 4, 10, 30);
        ulong mask = (1ul << bits) - 1;
        var seen = new ulong[1 << (bits - 6)];
        var again = new ulong[1 << (bits - 6)];
        foreach (ulong digest in digests)
        {
            ulong at = digest & mask, bit = 1ul << (int)(at & 63);
            again[at >> 6] |= seen[at >> 6] & bit;
            seen[at >> 6] |= bit;
        }

        return Enumerable.Range(0, digests.Count)
            .Where(zone => digests[zone] is not 0 and ulong digest && (again[(digest & mask) >> 6] >> (int)(digest & 63) & 1) != 0)
            .GroupBy(zone => digests[zone])
            .Where(alike => alike.Skip(1).Any())
            .Select(alike => (IReadOnlyList<int>)[.. alike]);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(IsCut);
        writer.Write(digests.Count);
        writer.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(digests)));
    }

    public static ShapeDigests Read(BinaryReader reader)
    {
        var read = new ShapeDigests(int.MaxValue) { IsCut = reader.ReadBoolean() };
        CollectionsMarshal.SetCount(read.digests, reader.ReadInt32());
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(read.digests)));
        return read;
    }
}
