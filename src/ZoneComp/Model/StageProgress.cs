namespace ZoneComp.Model;

/// <summary>How far a job has come.</summary>
/// <param name="Stage">The stage's name as people read it.</param>
/// <param name="Done">Part of the stage, 0 to 1.</param>
/// <param name="Share">Part of the whole job as its plan weighs the stages, 0 to 1; never less than told before.</param>
/// <param name="Findings">Counted so far.</param>
public readonly record struct StageProgress(LocalText Stage, double Done, double Share, FindingCounts Findings);
