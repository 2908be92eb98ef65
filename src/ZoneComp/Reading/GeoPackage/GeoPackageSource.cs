using Microsoft.Data.Sqlite;

namespace ZoneComp.Reading.GeoPackage;

/// <summary>One table of a GeoPackage as a layer.</summary>
public sealed class GeoPackageSource : IFeatureSource
{
    private readonly GeoPackageFile file;
    private readonly SqliteConnection connection;
    private readonly GeoPackageTable table;
    private readonly ReadingReport report;
    private readonly string? keyColumn;
    private readonly bool isCounted; // the key is SQLite's own number of the row

    private GeoPackageSource(GeoPackageFile file, GeoPackageTable table, DiagnosticLog log)
    {
        this.file = file;
        connection = file.Connection;
        this.table = table;
        report = new ReadingReport(log);
        string path = file.Path, subject = Path.GetFileName(path);
        foreach (Diagnostic finding in file.Findings(subject))
            report.Add(finding);
        List<FieldInfo> fields = [];
        using (var command = connection.CreateCommand())
        {
            command.CommandText = $"PRAGMA table_info({Quoted(table.Name)})";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                string name = reader.GetString(1), type = reader.GetString(2);
                bool isKey = reader.GetInt64(5) > 0 && type.Equals("INTEGER", StringComparison.OrdinalIgnoreCase);
                if (isKey && keyColumn is null)
                    keyColumn = name;
                else if (!name.Equals(table.GeometryColumn, StringComparison.OrdinalIgnoreCase))
                    fields.Add(GeoPackageFields.Of(name, type));
            }
        }

        // An index of the key's own shows that it is not SQLite's number of the row.
        isCounted = keyColumn is not null && !Is("SELECT count(*) FROM pragma_index_list($name) WHERE origin = 'pk'");
        if (keyColumn is null && Is("SELECT count(*) FROM sqlite_master WHERE lower(name) = lower($name) AND type = 'table'"))
            report.Add(GeoPackageFindings.WithoutKey($"{subject}|{table.Name}"));
        string? crs = GeoPackageCrs.Of(connection, table, $"{subject}|{table.Name}", report);
        Info = new LayerInfo(
            path, table.Name, "GeoPackage", GeoPackageFields.KindOf(table.GeometryType), crs, crs is null ? null : "gpkg_spatial_ref_sys",
            null, null, fields, Count(), [path, .. file.Beside])
        {
            StatedExtent = GeoPackageContents.Extent(connection, table.Name),
        };
        if (Info.Kind == GeometryKind.Other)
            Info = Info with { Kind = KindPeek.Of(Walk([], ReadingReport.Unheard)) };
    }

    public LayerInfo Info { get; }

    public static GeoPackageSource Open(SourceRequest request, DiagnosticLog log)
    {
        var file = GeoPackageFile.Open(request.Path);
        try
        {
            var tables = GeoPackageContents.Tables(file.Connection, request.Path);
            string name = LayerChoice.Pick(
                request,
                [.. tables.Select(table => table.Name)],
                tables.Count(table => table.GeometryColumn is not null));
            return new GeoPackageSource(file, tables.First(table => table.Name == name), log);
        }
        catch (SqliteException exception)
        {
            file.Dispose();
            throw GeoPackageContents.Unreadable(request.Path, exception);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public static IReadOnlyList<string> Layers(string path)
    {
        using var file = GeoPackageFile.Open(path);
        return [.. GeoPackageContents.Tables(file.Connection, path).Select(table => table.Name)];
    }

    public IFeatureCursor Read(IReadOnlyList<string> fields) =>
        Walk([.. FieldChoice.Find(Info, fields, report).Select(index => Info.Fields[index])], report);

    public void Dispose() => file.Dispose();

    private GeoPackageCursor Walk(FieldInfo[] fields, ReadingReport to)
    {
        var command = connection.CreateCommand();
        IEnumerable<string> columns =
        [
            keyColumn is null ? "NULL" : Quoted(keyColumn),
            table.GeometryColumn is null ? "NULL" : Quoted(table.GeometryColumn),
            .. fields.Select(field => Quoted(field.Name)),
        ];
        command.CommandText = $"SELECT {string.Join(", ", columns)} FROM {Quoted(table.Name)}{(isCounted ? " NOT INDEXED" : "")}";
        try
        {
            return new GeoPackageCursor(command, Info, fields, to, file, table, isCounted);
        }
        catch (SqliteException exception)
        {
            command.Dispose();
            throw GeoPackageContents.Unreadable(Info.Path, exception);
        }
    }

    private bool Is(string count)
    {
        using var command = connection.CreateCommand();
        command.CommandText = count;
        command.Parameters.AddWithValue("$name", table.Name);
        return command.ExecuteScalar() is > 0L;
    }

    private long Count()
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {Quoted(table.Name)}";
        return (long)command.ExecuteScalar()!;
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
