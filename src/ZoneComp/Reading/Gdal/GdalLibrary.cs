using System.Runtime.InteropServices;

namespace ZoneComp.Reading.Gdal;

/// <summary>The part of libgdal's C API that reading needs, from the library that was found at run time.</summary>
/// <remarks>Handles are plain pointers and belong to one thread at a time; the library itself is loaded once and stays.</remarks>
internal sealed unsafe class GdalLibrary
{
    /// <summary>Types of cells.</summary>
    public const int Float32 = 6, Float64 = 7;

    private readonly nint handle;

    private readonly delegate* unmanaged<byte*, uint, byte**, byte**, byte**, nint> openEx;
    private readonly delegate* unmanaged<nint, void> close;
    private readonly delegate* unmanaged<byte*, byte*> versionInfo;
    private readonly delegate* unmanaged<byte*> lastError;
    private readonly delegate* unmanaged<void> errorReset;
    private readonly delegate* unmanaged<nint, byte**> fileList;
    private readonly delegate* unmanaged<byte**, void> freeList;

    private GdalLibrary(nint handle, string path)
    {
        this.handle = handle;
        Path = path;
        openEx = (delegate* unmanaged<byte*, uint, byte**, byte**, byte**, nint>)Export("GDALOpenEx");
        close = (delegate* unmanaged<nint, void>)Export("GDALClose");
        versionInfo = (delegate* unmanaged<byte*, byte*>)Export("GDALVersionInfo");
        lastError = (delegate* unmanaged<byte*>)Export("CPLGetLastErrorMsg");
        errorReset = (delegate* unmanaged<void>)Export("CPLErrorReset");
        fileList = (delegate* unmanaged<nint, byte**>)Export("GDALGetFileList");
        freeList = (delegate* unmanaged<byte**, void>)Export("CSLDestroy");
        LayerCount = (delegate* unmanaged<nint, int>)Export("GDALDatasetGetLayerCount");
        Layer = (delegate* unmanaged<nint, int, nint>)Export("GDALDatasetGetLayer");
        DatasetDriver = (delegate* unmanaged<nint, nint>)Export("GDALGetDatasetDriver");
        DriverName = (delegate* unmanaged<nint, byte*>)Export("GDALGetDriverShortName");
        LayerName = (delegate* unmanaged<nint, byte*>)Export("OGR_L_GetName");
        LayerDefinition = (delegate* unmanaged<nint, nint>)Export("OGR_L_GetLayerDefn");
        NextFeature = (delegate* unmanaged<nint, nint>)Export("OGR_L_GetNextFeature");
        FeatureCount = (delegate* unmanaged<nint, int, long>)Export("OGR_L_GetFeatureCount");
        SpatialRef = (delegate* unmanaged<nint, nint>)Export("OGR_L_GetSpatialRef");
        GeometryType = (delegate* unmanaged<nint, int>)Export("OGR_L_GetGeomType");
        FlatGeometryType = (delegate* unmanaged<int, int>)Export("OGR_GT_Flatten");
        FieldCount = (delegate* unmanaged<nint, int>)Export("OGR_FD_GetFieldCount");
        Field = (delegate* unmanaged<nint, int, nint>)Export("OGR_FD_GetFieldDefn");
        FieldName = (delegate* unmanaged<nint, byte*>)Export("OGR_Fld_GetNameRef");
        FieldType = (delegate* unmanaged<nint, int>)Export("OGR_Fld_GetType");
        FieldSubtype = (delegate* unmanaged<nint, int>)Export("OGR_Fld_GetSubType");
        FieldWidth = (delegate* unmanaged<nint, int>)Export("OGR_Fld_GetWidth");
        FieldPrecision = (delegate* unmanaged<nint, int>)Export("OGR_Fld_GetPrecision");
        FeatureId = (delegate* unmanaged<nint, long>)Export("OGR_F_GetFID");
        Geometry = (delegate* unmanaged<nint, nint>)Export("OGR_F_GetGeometryRef");
        HasValue = (delegate* unmanaged<nint, int, int>)Export("OGR_F_IsFieldSetAndNotNull");
        Text = (delegate* unmanaged<nint, int, byte*>)Export("OGR_F_GetFieldAsString");
        Whole = (delegate* unmanaged<nint, int, long>)Export("OGR_F_GetFieldAsInteger64");
        Real = (delegate* unmanaged<nint, int, double>)Export("OGR_F_GetFieldAsDouble");
        DestroyFeature = (delegate* unmanaged<nint, void>)Export("OGR_F_Destroy");
        WkbSize = (delegate* unmanaged<nint, int>)Export("OGR_G_WkbSize");
        ToIsoWkb = (delegate* unmanaged<nint, int, byte*, int>)Export("OGR_G_ExportToIsoWkb");
        ToWkt = (delegate* unmanaged<nint, byte**, int>)Export("OSRExportToWkt");
        Free = (delegate* unmanaged<void*, void>)Export("VSIFree");
        RasterWidth = (delegate* unmanaged<nint, int>)Export("GDALGetRasterXSize");
        RasterHeight = (delegate* unmanaged<nint, int>)Export("GDALGetRasterYSize");
        RasterBands = (delegate* unmanaged<nint, int>)Export("GDALGetRasterCount");
        RasterBand = (delegate* unmanaged<nint, int, nint>)Export("GDALGetRasterBand");
        RasterMask = (delegate* unmanaged<nint, nint>)Export("GDALGetMaskBand");
        RasterDataType = (delegate* unmanaged<nint, int>)Export("GDALGetRasterDataType");
        RasterSpatialRef = (delegate* unmanaged<nint, nint>)Export("GDALGetSpatialRef");
        GeoTransform = (delegate* unmanaged<nint, double*, int>)Export("GDALGetGeoTransform");
        ReadRaster = (delegate* unmanaged<nint, int, int, int, int, int, void*, int, int, int, int, int, int>)Export("GDALRasterIO");

        ((delegate* unmanaged<void>)Export("GDALAllRegister"))();
        foreach ((string name, string value) in GdalDrivers.Options)
            SetOption(name, value);
        // GDAL's own messages go to whoever reads on this thread, not on the user's terminal.
        ((delegate* unmanaged<delegate* unmanaged<int, int, byte*, void>, nint>)Export("CPLSetErrorHandler"))(&GdalMessages.Hear);
    }

    public string Path { get; }

    /// <summary>As a number: 3060200 for 3.6.2.</summary>
    public int Version =>
        int.TryParse(VersionInfo("VERSION_NUM"), System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : 0;

    /// <summary>As people read it: 3.6.2.</summary>
    public string VersionName => VersionInfo("RELEASE_NAME");

    public delegate* unmanaged<nint, int> LayerCount { get; }

    public delegate* unmanaged<nint, int, nint> Layer { get; }

    public delegate* unmanaged<nint, nint> DatasetDriver { get; }

    public delegate* unmanaged<nint, byte*> DriverName { get; }

    public delegate* unmanaged<nint, byte*> LayerName { get; }

    public delegate* unmanaged<nint, nint> LayerDefinition { get; }

    public delegate* unmanaged<nint, nint> NextFeature { get; }

    public delegate* unmanaged<nint, int, long> FeatureCount { get; }

    public delegate* unmanaged<nint, nint> SpatialRef { get; }

    public delegate* unmanaged<nint, int> GeometryType { get; }

    public delegate* unmanaged<int, int> FlatGeometryType { get; }

    public delegate* unmanaged<nint, int> FieldCount { get; }

    public delegate* unmanaged<nint, int, nint> Field { get; }

    public delegate* unmanaged<nint, byte*> FieldName { get; }

    public delegate* unmanaged<nint, int> FieldType { get; }

    public delegate* unmanaged<nint, int> FieldSubtype { get; }

    public delegate* unmanaged<nint, int> FieldWidth { get; }

    public delegate* unmanaged<nint, int> FieldPrecision { get; }

    public delegate* unmanaged<nint, long> FeatureId { get; }

    public delegate* unmanaged<nint, nint> Geometry { get; }

    public delegate* unmanaged<nint, int, int> HasValue { get; }

    public delegate* unmanaged<nint, int, byte*> Text { get; }

    public delegate* unmanaged<nint, int, long> Whole { get; }

    public delegate* unmanaged<nint, int, double> Real { get; }

    public delegate* unmanaged<nint, void> DestroyFeature { get; }

    public delegate* unmanaged<nint, int> WkbSize { get; }

    public delegate* unmanaged<nint, int, byte*, int> ToIsoWkb { get; }

    public delegate* unmanaged<nint, byte**, int> ToWkt { get; }

    public delegate* unmanaged<void*, void> Free { get; }

    public delegate* unmanaged<nint, int> RasterWidth { get; }

    public delegate* unmanaged<nint, int> RasterHeight { get; }

    public delegate* unmanaged<nint, int> RasterBands { get; }

    public delegate* unmanaged<nint, int, nint> RasterBand { get; }

    public delegate* unmanaged<nint, nint> RasterMask { get; }

    public delegate* unmanaged<nint, int> RasterDataType { get; }

    public delegate* unmanaged<nint, nint> RasterSpatialRef { get; }

    public delegate* unmanaged<nint, double*, int> GeoTransform { get; }

    /// <summary>Band, 0 to read, first column and row, columns and rows, where to, columns and rows there, type there, 0, 0.</summary>
    public delegate* unmanaged<nint, int, int, int, int, int, void*, int, int, int, int, int, int> ReadRaster { get; }

    /// <summary>null when the file is no usable libgdal.</summary>
    public static GdalLibrary? TryLoad(string path)
    {
        if (!NativeLibrary.TryLoad(path, out nint handle))
            return null;
        try
        {
            return new GdalLibrary(handle, path);
        }
        catch (EntryPointNotFoundException)
        {
            return null; // some other library of that name
        }
    }

    /// <summary>A vector dataset, read only; 0 when GDAL cannot open it.</summary>
    /// <param name="isConfined">Only by drivers of formats that name no other file.</param>
    /// <param name="encoding">Of a drawing's texts, where it is named; null to let GDAL decide.</param>
    public nint Open(string path, bool isConfined, string? encoding)
    {
        const uint VectorVerbose = 0x04 | 0x40;
        byte* utf8 = (byte*)Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            errorReset();
            SetOption("DXF_ENCODING", encoding, "CPLSetThreadLocalConfigOption");
            return openEx(utf8, VectorVerbose, isConfined ? GdalDrivers.AllowedWhenConfined : GdalDrivers.Allowed, null, null);
        }
        finally
        {
            SetOption("DXF_ENCODING", null, "CPLSetThreadLocalConfigOption");
            Marshal.FreeCoTaskMem((nint)utf8);
        }
    }

    /// <summary>A raster, read only; 0 when GDAL cannot open it.</summary>
    public nint OpenRaster(string path, bool isConfined)
    {
        const uint RasterVerbose = 0x02 | 0x40;
        byte* utf8 = (byte*)Marshal.StringToCoTaskMemUTF8(path);
        errorReset();
        nint dataset = openEx(
            utf8, RasterVerbose, isConfined ? GdalDrivers.RastersWhenConfined : GdalDrivers.AllowedRasters, null, null);
        Marshal.FreeCoTaskMem((nint)utf8);
        return dataset;
    }

    /// <summary>A CRS as WKT; null for none, or one that has no WKT.</summary>
    public string? WktOf(nint crs)
    {
        if (crs == 0)
            return null;
        byte* wkt = null;
        int failed = ToWkt(crs, &wkt);
        string text = String(wkt);
        Free(wkt);
        return failed != 0 || text.Length == 0 ? null : text;
    }

    public void Close(nint dataset) => close(dataset);

    /// <summary>The files that a dataset draws on, as its driver tells them.</summary>
    public IReadOnlyList<string> FilesOf(nint dataset)
    {
        byte** list = fileList(dataset);
        var files = new List<string>();
        for (int index = 0; list is not null && list[index] is not null; index++)
            files.Add(String(list[index]));
        freeList(list);
        return files;
    }

    /// <summary>GDAL's last message; "" when there is none.</summary>
    public string LastError() => String(lastError());

    public static string String(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    private void SetOption(string name, string? value, string setter = "CPLSetConfigOption")
    {
        byte* nameUtf8 = (byte*)Marshal.StringToCoTaskMemUTF8(name), valueUtf8 = (byte*)Marshal.StringToCoTaskMemUTF8(value);
        ((delegate* unmanaged<byte*, byte*, void>)Export(setter))(nameUtf8, valueUtf8);
        Marshal.FreeCoTaskMem((nint)nameUtf8);
        Marshal.FreeCoTaskMem((nint)valueUtf8);
    }

    private string VersionInfo(string what)
    {
        byte* utf8 = (byte*)Marshal.StringToCoTaskMemUTF8(what);
        string text = String(versionInfo(utf8));
        Marshal.FreeCoTaskMem((nint)utf8);
        return text;
    }

    private nint Export(string name) => NativeLibrary.GetExport(handle, name);
}
