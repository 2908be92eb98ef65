namespace ZoneComp.Model;

/// <summary>Ground in one region that two items of a scheme both cover.</summary>
public sealed record OverlapRow(string Scheme, string Region, string First, string Second, decimal AreaM2);

/// <summary>What an overlap rule would pay in one region.</summary>
/// <param name="DifferenceYuan">Against the rule in force; 0 for that rule itself.</param>
public sealed record RuleComparison(string Scheme, string Region, OverlapRule Rule, decimal AmountYuan, decimal DifferenceYuan);

/// <summary>Zone ground of one combination that no scheme pays.</summary>
/// <param name="Combination">Names of the classes, sorted, joined by "|".</param>
public sealed record UnpaidGround(string Region, string Combination, decimal AreaM2);

/// <summary>Money that a scheme takes back and hands on: a deduction that goes to next year's pool, too much prepaid.</summary>
/// <param name="AmountYuan">Above zero: there for next year. Below zero: to be set against next year.</param>
/// <param name="To">Where it goes: "next_year", or a scheme.</param>
public sealed record CarriedRow(string Scheme, string Unit, string To, decimal AmountYuan, string Note);
