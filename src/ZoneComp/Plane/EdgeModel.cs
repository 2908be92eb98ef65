namespace ZoneComp.Plane;

/// <summary>What is taken to lie between two vertices of a layer.</summary>
public enum EdgeModel
{
    /// <summary>The straight line of the layer's own CRS.</summary>
    Source,

    /// <summary>The national land survey's steps of 70 m in the Gauss-Krueger plane.</summary>
    Survey,

    /// <summary>The shortest line on the ellipsoid.</summary>
    Geodesic,
}
