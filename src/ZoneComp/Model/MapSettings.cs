namespace ZoneComp.Model;

/// <summary>How maps are cut into classes, and what stands on each of them by order of an office.</summary>
/// <param name="Classes">Of figures that <paramref name="Figures"/> does not name.</param>
/// <param name="Figures">By name of the figure as in the GeoPackage.</param>
/// <param name="PreparedBy">制图单位; "" for none.</param>
/// <param name="Approval">审图号; "" for none.</param>
/// <param name="Secrecy">密级; "" for none.</param>
/// <param name="Date">制图日期; null for none.</param>
public sealed record MapSettings(
    MapClassSettings Classes, IReadOnlyDictionary<string, MapClassSettings> Figures, string PreparedBy, string Approval, string Secrecy,
        DateOnly? Date)
{
    public static MapSettings Default { get; } = new(MapClassSettings.Default, new Dictionary<string, MapClassSettings>(), "", "", "",
        null);

    /// <summary>
    /// Thresholds at which a factor's <c>band(...)</c> cuts a figure, by the figure's name: its classes where the policy states no others.
    /// </summary>
    public IReadOnlyDictionary<string, MapClassSettings> Bands { get; init; } = new Dictionary<string, MapClassSettings>();

    /// <summary>Indicator or factor that counts people: amounts are mapped per head too; "" for none.</summary>
    public string PerHead { get; init; } = "";

    /// <summary>Codes or names of regions, or of offices above them, that are drawn once more in an inset; empty for no inset.</summary>
    public IReadOnlyList<string> Inset { get; init; } = [];

    public IReadOnlyList<MapPanels> Panels { get; init; } = [];

    /// <summary>How one figure is cut.</summary>
    public MapClassSettings Of(string figure) => Figures.GetValueOrDefault(figure) ?? Bands.GetValueOrDefault(figure) ?? Classes;
}

/// <summary>Small maps of several figures side by side.</summary>
/// <param name="Name">Of the file.</param>
/// <param name="Figures">Names as of the map files.</param>
public sealed record MapPanels(string Name, string Title, IReadOnlyList<string> Figures)
{
    public const int Most = 12;
}

/// <param name="Count">Most classes, zero and missing values not counted; on each side of zero half of them where values have both
/// signs.</param>
/// <param name="Breaks">Where classes meet, ascending; empty unless the method is <see cref="ClassMethod.Breaks"/> or <see
/// cref="ClassMethod.Bands"/>.</param>
/// <param name="LowerIn">Whether a value at a break belongs to the class above it.</param>
public sealed record MapClassSettings(ClassMethod Method, int Count, IReadOnlyList<decimal> Breaks, bool LowerIn)
{
    public const int MostClasses = 8;

    /// <summary>Whether the policy says where classes meet.</summary>
    public bool IsStated => Method is ClassMethod.Breaks or ClassMethod.Bands;

    public static MapClassSettings Default { get; } = new(ClassMethod.Rounded, 5, [], false);
}

/// <summary>How a map's classes are cut.</summary>
public enum ClassMethod
{
    /// <summary>Natural breaks, each moved to the roundest number between the values beside it.</summary>
    Rounded,

    /// <summary>Natural breaks as they fall.</summary>
    Jenks,

    /// <summary>Classes of one width.</summary>
    Equal,

    /// <summary>As many regions in each class as can be.</summary>
    Quantile,

    /// <summary>Steps of 1, 2 or 5 times a power of ten.</summary>
    Pretty,

    /// <summary>As the policy states, in the unit of the map.</summary>
    Breaks,

    /// <summary>As a factor's own bands cut the figure, in the figure's unit.</summary>
    Bands,
}
