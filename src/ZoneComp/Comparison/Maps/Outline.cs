namespace ZoneComp.Comparison.Maps;

/// <summary>A polygon of one year, as the search for changes sees it.</summary>
/// <param name="Feature">Number as GDAL and QGIS show it.</param>
/// <param name="Classes">Zone classes that took it, sorted, joined by "|".</param>
/// <param name="Index">Of a zone or region in the year's rings.</param>
internal sealed record Outline(string File, long Feature, string Classes, UInt128 Hash, LatticeBox Box, int Index);

/// <summary>Two outlines that are one polygon in two years; null where a year does not have it.</summary>
internal sealed record OutlinePair(string Layer, FeatureChange Change, Outline? Old, Outline? New);
