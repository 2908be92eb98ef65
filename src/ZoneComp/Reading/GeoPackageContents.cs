using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using ZoneComp.Diagnostics;
using ZoneComp.Preparation.CoordinateSystems;

namespace ZoneComp.Reading;

/// <summary>One table that a GeoPackage lists.</summary>
/// <param name="GeometryColumn">null for a table without geometry.</param>
/// <param name="GeometryType">As gpkg_geometry_columns has it: POLYGON, MULTIPOLYGON, GEOMETRY, ...; null without geometry.</param>
internal sealed record GeoPackageTable(string Name, string? GeometryColumn, string? GeometryType, long? SrsId);

/// <summary>Opens a GeoPackage and reads its lists of tables and CRSs (OGC 12-128r18, §1.1.2 to 2.1.5).</summary>
internal static class GeoPackageContents
{
    public static SqliteConnection Open(string path)
    {
        try
        {
            return Open(path, path);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY && !HasLog(path))
        {
            // A package in write-ahead mode wants a file beside it, which a read-only folder refuses. With nothing in its log it needs none.
            return TryOpen(path, new Uri(Path.GetFullPath(path)).AbsoluteUri + "?immutable=1");
        }
        catch (SqliteException exception)
        {
            throw Unreadable(path, exception);
        }
    }

    /// <summary>Changes of a package in write-ahead mode that are not in the file itself yet; null without any.</summary>
    public static string? LogOf(string path) => HasLog(path) ? path + "-wal" : null;

    private static bool HasLog(string path) => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };

    private static SqliteConnection TryOpen(string path, string source)
    {
        try
        {
            return Open(path, source);
        }
        catch (SqliteException exception)
        {
            throw Unreadable(path, exception);
        }
    }

    private static SqliteConnection Open(string path, string source)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // Views of a file from elsewhere shall not run functions with side effects.
            command.CommandText = "PRAGMA trusted_schema = OFF; SELECT count(*) FROM sqlite_master;";
            command.ExecuteScalar();
            BoundWork(connection, path);
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A view can ask for rows without end: SQLite's steps are bounded by the file's size, far above what any real table takes.</summary>
    private static void BoundWork(SqliteConnection connection, string path)
    {
        const int StepsACall = 1 << 20;
        long calls = (1_000_000_000 + (1000 * new FileInfo(path).Length)) / StepsACall;
        raw.sqlite3_progress_handler(connection.Handle, StepsACall, _ => --calls < 0 ? 1 : 0, null);
    }

    public static UserErrorException Unreadable(string path, SqliteException exception) => new(
        $"{path}: cannot be read as a GeoPackage: {exception.Message.TrimEnd('.')}. If another program has it open for writing, close it there; else the file is damaged",
        $"{path}：无法作为 GeoPackage 读取：{exception.Message.TrimEnd('.')}。如其他程序正在写入请先关闭，否则文件已损坏",
        exception);

    /// <summary>Feature tables first as listed, then tables without geometry.</summary>
    public static IReadOnlyList<GeoPackageTable> Tables(SqliteConnection connection, string path)
    {
        try
        {
            if (!Has(connection, "gpkg_contents"))
            {
                throw new UserErrorException(
                    $"{path}: is an SQLite file without gpkg_contents, so no GeoPackage; expected a GeoPackage",
                    $"{path}：是没有 gpkg_contents 的 SQLite 文件，不是 GeoPackage；应为 GeoPackage");
            }

            List<GeoPackageTable> tables = [];
            bool geometries = Has(connection, "gpkg_geometry_columns");
            using var command = connection.CreateCommand();
            command.CommandText = geometries
                ? "SELECT c.table_name, g.column_name, g.geometry_type_name, g.srs_id, c.data_type FROM gpkg_contents c LEFT JOIN gpkg_geometry_columns g ON lower(g.table_name) = lower(c.table_name) WHERE c.data_type IN ('features', 'attributes') ORDER BY c.data_type DESC, c.rowid"
                : "SELECT table_name, NULL, NULL, NULL, data_type FROM gpkg_contents WHERE data_type = 'attributes' ORDER BY rowid";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                bool features = Text(reader, 4) == "features";
                if (Text(reader, 0) is string name)
                    tables.Add(new GeoPackageTable(name, features ? Text(reader, 1) : null, features ? Text(reader, 2) : null, features && reader[3] is long srs ? srs : null));
            }

            return tables;
        }
        catch (SqliteException exception)
        {
            throw Unreadable(path, exception);
        }
    }

    /// <summary>WKT of a CRS, or "EPSG:n" where the table has none; null for the undefined ones (-1, 0) and for ids that are not listed.</summary>
    public static string? Crs(SqliteConnection connection, long? srsId)
    {
        if (srsId is null or 0 or -1 || !Has(connection, "gpkg_spatial_ref_sys"))
            return null;
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT definition, organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = $id";
        command.Parameters.AddWithValue("$id", srsId.Value);
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            return null;
        if (Text(reader, 0) is { Length: > 0 } definition && !definition.Trim().Equals("undefined", StringComparison.OrdinalIgnoreCase))
            return definition;
        return "EPSG".Equals(Text(reader, 1), StringComparison.OrdinalIgnoreCase) && reader[2] is long code and > 0
            ? "EPSG:" + code.ToString(CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>Box of a table as listed, which nobody keeps up to date; null where there is none.</summary>
    public static LayerExtent? Extent(SqliteConnection connection, string table)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = $name";
            command.Parameters.AddWithValue("$name", table);
            using var reader = command.ExecuteReader();
            return reader.Read() ? LayerInfo.BoxOf(Number(0), Number(1), Number(2), Number(3)) : null;

            double Number(int column) => reader[column] switch { double real => real, long whole => whole, _ => double.NaN };
        }
        catch (SqliteException)
        {
            return null; // a list without these columns
        }
    }

    private static bool Has(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE lower(name) = $name AND type IN ('table', 'view')";
        command.Parameters.AddWithValue("$name", table);
        return command.ExecuteScalar() is > 0L;
    }

    private static string? Text(SqliteDataReader reader, int column) => reader[column] as string;
}
