namespace ZoneComp.Outputs.Levels;

/// <summary>Names of regions for people, never their codes: the data's own, else the national list's.</summary>
internal static class PlaceNames
{
    private const int NationalDigits = 6;

    /// <summary>Null where neither knows one.</summary>
    /// <param name="given">What the data call it; its code counts as nothing.</param>
    public static string? Of(string code, string? given) =>
        !string.IsNullOrWhiteSpace(given) && given != code ? given : NationalName(code);

    public static string? Of(LevelRegion region) => Of(region.Code, region.Name);

    // "63" and "6301" are short for 630000 and 630100.
    private static string? NationalName(string code) =>
        code.Length is 2 or 4 or NationalDigits && code.All(char.IsAsciiDigit)
            ? NationalCodes.Known.NameOf(code.PadRight(NationalDigits, '0'))
            : null;
}
