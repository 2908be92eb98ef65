using System.Text.Json.Serialization;

namespace ZoneComp.Model;

/// <summary>The money: one row per region and scheme, amounts in yuan, adding up to each scheme's fund to the unit. Quotas stand in
/// <see cref="Quotas"/>, a table of their own, so that nothing adds them to money.</summary>
public sealed record AllocationTable
{
    public required IReadOnlyList<SchemeResult> Schemes { get; init; }

    public required IReadOnlyList<AllocationRow> Rows { get; init; }

    /// <summary>Signed two-party payments; empty when the policy has no ledger.</summary>
    public IReadOnlyList<LedgerRow> Ledger { get; init; } = [];

    /// <summary>What payers that are regions, or units above them, pay to others by the portions of a scheme or as sources of its fund, by
    /// the payer's code; less what others pay back.</summary>
    public IReadOnlyDictionary<string, decimal> Debits { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Money that goes on to next year, or to another scheme.</summary>
    public IReadOnlyList<CarriedRow> Carried { get; init; } = [];

    /// <summary>The schemes that give no money: water, tonnes, kilowatt hours, persons. Their amounts ("yuan" in the names of fields) are
    /// in each scheme's <see cref="SchemeResult.Measure"/>, and no two schemes are added up. Null where there is none.</summary>
    public AllocationTable? Quotas { get; init; }

    /// <summary>Money that stands in two schemes, since one hands on what the other paid; empty where none does.</summary>
    public IReadOnlyList<HandedOnRow> HandedOn { get; init; } = [];

    /// <summary>What all schemes give together, yuan: money that is handed on counts once.</summary>
    public decimal TotalYuan => Schemes.Sum(scheme => scheme.TotalYuan) - HandedOn.Sum(row => row.AmountYuan);

    /// <summary>How amounts by rate came about, item by item; empty when no scheme pays by rate.</summary>
    public IReadOnlyList<PaidItemRow> PaidItems { get; init; } = [];

    /// <summary>By scheme and region, what overlaps what among the items that are paid by ground.</summary>
    public IReadOnlyList<OverlapRow> Overlaps { get; init; } = [];

    /// <summary>What each overlap rule would pay, where items overlap.</summary>
    public IReadOnlyList<RuleComparison> RuleComparisons { get; init; } = [];

    /// <summary>Zone ground that no scheme pays; empty when no scheme pays by ground.</summary>
    public IReadOnlyList<UnpaidGround> UnpaidGround { get; init; } = [];
}

/// <param name="FundYuan">What there was to allocate; null for schemes without a fund (rate x area).</param>
/// <param name="UnitYuan">Smallest unit of an amount: 0.01 for the fen, 100 for 0.01 wan yuan.</param>
/// <param name="TotalYuan">Sum of the rows' amounts.</param>
/// <param name="UnallocatedYuan">Fund less total: above zero only where the policy says so (caps, returned deductions).</param>
public sealed record SchemeResult(
    string Name, string Title, string Kind, decimal? FundYuan, decimal UnitYuan, decimal TotalYuan, decimal UnallocatedYuan)
{
    /// <summary>Added to the fund from a reserve: total = fund + reserve - unallocated.</summary>
    public decimal ReserveYuan { get; init; }

    /// <summary>What amounts are counted in: "yuan", or of a quota "m3", "t", "kWh", "person".</summary>
    public string Measure { get; init; } = "yuan";

    /// <summary>The document, article and date that it rests on; null where the policy states none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Basis { get; init; }

    /// <summary>Kind of compensation by which totals are made; null where the policy states none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Family { get; init; }
}

/// <param name="Unit">Code of who is paid: the region, or the unit that the policy maps it to.</param>
/// <param name="Source">Where the money comes from; "" when the scheme has one unnamed source.</param>
/// <param name="ComputedYuan">By the scheme's formula, before bounds and rounding, all digits.</param>
/// <param name="BoundedYuan">After bounds, before rounding.</param>
/// <param name="AmountYuan">What is paid: a multiple of the scheme's unit.</param>
/// <param name="LastYearYuan">Last year's amount; null where there is none.</param>
/// <param name="Bound">What held the amount: "", "floor", "cap", "hold-harmless", ...</param>
/// <param name="Note">Why, for a person: the bound that bit, a hand adjustment's reason.</param>
public sealed record AllocationRow(
    string Unit,
    string UnitName,
    string Scheme,
    string Source,
    decimal ComputedYuan,
    decimal BoundedYuan,
    decimal AmountYuan,
    decimal? LastYearYuan,
    string Bound,
    string Note)
{
    /// <summary>Whether <c>eligible</c> of the scheme holds; not on file: tables that are read back say that all do.</summary>
    [JsonIgnore]
    public bool TakesPart { get; init; } = true;

    public decimal? ChangeYuan => AmountYuan - LastYearYuan;

    /// <summary>Least that the bounds allow, in whole units; null where none does.</summary>
    public decimal? FloorYuan { get; init; }

    /// <summary>Most that the bounds allow, in whole units; null where none does.</summary>
    public decimal? CapYuan { get; init; }

    /// <summary>What amounts between their bounds were multiplied by, so that all add up to the fund; 1 where nothing was scaled.</summary>
    public decimal Factor { get; init; } = 1m;
}

/// <param name="Scheme">The scheme that hands the money on to the unit's members.</param>
/// <param name="From">The scheme that paid it to the unit.</param>
/// <param name="Unit">Code of the unit.</param>
public sealed record HandedOnRow(string Scheme, string From, string Unit, decimal AmountYuan);

/// <summary>One item of a scheme that pays by rate, for one payee: area x rate x coefficient, or an amount by quantity.</summary>
/// <param name="Unit">Code of who is paid.</param>
/// <param name="Region">Code of the region that the ground lies in; "" for an amount by quantity.</param>
/// <param name="Basis">Set of ground, or formula of the quantity, as the policy writes it.</param>
/// <param name="AreaM2">Ground that this item is paid for after the scheme's overlap rule; null for an amount by quantity.</param>
/// <param name="RateYuanPerMu">Null for an amount by quantity.</param>
public sealed record PaidItemRow(
    string Unit, string Region, string Scheme, string Item, string Basis, decimal? AreaM2, decimal? RateYuanPerMu, decimal? Coefficient,
    decimal AmountYuan)
{
    /// <summary>The document, article and date that the item rests on; null where the policy states none.</summary>
    public string? Legal { get; init; }
}

/// <summary>One signed payment between two parties.</summary>
/// <param name="Section">River section, monitoring station or agreement that it is about.</param>
/// <param name="Period">Month "2025-03", quarter "2025Q1" or year "2025".</param>
public sealed record LedgerRow(
    string Scheme, string Section, string Period, string Item, string Payer, string Payee, decimal AmountYuan, string Note);
