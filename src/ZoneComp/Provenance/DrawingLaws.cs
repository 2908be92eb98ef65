using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ZoneComp.Provenance;

/// <summary>What the GeoPackage says of drawn zones and ground, held against what was measured.</summary>
internal static class DrawingLaws
{
    /// <summary>Relative: the package holds areas as binary numbers of 53 bits.</summary>
    private const decimal Rounding = 1e-12m;

    /// <param name="polygons">Sum of each class's own polygons in m², by class, as run.json has it.</param>
    public static IEnumerable<LawResult> Of(
        string folder,
        CombinationTable table,
        RunManifest manifest,
        IReadOnlyDictionary<string, decimal> polygons)
    {
        string path = Path.Combine(folder, RegionGeoPackage.FileName);
        if (!File.Exists(path))
            return [];
        try
        {
            using SqliteConnection database = new(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
            database.Open();
            return [.. Zones(database, polygons), .. Ground(database, table, manifest)];
        }
        catch (SqliteException damaged)
        {
            return [
                new LawResult(new LocalText("the GeoPackage reads", "GeoPackage 可读"), 1, new LocalText(damaged.Message, damaged.Message)),
            ];
        }
    }

    /// <summary>Zones drawn whole are the class's own polygons.</summary>
    private static IEnumerable<LawResult> Zones(SqliteConnection database, IReadOnlyDictionary<string, decimal> polygons)
    {
        if (!Has(database, DrawnGeoPackage.ZoneTable))
            yield break;
        LocalText law = new("zones drawn whole add up to each class's own polygons", "完整绘出的图斑面积之和等于该类别图斑总面积");
        Dictionary<string, decimal> sums = new(StringComparer.Ordinal);
        foreach ((string name, _, decimal areaM2) in Rows(
            database,
            $"SELECT class, '', area_m2 FROM {DrawnGeoPackage.ZoneTable} WHERE region_code IS NULL"))
            sums[name] = sums.GetValueOrDefault(name) + areaM2;
        foreach ((string name, decimal sum) in sums.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!polygons.TryGetValue(name, out decimal own) || IsSame(sum, own))
                continue;
            yield return new LawResult(law, sums.Count, Numbers(name, sum, own));
            yield break;
        }

        yield return new LawResult(law, sums.Count, null);
    }

    /// <summary>Chosen ground is the sum of the combinations that its set holds.</summary>
    private static IEnumerable<LawResult> Ground(SqliteConnection database, CombinationTable table, RunManifest manifest)
    {
        if (!Has(database, DrawnGeoPackage.GroundTable))
            yield break;
        LocalText law = new("ground drawn by name adds up from the combinations of its set", "按名称绘出的地块面积等于其组合面积之和");
        Dictionary<string, ZoneSet> sets = Sets(manifest);
        Dictionary<string, int> regions = Enumerable.Range(0, table.Regions.Count)
            .ToDictionary(region => table.Regions[region].Code, StringComparer.Ordinal);
        int compared = 0;
        foreach ((string name, string code, decimal areaM2) in Rows(
            database,
            $"SELECT ground, region_code, area_m2 FROM {DrawnGeoPackage.GroundTable}"))
        {
            if (!sets.TryGetValue(name, out ZoneSet? set))
                continue;
            compared++;
            decimal measured = regions.TryGetValue(code, out int region)
                ? table.Rows.Where(row => row.Region == region && set.Holds(row.Classes)).Sum(row => row.AreaM2)
                : 0m;
            if (IsSame(areaM2, measured))
                continue;
            yield return new LawResult(law, compared, Numbers($"{name} {code}", areaM2, measured));
            yield break;
        }

        yield return new LawResult(law, compared, null);
    }

    /// <summary>As the run's own policy text says them; none where this version of the program cannot read that text.</summary>
    private static Dictionary<string, ZoneSet> Sets(RunManifest manifest)
    {
        try
        {
            var policy = PolicyFile.Parse(Path.Combine(manifest.Call?.PolicyFolder ?? ".", manifest.Policy.Path), manifest.Policy.Text);
            return ChosenGround.Of(policy).ToDictionary(chosen => chosen.Settings.Name, chosen => chosen.Set, StringComparer.Ordinal);
        }
        catch (Exception unread) when (unread is UserErrorException or PolicyException)
        {
            return [];
        }
    }

    private static bool IsSame(decimal one, decimal other) => Math.Abs(one - other) <= (Rounding * Math.Abs(other)) + 1e-6m;

    private static LocalText Numbers(string what, decimal found, decimal expected)
    {
        string numbers = string.Create(CultureInfo.InvariantCulture, $"{what}: {found} m2, {expected} m2");
        return new LocalText(numbers, numbers);
    }

    private static bool Has(SqliteConnection database, string table)
    {
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = $name";
        _ = command.Parameters.AddWithValue("$name", table);
        return command.ExecuteScalar() is > 0L;
    }

    private static IEnumerable<(string First, string Second, decimal AreaM2)> Rows(SqliteConnection database, string sql)
    {
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
            yield return (
                reader.GetString(0),
                reader.GetString(1),
                reader.GetValue(2) is double area && Math.Abs(area) < 1e20 ? (decimal)area : -1m);
    }
}
