using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ZoneComp.Outputs.GeoPackage;

/// <summary>Tells a package of findings as it was written from one that somebody worked in: by a digest of its rows and of what else it
/// holds.</summary>
/// <remarks>Of the content, not of the bytes: QGIS changes those by looking.</remarks>
internal static class FindingsSeal
{
    private const string Content = """
        SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE '%gpkg_metadata%' ORDER BY 1
        """;

    private const string Kept = "SELECT metadata FROM gpkg_metadata WHERE md_standard_uri = 'urn:zonecomp:run-manifest:1'";

    /// <summary>What the package keeps of itself.</summary>
    public static string Of(string path)
    {
        using GeoPackageFile package = GeoPackageFile.Open(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(Content);
        IEnumerable<string> columns = ["fid", "hex(geom)", .. FindingsGeoPackage.Columns.Select(column => $"quote({column.Name})")];
        Add($"SELECT {string.Join(" || ',' || ", columns)} FROM findings ORDER BY fid");
        return $$"""{"findings_sha256":"{{Convert.ToHexStringLower(hash.GetHashAndReset())}}"}""";

        void Add(string sql)
        {
            using SqliteDataReader rows = Ask(package.Connection, sql).ExecuteReader();
            while (rows.Read())
                hash.AppendData(Encoding.UTF8.GetBytes(rows.IsDBNull(0) ? "\n" : rows.GetString(0) + "\n"));
        }
    }

    /// <summary>Whether a package of findings lies there as a run of ours wrote it.</summary>
    public static bool IsWhole(string path)
    {
        if (!PlainFile.Is(path))
            return false;
        try
        {
            using GeoPackageFile package = GeoPackageFile.Open(path);
            return Ask(package.Connection, Kept).ExecuteScalar() as string == Of(path);
        }
        catch (Exception error) when (error is UserErrorException or SqliteException)
        {
            return false; // no GeoPackage at all, or another
        }
    }

    private static SqliteCommand Ask(SqliteConnection database, string sql)
    {
        SqliteCommand command = database.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
