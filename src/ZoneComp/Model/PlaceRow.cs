namespace ZoneComp.Model;

/// <summary>The part of one line or point feature that lies in one region under one combination.</summary>
/// <param name="Region">Index into <see cref="CombinationTable.Regions"/>, or <see cref="CombinationTable.OutsideIndex"/>.</param>
/// <param name="Layer">The layer's name in the policy.</param>
/// <param name="Class">"rivers", or "rivers.I" for a class of the layer.</param>
/// <param name="Source">Index of the source file among the run's inputs.</param>
/// <param name="FeatureId">The feature's number as GDAL and QGIS show it.</param>
/// <param name="Classes">The zone classes that cover the place.</param>
/// <param name="Amount">Metres of line, to the micrometre; or number of points.</param>
/// <param name="Whole">The same of the whole feature, so that its attributes can be shared out; above zero.</param>
public sealed record PlaceRow(
    int Region, string Layer, string Class, int Source, long FeatureId, ClassSet Classes, decimal Amount, decimal Whole);
