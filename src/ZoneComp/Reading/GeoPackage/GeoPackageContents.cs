using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ZoneComp.Reading.GeoPackage;

/// <summary>One table that a GeoPackage lists.</summary>
/// <param name="GeometryColumn">null for a table without geometry.</param>
/// <param name="GeometryType">As gpkg_geometry_columns has it: POLYGON, MULTIPOLYGON, GEOMETRY, ...; null without geometry.</param>
/// <param name="SrsId">As gpkg_geometry_columns has it.</param>
/// <param name="ListedSrsId">As gpkg_contents has it; null where it has none.</param>
internal sealed record GeoPackageTable(string Name, string? GeometryColumn, string? GeometryType, long? SrsId, long? ListedSrsId = null);

/// <summary>Reads the lists of a GeoPackage (OGC 12-128r18, §1.1.2 to 2.1.5).</summary>
internal static class GeoPackageContents
{
    /// <summary>Times its own size that an honest package gives in rows: a table never passes once, a view seldom.</summary>
    public static ReadBudget BudgetOf(string path) => new(path, 10);

    /// <summary>SQLite's own memory, of all packages that are open; no value longer than the file could hold.</summary>
    internal static void BoundMemory(SqliteConnection connection, string path)
    {
        const long LargestHeap = 512L << 20;
        const int ShortestLimit = 16 << 20;
        _ = raw.sqlite3_hard_heap_limit64(LargestHeap);
        _ = raw.sqlite3_limit(
            connection.Handle,
            raw.SQLITE_LIMIT_LENGTH,
            (int)Math.Min(1_000_000_000, ShortestLimit + new FileInfo(path).Length));
    }

    /// <summary>A view can ask for rows without end: SQLite's steps are bounded by the file's size, far above what any real table
    /// takes.</summary>
    internal static void BoundWork(SqliteConnection connection, string path)
    {
        const int StepsACall = 1 << 20;
        long calls = (1_000_000_000 + (1000 * new FileInfo(path).Length)) / StepsACall;
        raw.sqlite3_progress_handler(connection.Handle, StepsACall, _ => --calls < 0 ? 1 : 0, null);
    }

    public static UserErrorException Unreadable(string path, SqliteException exception) =>
        exception.SqliteErrorCode is raw.SQLITE_NOMEM or raw.SQLITE_TOOBIG ? BudgetOf(path).TooMuch(exception) : new(
        $"{path}: cannot be read as a GeoPackage: {exception.Message.TrimEnd('.')}. If another program has it open for writing, close it "
            + $"there; else the file is damaged",
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
            string listed = HasColumn(connection, "gpkg_contents", "srs_id") ? "c.srs_id" : "NULL";
            command.CommandText = geometries
                ? $"SELECT c.table_name, g.column_name, g.geometry_type_name, g.srs_id, c.data_type, {listed} FROM gpkg_contents c LEFT "
                    + $"JOIN gpkg_geometry_columns g ON lower(g.table_name) = lower(c.table_name) WHERE c.data_type IN ('features', "
                        + $"'attributes') ORDER BY c.data_type DESC, c.rowid"
                : "SELECT table_name, NULL, NULL, NULL, data_type, NULL FROM gpkg_contents WHERE data_type = 'attributes' ORDER BY rowid";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                bool features = Text(reader, 4) == "features";
                if (Text(reader, 0) is string name)
                    tables.Add(new GeoPackageTable(
                        name, features ? Text(reader, 1) : null, features ? Text(reader, 2) : null,
                        features && reader[3] is long srs ? srs : null, features && reader[5] is long other ? other : null));
            }

            return tables;
        }
        catch (SqliteException exception)
        {
            throw Unreadable(path, exception);
        }
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

    internal static bool Has(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE lower(name) = $name AND type IN ('table', 'view')";
        command.Parameters.AddWithValue("$name", table);
        return command.ExecuteScalar() is > 0L;
    }

    internal static bool HasColumn(SqliteConnection connection, string table, string column)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM pragma_table_info($table) WHERE lower(name) = $column";
        command.Parameters.AddWithValue("$table", table);
        command.Parameters.AddWithValue("$column", column);
        return command.ExecuteScalar() is > 0L;
    }

    private static string? Text(SqliteDataReader reader, int column) => reader[column] as string;
}
