namespace ZoneComp.Diagnostics;

/// <summary>One text in the two languages that ZoneComp speaks.</summary>
/// <param name="En">English.</param>
/// <param name="Zh">Simplified Chinese.</param>
public sealed record LocalText(string En, string Zh)
{
    public string In(Language language) => language == Language.Chinese ? Zh : En;

    public override string ToString() => En;
}

public enum Language
{
    English,
    Chinese,
}
