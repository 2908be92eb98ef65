namespace ZoneComp.Expressions;

/// <summary>One layer or class, perhaps only where it lies within a set of ground: <c>rivers</c>, <c>rivers.I &amp; redline</c>,
/// <c>villages - reserve</c>.</summary>
/// <param name="Name">Layer or class.</param>
/// <param name="Field">Field of the features; null where the function asks for none.</param>
/// <param name="Geometry">What the layer holds; a widened layer holds polygons.</param>
/// <param name="Within">Whether a combination of zone classes is meant.</param>
/// <param name="IsWhole">Whether every combination is.</param>
internal sealed record LayerPart(string Name, string? Field, LayerGeometry Geometry, Predicate<ClassSet> Within, bool IsWhole)
{
    public bool IsPlaces => Geometry != LayerGeometry.Polygons;

    /// <param name="withField">Whether LAYER.FIELD is expected, else a layer or class.</param>
    /// <returns>Null after an error was added.</returns>
    public static LayerPart? Bind(Syntax? syntax, Binder binder, RegionScope scope, bool withField)
    {
        if (syntax is not null && Refused(syntax, binder, scope))
            return null;
        switch (syntax)
        {
            case null:
                return null;
            case NameSyntax name when name.Name != ZoneSetBinder.Everywhere:
                return Named(name, binder, scope, withField);
            case BinarySyntax { Operator: "&" or "-" } cut:
                if (Bind(cut.Left, binder, scope, withField) is not LayerPart part
                    || new ZoneSetBinder(scope.Classes, binder.Source, binder.Errors).Bind(cut.Right) is not ZoneSet set)
                    return null;
                bool inside = cut.Operator == "&";
                return part with { Within = ground => part.Within(ground) && set.Holds(ground) == inside, IsWhole = false };
            default:
                string expected = withField ? "LAYER.FIELD" : "one layer or class", expectedZh = withField ? "“图层.字段”" : "一个图层或类";
                binder.Errors.Add(
                    binder.Place(syntax),
                    $"expected {expected}, and if only a part of it is meant, within what ground: "
                        + $"{(withField ? "villages.people" : "rivers")} & redline",
                    $"应为{expectedZh}；只取其一部分时写明在什么范围内，如 {(withField ? "villages.people" : "rivers")} & redline");
                return null;
        }
    }

    /// <summary>Whether single features, lines and points are asked for within a region set, which knows areas only.</summary>
    public static bool Refused(Syntax syntax, Binder binder, RegionScope scope)
    {
        if (scope.IsOfSet)
            binder.Errors.Add(
                binder.Place(syntax),
                "of a region set only areas are measured: area(), ratio(), member(), excess(), weighted()",
                "区域范围只量算面积：area()、ratio()、member()、excess()、weighted()");
        return scope.IsOfSet;
    }

    private static LayerPart? Named(NameSyntax name, Binder binder, RegionScope scope, bool withField)
    {
        int dot = withField ? name.Name.LastIndexOf('.') : name.Name.Length;
        if (dot < 0)
        {
            binder.Errors.Add(binder.Place(name), "expected LAYER.FIELD", "应为“图层.字段”");
            return null;
        }

        string wanted = name.Name[..dot];
        string? field = withField ? name.Name[(dot + 1)..] : null;
        if (scope.PlaceLayers.GetValueOrDefault(wanted) is LayerSettings places)
        {
            scope.NeedsPlaces = true;
            return new LayerPart(wanted, field, places.Geometry, _ => true, true);
        }

        NameSyntax layer = new(wanted, name.Start, name.Start + dot);
        return new ZoneSetBinder(scope.Classes, binder.Source, binder.Errors).Bind(layer) is null
            ? null
            : new LayerPart(wanted, field, LayerGeometry.Polygons, _ => true, true);
    }
}
