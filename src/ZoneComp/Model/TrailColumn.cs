namespace ZoneComp.Model;

/// <summary>How an indicator or factor comes about in every region: its formula cut at the names in it, and their values, for the report's
/// page.</summary>
/// <param name="Formula">As the policy writes it.</param>
/// <param name="Place">file:line:column in the policy.</param>
/// <param name="Pieces">The formula's text between the values: as many as there are values in a region, since the result stands last among
/// these.</param>
/// <param name="Values">By region the values in the order of their places and then the result, eight significant digits.</param>
public sealed record TrailColumn(
    string Name, string Title, string Formula, string Place, IReadOnlyList<string> Pieces, IReadOnlyList<IReadOnlyList<string>> Values);
