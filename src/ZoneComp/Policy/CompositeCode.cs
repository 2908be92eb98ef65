namespace ZoneComp.Policy;

/// <summary>Codes that stand in several fields: CHN, 1 and 12 are CHN-1-12.</summary>
internal static class CompositeCode
{
    public const string Joint = "-";

    /// <summary>Null where a part is missing.</summary>
    public static string? Of(IEnumerable<string?> parts)
    {
        string?[] all = [.. parts];
        return Array.TrueForAll(all, part => part is { Length: > 0 }) ? string.Join(Joint, all) : null;
    }
}
