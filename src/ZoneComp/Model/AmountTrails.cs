namespace ZoneComp.Model;

/// <summary>How every amount comes about, for the report's page: lines that many payees share, and each payee's own numbers in
/// them.</summary>
/// <param name="Lines">Lines as <c>zonecomp explain</c> prints them, cut where numbers stand.</param>
/// <param name="NotTold">Titles of schemes for which the page has no room.</param>
public sealed record AmountTrails(
    IReadOnlyList<AmountLine> Lines,
    IReadOnlyList<AmountText> Texts,
    IReadOnlyList<AmountStory> Stories,
    IReadOnlyList<string> NotTold);

/// <summary>A line in both languages: pieces of text, a number after each but the last; the numbers of the Chinese line first.</summary>
/// <param name="En">Empty where it is the Chinese one.</param>
/// <param name="Once">Whether both languages have the same numbers, which then stand once.</param>
public sealed record AmountLine(IReadOnlyList<string> Zh, IReadOnlyList<string> En, bool Once);

/// <summary>Lines with what stands in them.</summary>
/// <param name="Lines">Index of each line.</param>
/// <param name="Numbers">Line after line: the number itself where all owners of the text share it, otherwise where in
/// <see cref="AmountStory.Numbers"/> it stands.</param>
public sealed record AmountText(IReadOnlyList<int> Lines, IReadOnlyList<AmountNumber> Numbers);

/// <param name="Shared">Null where each story has its own.</param>
/// <param name="Own">Index among the story's numbers; -1 for a shared one.</param>
public readonly record struct AmountNumber(string? Shared, int Own);

/// <summary>One payee's amounts of one scheme.</summary>
/// <param name="Code">Of a region, a unit, or a party of a ledger.</param>
/// <param name="Scheme">Its title.</param>
/// <param name="Text">Index among the texts.</param>
/// <param name="Numbers">All digits.</param>
public sealed record AmountStory(string Code, string Name, string Scheme, int Text, IReadOnlyList<string> Numbers);
