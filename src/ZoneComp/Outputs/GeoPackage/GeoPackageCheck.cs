using Microsoft.Data.Sqlite;

namespace ZoneComp.Outputs.GeoPackage;

/// <summary>Reads a written package back and compares it with what was to be written.</summary>
internal static class GeoPackageCheck
{
    /// <param name="rows">Rows expected by table.</param>
    /// <param name="codes">Values of regions.region_code in the order of fid; null where the package has no regions.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or not what was written.</exception>
    public static void Require(string path, IReadOnlyDictionary<string, int> rows, IReadOnlyList<string>? codes)
    {
        SqliteConnectionStringBuilder settings = new() { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        using SqliteConnection database = new(settings.ConnectionString);
        database.Open();
        if (Scalar(database, "PRAGMA quick_check") is not "ok")
            throw new InvalidDataException($"{path}: SQLite finds the file damaged.");
        foreach ((string table, int count) in rows)
        {
            if (Scalar(database, $"SELECT COUNT(*) FROM \"{table}\"") is not long found || found != count)
                throw new InvalidDataException($"{path}: table {table} does not read back with its {count} rows.");
        }

        if (codes is not null && !ReadCodes(database).SequenceEqual(codes))
            throw new InvalidDataException($"{path}: region codes do not read back as written.");
    }

    private static IEnumerable<string> ReadCodes(SqliteConnection database)
    {
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = "SELECT region_code FROM regions ORDER BY fid";
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
            yield return reader.GetString(0);
    }

    private static object? Scalar(SqliteConnection database, string sql)
    {
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
