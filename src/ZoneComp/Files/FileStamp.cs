namespace ZoneComp.Files;

/// <summary>How a file looked when it was read.</summary>
/// <param name="Path">Relative to the policy.</param>
/// <param name="Size">Bytes.</param>
/// <param name="WrittenTicks">Time of the last change, UTC, .NET ticks.</param>
/// <param name="Sha256">Lower-case hexadecimal; null where only a part of the file was read and nobody asked for it.</param>
internal sealed record FileStamp(string Path, long Size, long WrittenTicks, string? Sha256);
