using System.Runtime.InteropServices;

namespace ZoneComp.Reading.Gdal;

/// <summary>The GDAL drivers that may open a file: those that read it and nothing else.</summary>
/// <remarks>
/// Others (OGR_VRT, WFS, PostgreSQL, HTTP, GMLAS, ...) follow what a file says to other files, databases or the network; a hostile layer
/// must not make the program do that.
/// The list goes to GDAL with every call to open; names that a build lacks are passed over.
/// </remarks>
internal static unsafe class GdalDrivers
{
    public static readonly IReadOnlyList<string> Names =
    [
        "OpenFileGDB", "FileGDB", "ESRI Shapefile", "GPKG", "SQLite", "MapInfo File", "DXF", "DGN", "CAD", "KML", "LIBKML", "GML", "GPX",
        "FlatGeobuf",
        "GeoJSON", "GeoJSONSeq", "ESRIJSON", "TopoJSON", "Parquet", "Arrow", "S57", "AVCBin", "AVCE00", "OGR_GMT", "JML", "VFK", "SXF",
        "MapML", "Idrisi", "Selafin", "ODS", "XLSX", "XLS",
    ];

    /// <summary>Of these, formats in which a file holds all of its layer and can name no other: all that a confined run opens. Not among
    /// them are MapInfo's tables
    /// (views and seamless tables name others), GML (schemas), SQLite (virtual tables), S57 (updates), workbooks (links).</summary>
    public static readonly IReadOnlyList<string> SelfContained =
        ["OpenFileGDB", "FileGDB", "FlatGeobuf", "GPX", "KML", "DXF", "GeoJSON", "GeoJSONSeq", "ESRIJSON", "TopoJSON", "OGR_GMT"];

    /// <summary>Rasters that are read for their classes; VRT and others name further files or servers.</summary>
    public static readonly IReadOnlyList<string> Rasters = ["GTiff", "HFA", "AAIGrid", "EHdr", "ENVI", "SAGA"];

    /// <summary>Drawings: an area is drawn as a line that ends where it began, and nothing says so.</summary>
    public static readonly IReadOnlyList<string> Drawings = ["DXF", "DGN", "CAD"];

    /// <summary>The GML driver would fetch schemas and resolve links.</summary>
    public static readonly IReadOnlyList<(string Name, string Value)> Options =
        [("GML_DOWNLOAD_SCHEMA", "NO"), ("GML_SKIP_RESOLVE_ELEMS", "ALL"), ("OGR_SQLITE_ALLOW_EXTERNAL_ACCESS", "NO"),
            ("SQLITE_LOAD_EXTENSIONS", ""), ("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".nothing"), ("PROJ_NETWORK", "OFF"),
            // Old workbooks as they are typed: which row holds the headings, and what a column is, the policy says.
            ("OGR_XLS_HEADERS", "DISABLE"), ("OGR_XLS_FIELD_TYPES", "STRING")];

    /// <summary>The names as C strings, ended by null; they stay for the program's life.</summary>
    public static byte** Allowed { get; } = AsCStrings(Names);

    /// <summary>As <see cref="Allowed"/>, of <see cref="SelfContained"/>.</summary>
    public static byte** AllowedWhenConfined { get; } = AsCStrings(SelfContained);

    public static byte** AllowedRasters { get; } = AsCStrings(Rasters);

    /// <summary>The one whose file names no other.</summary>
    public static byte** RastersWhenConfined { get; } = AsCStrings(["GTiff"]);

    private static byte** AsCStrings(IReadOnlyList<string> names)
    {
        byte** list = (byte**)Marshal.AllocCoTaskMem((names.Count + 1) * sizeof(byte*));
        for (int index = 0; index < names.Count; index++)
            list[index] = (byte*)Marshal.StringToCoTaskMemUTF8(names[index]);
        list[names.Count] = null;
        return list;
    }
}
