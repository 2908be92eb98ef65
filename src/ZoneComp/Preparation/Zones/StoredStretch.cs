using System.IO.Compression;
using System.Runtime.InteropServices;

namespace ZoneComp.Preparation.Zones;

/// <summary>What reading a stretch of a zone source gave beyond its rings, as a sort piece stores it.</summary>
internal sealed record StoredStretch
{
    /// <summary>Ordinal among the sources of zones.</summary>
    public required int Source { get; init; }

    /// <summary>Path relative to the policy.</summary>
    public required string File { get; init; }

    /// <summary>The first record, and the one after the last; 0 and 1 where the source is read as one.</summary>
    public required long From { get; init; }

    public required long To { get; init; }

    /// <summary>Records of the whole source; 1 where it is read as one.</summary>
    public required long Records { get; init; }

    /// <summary>Whether the source begins here.</summary>
    public bool IsFirst => Layer is not null;

    /// <summary>What the file says of itself; null but for the source's first stretch.</summary>
    public StoredLayer? Layer { get; init; }

    /// <summary>The source's files; with digests in its first stretch.</summary>
    public required IReadOnlyList<FileStamp> Files { get; init; }

    public required StoredTally Tally { get; init; }

    /// <summary>Findings of the walk.</summary>
    public required IReadOnlyList<StoredFinding> Findings { get; init; }

    /// <summary>Those of them about the file as a whole, whose place is known when all of it is.</summary>
    public required IReadOnlyList<StoredFinding> Waiting { get; init; }

    public required int Zones { get; init; }

    /// <summary>Vertices kept and rings left out, as <see cref="OverlayInput"/> counts them.</summary>
    public required long Vertices { get; init; }

    public required int FlatRings { get; init; }

    public required LatticeBox Bounds { get; init; }

    /// <summary>By zone its class, its origin and the digest of its shape, and the footprint, compressed.</summary>
    public required byte[] ByZone { get; init; }

    public static byte[] Packed(ReadOnlySpan<ushort> classes, ZoneOrigins origins, SourceFootprint footprint, ShapeDigests shapes)
    {
        var packed = new MemoryStream();
        using (var writer = new BinaryWriter(new DeflateStream(packed, CompressionLevel.Fastest)))
        {
            writer.Write(MemoryMarshal.AsBytes(classes));
            origins.Write(writer);
            footprint.Write(writer);
            shapes.Write(writer);
        }

        return packed.ToArray();
    }

    public (ushort[] Classes, ZoneOrigins Origins, SourceFootprint Footprint, ShapeDigests Shapes) Unpacked()
    {
        using var reader = new BinaryReader(new DeflateStream(new MemoryStream(ByZone), CompressionMode.Decompress));
        var classes = new ushort[Zones];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(classes.AsSpan()));
        return (classes, ZoneOrigins.Read(reader), SourceFootprint.Read(reader), ShapeDigests.Read(reader));
    }
}

/// <summary>A <see cref="SourceTally"/> as stored.</summary>
internal sealed record StoredTally(
    long Rows, long Taken, FoundTimes WithoutGeometry, LayerExtent? Extent, IReadOnlyList<KeyValuePair<string, FoundTimes>> Unclassed,
    IReadOnlyList<KeyValuePair<string, FoundTimes>> Padded)
{
    public static StoredTally Of(SourceTally tally) =>
        new(tally.Rows, tally.Taken, tally.WithoutGeometry, tally.Extent, [.. tally.Unclassed], [.. tally.Padded]);

    public SourceTally ToTally()
    {
        var tally = new SourceTally { Rows = Rows, Taken = Taken, WithoutGeometry = WithoutGeometry };
        tally.Extend(Extent);
        foreach ((string value, FoundTimes found) in Unclassed)
            tally.Unclassed.Add(value, found);
        foreach ((string value, FoundTimes found) in Padded)
            tally.Padded.Add(value, found);
        return tally;
    }
}
