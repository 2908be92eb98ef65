namespace ZoneComp.Reading.Geometry;

/// <summary>How a geometry was written, beyond what is kept of it.</summary>
/// <param name="IsTurned">Whether a shell ran clockwise, or a hole the other way.</param>
internal readonly record struct WkbForm(bool HasZ, bool HasM, bool IsTurned)
{
    /// <summary>As behind the types of GeoParquet: "", " Z", " M" or " ZM".</summary>
    public string Dimensions => (HasZ || HasM ? " " : "") + (HasZ ? "Z" : "") + (HasM ? "M" : "");
}
