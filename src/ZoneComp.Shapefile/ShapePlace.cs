namespace ZoneComp.Shapefile;

/// <summary>Where the lines or rings of a record lie in the .shp, so that they can be read later, by any thread.</summary>
/// <param name="Offset">Of the record's content, from the shape type on.</param>
/// <param name="Bytes">Up to the last X and Y; 0 where the record holds no lines or rings.</param>
public readonly record struct ShapePlace(long Offset, int Bytes);
