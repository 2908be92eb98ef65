namespace ZoneComp.Allocation.Rules;

/// <summary>Who pays when the bounds make the amounts add up to more than the fund.</summary>
public enum OverRun
{
    /// <summary>Nobody: bounds that move the sum are an error. The policy has then to choose.</summary>
    Error,

    /// <summary>The others: amounts that no bound holds are scaled until the sum is the fund again.</summary>
    Rescale,

    /// <summary>A stated reserve; more than it holds is an error.</summary>
    Reserve,

    /// <summary>The sum may differ from the fund; the difference is reported (French DSR: the corridor comes after the point
    /// value).</summary>
    Report,
}

/// <summary>What becomes of money that caps leave over.</summary>
public enum Rest
{
    /// <summary>Nobody takes it: caps that move the sum are an error. The policy has then to choose.</summary>
    Error,

    /// <summary>To those whom no cap holds, in proportion; when caps hold everybody, an error.</summary>
    Rescale,

    /// <summary>Stays in the fund, as unallocated.</summary>
    Keep,
}
