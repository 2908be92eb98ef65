using System.Globalization;
using ZoneComp.Diagnostics;
using ZoneComp.Overlay;

namespace ZoneComp.Preparation;

/// <summary>Who takes the zones out of memory while they are read.</summary>
/// <param name="Vertices">Vertices of zones that are held before they are handed over.</param>
/// <param name="Receive">Gets the regions, the zones held, and the number of the first of those zones.</param>
/// <param name="MemoryBytes">What the run may use; null without limit.</param>
internal sealed record HandedZones(int Vertices, Action<OverlayInput, int> Receive, long? MemoryBytes)
{
    /// <summary>What a vertex of the regions costs while their borders are held against one another, bytes.</summary>
    public const int BytesPerRegionVertex = 400;

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
        string mib = string.Create(CultureInfo.InvariantCulture, $"{(needed >> 20) + 1}MiB"), count = vertices.ToString("N0", CultureInfo.InvariantCulture);
        throw new UserErrorException(
            $"--memory: {what.En} with {count} vertices cannot be cut while they are read: give --memory {mib} or more",
            $"--memory：{what.Zh}共 {count} 个顶点，读取时无法分块：请给出 --memory {mib} 或更大");
    }
}
