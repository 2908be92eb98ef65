namespace ZoneComp.Comparison;

/// <summary>What the user chose for one comparison of two runs.</summary>
public sealed record ComparisonSettings
{
    /// <summary>Results of the first run: what the change is counted from.</summary>
    public required string OldPath { get; init; }

    /// <summary>Results of the second run: what the change is counted to.</summary>
    public required string NewPath { get; init; }

    /// <summary>Folder of the comparison; null to compare without writing.</summary>
    public required string? OutputPath { get; init; }

    /// <summary>CSV with the columns old and new: codes of the first run that have other codes in the second; null when none
    /// changed.</summary>
    public string? CodesPath { get; init; }

    /// <summary>What heads and titles call the first run; null: its year, or what else tells it from the second.</summary>
    public string? OldLabel { get; init; }

    /// <summary>As <see cref="OldLabel"/>, of the second run.</summary>
    public string? NewLabel { get; init; }

    /// <summary>Folder that the first run's input paths start from; null to look beside its results.</summary>
    public string? OldInputs { get; init; }

    /// <summary>As <see cref="OldInputs"/>, of the second run.</summary>
    public string? NewInputs { get; init; }

    /// <summary>1 or more; results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Of titles and notes on the map and in the workbook.</summary>
    public Language Language { get; init; } = Language.Chinese;
}
