#!/usr/bin/env dotnet
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false

// Makes a country out of a province: copies of the shapefiles of gen_province.py (counties, forest, redline, wetland, funczone), side by
// side, as
// several shapefiles of one layer each (a .shp cannot be larger than 4 GB, most programs read 2 GB). Copy i keeps its coordinates, but is
// in a
// Gauss-Krueger plane of another central meridian, 4 degrees apart; every fifth copy begins the next row, 310 km farther north. County
// codes get other first digits.
// Usage: dotnet run scripts/make-shifted-province/make-shifted-province.cs -- PROVINCE COUNTRY COPIES
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

if (args.Length != 3 || !int.TryParse(args[2], CultureInfo.InvariantCulture, out int copies) || copies is < 1 or > 50)
{
    Console.Error.WriteLine("usage: dotnet run make-shifted-province.cs -- PROVINCE COUNTRY COPIES (1 to 50)");
    return 2;
}

const double RowNorthM = 310_000;
Directory.CreateDirectory(args[1]);
for (int copy = 0; copy < copies; copy++)
{
    int meridian = 102 + (4 * (copy % 5));
    double northM = copy / 5 * RowNorthM;
    foreach (string layer in (string[])["counties", "forest", "redline", "wetland", "funczone"])
    {
        string from = Path.Combine(args[0], layer), to = Path.Combine(args[1], $"{layer}_{copy:D2}");
        File.Copy(from + ".shx", to + ".shx", overwrite: true);
        File.Copy(from + ".cpg", to + ".cpg", overwrite: true);
        File.WriteAllText(
            to + ".prj",
            File.ReadAllText(from + ".prj")
                .Replace("PARAMETER[\"Central_Meridian\",114.0]", $"PARAMETER[\"Central_Meridian\",{meridian}.0]", StringComparison.Ordinal)
            .Replace("GK_CM_114E", $"GK_CM_{meridian}E", StringComparison.Ordinal));
        byte[] dbf = File.ReadAllBytes(from + ".dbf");
        if (layer == "counties")
            Recode(dbf, 11 + copy);
        File.WriteAllBytes(to + ".dbf", dbf);
        byte[] shp = File.ReadAllBytes(from + ".shp");
        Shift(shp, northM);
        File.WriteAllBytes(to + ".shp", shp);
        Console.WriteLine(to);
    }
}

File.WriteAllText(Path.Combine(args[1], "policy.yaml"), """
    zonecomp: 1
    title: shifted provinces
    year: 2025
    regions: {source: "counties_*.shp", code: XZQDM, name: XZQMC, overlaps: count_in_each}
    layers:
      forest: {source: "forest_*.shp"}
      redline: {source: "redline_*.shp"}
      wetland: {source: "wetland_*.shp"}
      funczone: {source: "funczone_*.shp"}

    """);
return 0;

static void Shift(byte[] shp, double northM)
{
    Move(shp.AsSpan(44)); // box of the file: ymin, ymax
    Move(shp.AsSpan(60));
    for (int at = 100; at < shp.Length;)
    {
        int content = 2 * BinaryPrimitives.ReadInt32BigEndian(shp.AsSpan(at + 4));
        Span<byte> record = shp.AsSpan(at + 8, content);
        if (BinaryPrimitives.ReadInt32LittleEndian(record) != 0)
        {
            Move(record[12..]);
            Move(record[28..]);
            int points = 44 + (4 * BinaryPrimitives.ReadInt32LittleEndian(record[36..]));
            for (int y = points + 8; y < content; y += 16)
                Move(record[y..]);
        }

        at += 8 + content;
    }

    void Move(Span<byte> y) => BinaryPrimitives.WriteDoubleLittleEndian(y, BinaryPrimitives.ReadDoubleLittleEndian(y) + northM);
}

static void Recode(byte[] dbf, int province)
{
    int records = BinaryPrimitives.ReadInt32LittleEndian(dbf.AsSpan(4)),
        header = BinaryPrimitives.ReadInt16LittleEndian(dbf.AsSpan(8)),
        length = BinaryPrimitives.ReadInt16LittleEndian(dbf.AsSpan(10));
    for (int record = 0; record < records; record++)
        Encoding.ASCII.GetBytes(province.ToString("D2", CultureInfo.InvariantCulture)).CopyTo(dbf.AsSpan(header + (record * length) + 1));
}
