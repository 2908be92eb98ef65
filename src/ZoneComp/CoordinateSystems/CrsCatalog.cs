using System.Globalization;

namespace ZoneComp.CoordinateSystems;

/// <summary>The registry codes that Chinese data use, generated from their rules, both ways: code to CRS and CRS to code.</summary>
/// <remarks>Source: EPSG dataset v10.076 and Esri's list for the ESRI codes. Other EPSG codes are in <see cref="EpsgTable"/>; what is in
/// neither is given as WKT.</remarks>
internal static class CrsCatalog
{
    private static readonly Crs Cgcs2000 = Base("China Geodetic Coordinate System 2000", "China 2000", Ellipsoid.Cgcs2000, "EPSG:4490");
    private static readonly Crs Wgs84 = Base("WGS 84", "World Geodetic System 1984", Ellipsoid.Wgs84, "EPSG:4326");
    private static readonly Crs Xian80 = Base("Xian 1980", "Xian 1980", Ellipsoid.Iag1975, "EPSG:4610");
    private static readonly Crs Beijing54 = Base("Beijing 1954", "Beijing 1954", Ellipsoid.Krasovsky, "EPSG:4214");
    private static readonly Crs NewBeijing = Base("New Beijing", "New Beijing", Ellipsoid.Krasovsky, "EPSG:4555");

    private static readonly Dictionary<string, Crs> All = Build();

    /// <summary>Codes with heights, by the code of their horizontal part: CGCS2000 3D, WGS 84 3D, WGS 84 with heights above EGM2008, EGM96
    /// and the mean sea.</summary>
    private static readonly Dictionary<int, int> WithHeights = new()
    {
        [4480] = 4490,
        [4979] = 4326,
        [9518] = 4326,
        [9707] = 4326,
        [9705] = 4326,
    };

    public static Crs? Find(string authority, int code)
    {
        bool isEpsg = authority == "EPSG";
        int own = isEpsg ? WithHeights.GetValueOrDefault(code, code) : code;
        return Known(authority, own) ?? (isEpsg ? Known(authority, own = EpsgTable.Horizontal(own)) ?? EpsgTable.Find(own) : null);
    }

    private static Crs? Known(string authority, int code) =>
        All.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"{authority}:{code}"));

    /// <summary>The code whose parameters are the CRS's; null when none has them.</summary>
    /// <remarks>
    /// Every second 3-degree meridian is a 6-degree one too, so two codes may have the same parameters (4507 and 4544): the same
    /// coordinates
    /// under two numbers. Only between such equals the name decides: "3-degree" in it, and Esri's "Zone_13N" for the 214xx codes.
    /// </remarks>
    public static string? CodeOf(Crs crs)
    {
        List<Crs> equals = [.. All.Values.Where(known => known.MayBe(crs))];
        return (equals.Find(known => TraitsOf(known.Name) == TraitsOf(crs.Name)) ?? equals.FirstOrDefault())?.Code;
    }

    private static (bool ThreeDegree, bool ZoneNorth) TraitsOf(string name)
    {
        string plain = WktNames.Plain(name);
        bool three = plain.Contains("3degree", StringComparison.Ordinal) || plain.Contains("3度", StringComparison.Ordinal)
            || plain.Contains("gk3", StringComparison.Ordinal) || plain.Contains("3deg", StringComparison.Ordinal);
        return (three, plain.Length > 2 && plain[^1] == 'n' && char.IsDigit(plain[^2]));
    }

    private static Dictionary<string, Crs> Build()
    {
        Dictionary<string, Crs> all = [];
        foreach (Crs geographic in new[] { Cgcs2000, Wgs84, Xian80, Beijing54, NewBeijing })
            all.Add(geographic.Code!, geographic);
        Add(Wgs84 with { Name = "WGS 84 / Pseudo-Mercator", Method = ProjectionMethod.WebMercator, Code = "EPSG:3857" });
        Add(Wgs84 with { Name = "WGS 84 / Pseudo-Mercator", Method = ProjectionMethod.WebMercator, Code = "ESRI:102100" });
        SixDegree(Cgcs2000, "CGCS2000 / Gauss-Kruger", 4491, 4502);
        ThreeDegree(Cgcs2000, "CGCS2000 / 3-degree Gauss-Kruger", code => 4488 + code, code => 4509 + code);
        SixDegree(Xian80, "Xian 1980 / Gauss-Kruger", 2327, 2338);
        ThreeDegree(Xian80, "Xian 1980 / 3-degree Gauss-Kruger", code => 2324 + code, code => 2345 + code);
        SixDegree(Beijing54, "Beijing 1954 / Gauss-Kruger", 21413, 21453);
        // deprecated, but what Esri's "Zone_nN" files carry
        SixDegree(Beijing54, "Beijing 1954 / Gauss-Kruger", null, 21473, zone => $"{zone}N");
        ThreeDegree(Beijing54, "Beijing 1954 / 3-degree Gauss-Kruger", code => 2376 + code, code => 2397 + code);
        SixDegree(NewBeijing, "New Beijing / Gauss-Kruger", 4568, 4579);
        for (int zone = 1; zone <= 60; zone++)
        {
            Add(Utm(zone, north: true));
            Add(Utm(zone, north: false));
        }

        Add(Conic("Asia_Lambert_Conformal_Conic", ProjectionMethod.LambertConformal2, 105, 30, 62, 0, "ESRI:102012"));
        Add(Conic("Asia_North_Albers_Equal_Area_Conic", ProjectionMethod.Albers, 95, 15, 65, 30, "ESRI:102025"));
        Add(Conic("Asia_North_Lambert_Conformal_Conic", ProjectionMethod.LambertConformal2, 95, 15, 65, 30, "ESRI:102027"));
        Add(Conic("Asia_South_Albers_Equal_Area_Conic", ProjectionMethod.Albers, 125, 7, -32, -15, "ESRI:102028"));
        return all;

        void Add(Crs crs) => all.TryAdd(crs.Code!, crs);

        void SixDegree(Crs datum, string name, int? prefixed, int plain, Func<int, string>? naming = null)
        {
            for (int zone = 13; zone <= 23; zone++)
            {
                int meridian = (6 * zone) - 3;
                if (prefixed is int first)
                    Add(GaussKrueger(datum, $"{name} zone {zone}", meridian, (zone * 1e6) + 500000, first + zone - 13));
                Add(GaussKrueger(datum, $"{name} {naming?.Invoke(zone) ?? $"CM {meridian}E"}", meridian, 500000, plain + zone - 13));
            }
        }

        void ThreeDegree(Crs datum, string name, Func<int, int> prefixed, Func<int, int> plain)
        {
            for (int zone = 25; zone <= 45; zone++)
            {
                Add(GaussKrueger(datum, $"{name} zone {zone}", 3 * zone, (zone * 1e6) + 500000, prefixed(zone)));
                Add(GaussKrueger(datum, $"{name} CM {3 * zone}E", 3 * zone, 500000, plain(zone)));
            }
        }
    }

    private static Crs Base(string name, string datum, Ellipsoid ellipsoid, string code) =>
        CrsChecked.Geographic(name, datum, ellipsoid, 0, 1) with { Code = code };

    private static Crs GaussKrueger(Crs datum, string name, int meridian, double falseEasting, int code) => datum with
    {
        Name = name,
        Method = ProjectionMethod.TransverseMercator,
        CentralMeridianDeg = meridian,
        FalseEastingM = falseEasting,
        Code = string.Create(CultureInfo.InvariantCulture, $"EPSG:{code}"),
    };

    private static Crs Utm(int zone, bool north) => Wgs84 with
    {
        Name = $"WGS 84 / UTM zone {zone}{(north ? "N" : "S")}",
        Method = ProjectionMethod.TransverseMercator,
        CentralMeridianDeg = (6 * zone) - 183,
        ScaleFactor = 0.9996,
        FalseEastingM = 500000,
        FalseNorthingM = north ? 0 : 1e7,
        Code = string.Create(CultureInfo.InvariantCulture, $"EPSG:{(north ? 32600 : 32700) + zone}"),
    };

    private static Crs Conic(
        string name, ProjectionMethod method, double meridian, double parallel1, double parallel2, double origin, string code) => Wgs84 with
        {
            Name = name,
            Method = method,
            CentralMeridianDeg = meridian,
            StandardParallel1Deg = parallel1,
            StandardParallel2Deg = parallel2,
            LatitudeOfOriginDeg = origin,
            Code = code,
        };
}
