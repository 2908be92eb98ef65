using System.Globalization;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace ZoneComp.Outputs.GeoPackage;

/// <summary>Zones and chosen ground as an earlier run drew them.</summary>
internal static class EarlierDrawings
{
    /// <summary>None where the earlier run drew none, or its policy asked for others.</summary>
    /// <exception cref="UserErrorException">The package does not read.</exception>
    public static DrawnGround Read(string folder, OutputSettings asked, OutputSettings earlier, CombinationTable table)
    {
        string path = Path.Combine(folder, RegionGeoPackage.FileName);
        return !asked.Draws || !File.Exists(path) || !Same(asked, earlier) ? DrawnGround.None : FromPackage(path, database =>
        {
            Dictionary<string, int> regions = table.Regions.Select((region, index) => (region.Code, index))
                .ToDictionary(pair => pair.Code, pair => pair.index, StringComparer.Ordinal);
            Dictionary<string, int> classes = table.Classes.Select((one, index) => (one.Name, index))
                .ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
            return new DrawnGround(
                [
                    .. Rows(database, DrawnGeoPackage.ZoneTable, "class, source, feature, region_code, area_m2")
                        .Select(row => new ZoneShape(
                        classes[row.GetString(0)], row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? null : regions[row.GetString(3)],
                        Area(row, 4), Shape(row, 5))),
                ],
                [
                    .. Rows(database, DrawnGeoPackage.GroundTable, "ground, ground_title, region_code, area_m2")
                        .Select(row => new GroundShape(
                        row.GetString(0), row.GetString(1), regions[row.GetString(2)], Area(row, 3), Shape(row, 4))),
                ]);
        });
    }

    /// <summary>What the earlier run's maps show around the regions; empty where they show nothing.</summary>
    /// <exception cref="UserErrorException">The package does not read.</exception>
    public static IReadOnlyList<NeighbourShape> Neighbours(string folder)
    {
        string path = Path.Combine(folder, RegionGeoPackage.FileName);
        return !File.Exists(path) ? [] : FromPackage<IReadOnlyList<NeighbourShape>>(path, database =>
        [
            .. Rows(database, DrawnGeoPackage.NeighbourTable, "name").Select(row => new NeighbourShape(row.GetString(0), Shape(row, 1))),
        ]);
    }

    private static T FromPackage<T>(string path, Func<SqliteConnection, T> read)
    {
        try
        {
            SqliteConnectionStringBuilder settings = new() { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
            using SqliteConnection database = new(settings.ConnectionString);
            database.Open();
            return read(database);
        }
        catch (Exception unread) when (unread is SqliteException or KeyNotFoundException or InvalidCastException or ParseException)
        {
            throw new UserErrorException(
                $"{path}: does not read as the zones and ground of an earlier run ({unread.Message})",
                $"{path}：无法作为先前运行的分区与地块读取（{unread.Message}）",
                unread);
        }
    }

    private static bool Same(OutputSettings asked, OutputSettings earlier) => asked.Zones == earlier.Zones
        && asked.Ground.Select(ground => (ground.Name, ground.Title, ground.Set.Text))
            .SequenceEqual(earlier.Ground.Select(ground => (ground.Name, ground.Title, ground.Set.Text)));

    /// <summary>The geometry comes behind the columns.</summary>
    private static IEnumerable<SqliteDataReader> Rows(SqliteConnection database, string table, string columns)
    {
        using SqliteCommand exists = database.CreateCommand();
        exists.CommandText = $"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '{table}'";
        if (exists.ExecuteScalar() is not 1L)
            yield break;
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = $"SELECT {columns}, geom FROM {table} ORDER BY fid";
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
            yield return reader;
    }

    /// <summary>By its shortest digits, which are the same double again.</summary>
    private static decimal Area(SqliteDataReader row, int column) =>
        decimal.Parse(row.GetDouble(column).ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static MultiPolygon Shape(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? MultiPolygon.Empty : (MultiPolygon)GeometryBlob.Read((byte[])row.GetValue(column));
}
