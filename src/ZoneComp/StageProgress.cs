namespace ZoneComp;

/// <summary>How far a stage has come.</summary>
/// <param name="Stage">The stage's name as people read it.</param>
/// <param name="Done">0 to 1.</param>
public readonly record struct StageProgress(LocalText Stage, double Done);
