namespace ZoneComp.Allocation.Parts;

/// <summary>One scheme of the policy, read and bound; each kind computes in its own file.</summary>
internal abstract record Scheme(SchemeHead Head)
{
    /// <summary>The fund, of schemes that may share one within each unit of a level; null for the others.</summary>
    public virtual FundSetting? FundOfUnits => null;

    /// <summary>Names of the schemes from whose amounts this one takes or adds a part; empty for most.</summary>
    public virtual IReadOnlyList<string> DeductsFrom => [];

    /// <summary>Amounts, findings and ledger rows of the scheme.</summary>
    /// <exception cref="InfeasibleBoundsException">Fund and bounds contradict each other.</exception>
    public abstract SchemeOutcome Run(SchemeRun run);
}
