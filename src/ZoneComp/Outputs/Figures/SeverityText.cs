namespace ZoneComp.Outputs.Figures;

internal static class SeverityText
{
    public static LocalText Of(Severity severity) => severity switch
    {
        Severity.Error => new("error", "错误"),
        Severity.Warning => new("warning", "警告"),
        _ => new("note", "提示"),
    };
}
