using System.Text.Json.Serialization;

namespace ZoneComp.Diagnostics;

public enum Severity
{
    /// <summary>Worth knowing; changes nothing.</summary>
    Note,

    /// <summary>The run goes on; a person should look.</summary>
    Warning,

    /// <summary>No results are written unless the policy accepts the code by name, with a reason.</summary>
    Error,
}

/// <summary>One finding about the data: what was found, where, and what to do.</summary>
/// <param name="Code">Stable: ZC, stage digit, two digits. Every code is listed in docs/findings.md.</param>
/// <param name="Subject">As the user can find it: file or layer name, with <c>#feature</c> where one is meant.</param>
/// <param name="Message">What was found and what was expected or what to do.</param>
/// <param name="Place">Where on the map; null when the finding has no place.</param>
public sealed record Diagnostic(string Code, Severity Severity, string Subject, LocalText Message, FindingPlace? Place = null)
{
    /// <summary>The subject as people call it, by the policy's titles; null where it has no other name.</summary>
    [JsonIgnore]
    public LocalText? Titled { get; init; }

    /// <summary>What people read as the subject: titles in Chinese texts, names in English ones.</summary>
    [JsonIgnore]
    public LocalText Named => Titled ?? new LocalText(Subject, Subject);

    /// <summary>Layer of the policy that the finding is about; null when it is about none.</summary>
    public string? Layer { get; init; }

    /// <summary>False where no reason could make the results mean anything: the policy cannot accept it.</summary>
    public bool CanBeAccepted { get; init; } = true;

    /// <summary>The policy's words that accepted this finding; null while it is not accepted.</summary>
    public string? AcceptedBecause { get; init; }

    /// <summary>The policy's words for taking this finding more gravely than the program does; null while it does not.</summary>
    public string? RaisedBecause { get; init; }

    /// <summary>How much the finding is about; null where it is about no amount. Of findings alike the largest come first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FindingWeight? Weight { get; init; }

    /// <summary>Whether it only says that all is well: not shown on the screen unless asked for.</summary>
    [JsonIgnore]
    public bool IsReassuring => Code is "ZC217" or "ZC424";

    /// <summary>Findings alike that this line stands for; 0 for a finding of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Further { get; init; }

    /// <summary>Where in its file the finding is, until the file's CRS is known; null where it is about the file as a whole.</summary>
    internal LayerPoint? InLayer { get; init; }

    /// <summary>Where one finding stands for several places of a file: what it says of them, so that parts of a file can be added up. Null
    /// for others.</summary>
    [JsonIgnore]
    internal SummedFinding? Summed { get; init; }

    /// <summary>How many findings the line counts for.</summary>
    internal long Count => Further == 0 ? 1 : Further;

    public override string ToString() => $"{Subject}: {Severity.ToString().ToLowerInvariant()} {Code}: {Message.En}";
}

/// <summary>A point to zoom to, in CGCS2000 degrees (or plane metres where the run's area method is planar).</summary>
public readonly record struct FindingPlace(double X, double Y);

/// <summary>A coordinate of a layer, in the layer's own CRS; <see cref="None"/> for a feature that has none.</summary>
internal readonly record struct LayerPoint(double X, double Y)
{
    public static LayerPoint None => new(double.NaN, double.NaN);

    public bool IsThere => double.IsFinite(X) && double.IsFinite(Y);
}
