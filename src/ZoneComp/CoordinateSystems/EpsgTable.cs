using System.Globalization;

namespace ZoneComp.CoordinateSystems;

/// <summary>EPSG codes whose projection this program has, by their parameters (epsg.txt, from the EPSG dataset as PROJ's database has
/// it).</summary>
/// <remarks>Written by scripts/epsg-codes.py; scripts/check-epsg.sh holds every code against PROJ.</remarks>
internal static class EpsgTable
{
    // Latitude of origin to false northing, as the file orders them, by the names that WKT has for them.
    private static readonly string[] Parameters =
    [
        "latitude_of_origin", "central_meridian", "standard_parallel_1", "standard_parallel_2", "scale_factor", "false_easting",
        "false_northing",
    ];

    private static readonly Lazy<Dictionary<(char Kind, int Code), string[]>> Lines = new(Read);

    /// <summary>All codes of geographic and projected CRSs.</summary>
    internal static IEnumerable<int> Codes => Lines.Value.Keys.Where(line => line.Kind is 'G' or 'P').Select(line => line.Code);

    /// <summary>The horizontal part of a CRS with heights; the code itself where it is not one.</summary>
    public static int Horizontal(int code) =>
        Lines.Value.TryGetValue(('H', code), out string[]? line) ? int.Parse(line[1], CultureInfo.InvariantCulture) : code;

    public static Crs? Find(int code)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"EPSG:{code}");
        if (Lines.Value.TryGetValue(('G', code), out string[]? line))
        {
            Ellipsoid ellipsoid = new(Number(line[3]), Number(line[4]));
            return CrsChecked.Geographic(line[1], line[2], ellipsoid, Number(line[5]), Number(line[6])) with { Code = name };
        }

        if (!Lines.Value.TryGetValue(('P', code), out line))
            return null;
        string[] conversion = Lines.Value[('C', int.Parse(line[3], CultureInfo.InvariantCulture))];
        IEnumerable<StatedParameter> stated = Parameters.Select((parameter, index) => (Name: parameter, Text: conversion[2 + index]))
            .Where(parameter => parameter.Text.Length > 0)
            .Select(parameter => new StatedParameter(parameter.Name, Number(parameter.Text), 1, 1));
        Crs geographic = Find(int.Parse(line[2], CultureInfo.InvariantCulture))!;
        return CrsChecked.Projected(line[1], geographic, conversion[1], stated, Number(line[4])) with { Code = name };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static Dictionary<(char, int), string[]> Read()
    {
        Dictionary<(char, int), string[]> lines = [];
        using Stream stream = typeof(EpsgTable).Assembly.GetManifestResourceStream("epsg.txt")!;
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is string line)
        {
            if (line[0] == '#')
                continue;
            string[] parts = line[2..].Split('|');
            lines.Add((line[0], int.Parse(parts[0], CultureInfo.InvariantCulture)), parts);
        }

        return lines;
    }
}
