namespace ZoneComp.Outputs.Shapes;

/// <summary>The sets of ground that a policy wants drawn, bound to its zone classes.</summary>
internal static class ChosenGround
{
    /// <exception cref="PolicyException">A set names what the policy does not have.</exception>
    public static IReadOnlyList<(GroundSettings Settings, ZoneSet Set)> Of(PolicyFile policy)
    {
        PolicyErrors errors = new();
        List<(GroundSettings, ZoneSet)> chosen = [];
        foreach (GroundSettings settings in policy.Outputs.Ground)
        {
            if (Parser.Read(settings.Set, errors) is Syntax syntax
                && new ZoneSetBinder(ExpressionScope.ZoneClasses(policy), settings.Set, errors).Bind(syntax) is ZoneSet set)
                chosen.Add((settings, set));
        }

        errors.ThrowIfAny();
        return chosen;
    }
}
