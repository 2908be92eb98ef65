using System.Globalization;

namespace ZoneComp.Preparation.Zones;

/// <summary>Who takes the zones out of memory while they are read.</summary>
/// <param name="Vertices">Vertices of zones that are held before they are handed over.</param>
/// <param name="Receive">Gets the regions by themselves, then zones of one source after another.</param>
/// <param name="MemoryBytes">What the run may use; null without limit.</param>
internal sealed record HandedZones(int Vertices, Action<HandedOver> Receive, long? MemoryBytes)
{
    /// <summary>
    /// Gets the boxes that the sources keep to, by their ordinals, null where nobody knows, and the regions; called after the regions were
    /// handed over, before any
    /// source is. Where somebody listens, sources are read in the order of their place.
    /// </summary>
    public Action<IReadOnlyList<LatticeBox?>, OverlayInput>? Expect { get; init; }

    /// <summary>Called when all of a source was handed over.</summary>
    public Action<int>? Done { get; init; }

    /// <summary>What a vertex of the regions costs while their borders are held against one another, bytes: 227 measured (docs/scale.md),
    /// and what the collector leaves lying.</summary>
    public const int BytesPerRegionVertex = 300;

    /// <summary>What a vertex of one zone costs from its file to its cells, bytes.</summary>
    public const int BytesPerZoneVertex = 150;

    private const long ProgramBytes = 300L << 20;

    /// <summary>Makes sure that what cannot be cut while it is read fits.</summary>
    /// <exception cref="UserErrorException">It does not; says what is needed.</exception>
    public void RequireRoom(LocalText what, long vertices, int bytesPerVertex)
    {
        long needed = ProgramBytes + (vertices * bytesPerVertex);
        if (MemoryBytes is not { } bytes || needed <= bytes)
            return;
        string mib = string.Create(CultureInfo.InvariantCulture, $"{(needed >> 20) + 1}MiB"),
            count = vertices.ToString("N0", CultureInfo.InvariantCulture);
        throw new UserErrorException(
            $"--memory: {what.En} with {count} vertices cannot be cut while they are read: give --memory {mib} or more",
            $"--memory：{what.Zh}共 {count} 个顶点，读取时无法分块：请给出 --memory {mib} 或更大");
    }
}

/// <summary>Features on their way out of memory.</summary>
/// <param name="Held">The regions, and zones of one source.</param>
/// <param name="Source">Ordinal of the source; the zones that only tell the regions' ground apart are the last one.</param>
/// <param name="FirstInSource">Number of the first of these zones among the source's.</param>
/// <param name="FirstZone">Its number among all, in the order of reading.</param>
internal sealed record HandedOver(OverlayInput Held, int Source, int FirstInSource, int FirstZone);
