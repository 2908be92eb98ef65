namespace ZoneComp.Allocation.Parts;

/// <summary>Reads one entry of <c>bounds</c>: <c>- floor: 100 wan_yuan</c>, <c>- corridor: {low: 0.9, high: 1.2}</c>, each with
/// <c>when</c> and <c>name</c>.</summary>
internal static class BoundReader
{
    public static IEnumerable<BoundSetting> Read(MapReader map, SchemeExpressions expressions, bool hasLastYear)
    {
        PolicyNode? floor = map.Optional("floor"), cap = map.Optional("cap"), minimum = map.Optional("minimum");
        PolicyNode? holdHarmless = map.Optional("hold_harmless"),
            exitShare = map.Optional("exit_share"),
            corridor = map.Optional("corridor");
        PolicyNode? when = map.Optional("when");
        Formula? flag = expressions.Flag(when);
        string? name = map.OptionalText("name");
        PolicyNode?[] written = [floor, cap, minimum, holdHarmless, exitShare, corridor];
        if (written.Count(each => each is not null) != 1)
        {
            map.Finish();
            map.Errors.Add(
                map.Node,
                "a bound is one of floor, cap, minimum, hold_harmless, exit_share, corridor",
                "每条上下限应为 floor、cap、minimum、hold_harmless、exit_share、corridor 之一");
            yield break;
        }

        if (minimum is not null && when is null)
            map.Errors.Add(
                minimum,
                "'minimum' is for flagged payees: state 'when'; for all, it is 'floor'",
                "minimum 只对有标记的单位适用：请写明 when；对全部单位请用 floor");
        if (!hasLastYear && (holdHarmless ?? exitShare ?? corridor) is PolicyNode needs)
            map.Errors.Add(needs, "this bound compares with last year: the scheme needs 'last_year'", "该上下限与上年比较：须写明 last_year");

        if (floor is not null)
            yield return new BoundSetting(BoundKind.Floor, name ?? "floor", expressions.Money(floor), null, flag);
        if (cap is not null)
            yield return new BoundSetting(BoundKind.Cap, name ?? "cap", null, expressions.Money(cap), flag);
        if (minimum is not null)
            yield return new BoundSetting(BoundKind.FlaggedMinimum, name ?? "minimum", expressions.Money(minimum), null, flag);
        if (holdHarmless is not null)
            yield return new BoundSetting(BoundKind.HoldHarmless, name ?? "hold-harmless", expressions.Number(holdHarmless), null, flag);
        if (exitShare is not null)
            yield return new BoundSetting(BoundKind.ExitShare, name ?? "exit share", expressions.Number(exitShare), null, flag);
        if (corridor is not null)
        {
            MapReader range = new(corridor, map.Errors);
            yield return new BoundSetting(
                BoundKind.Corridor, name ?? "corridor", expressions.Number(range.Required("low")),
                expressions.Number(range.Required("high")), flag);
            range.Finish();
        }

        map.Finish();
    }
}
