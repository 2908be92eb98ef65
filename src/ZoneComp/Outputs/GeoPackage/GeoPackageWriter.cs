using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;

namespace ZoneComp.Outputs.GeoPackage;

/// <summary>Writes GeoPackage 1.3 files with spatial index, aliases, metadata and QGIS styles; equal content gives equal bytes.</summary>
public static class GeoPackageWriter
{
    /// <summary>Writes the file, which must not exist yet.</summary>
    public static void Write(string path, GeoPackageContent content)
    {
        if (File.Exists(path))
            throw new ArgumentException($"{path} exists already.", nameof(path));
        SqliteConnectionStringBuilder settings = new() { DataSource = path, Pooling = false };
        using SqliteConnection database = new(settings.ConnectionString);
        database.Open();
        // No journal: a file that is not finished is thrown away whole by the output folder.
        Run(
            database,
            $"PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA application_id = "
                + $"{GeoPackageSchema.ApplicationId}; PRAGMA user_version = {GeoPackageSchema.UserVersion};");
        using SqliteTransaction transaction = database.BeginTransaction();
        Run(database, GeoPackageSchema.Core);
        WriteReferenceSystems(database, content.Crs);
        foreach (GeoPackageTable table in content.Tables)
            WriteTable(database, table, content.Crs);
        WriteAliases(database, content.Tables);
        if (content.ManifestJson is not null)
            WriteMetadata(database, content.ManifestJson);
        if (content.Styles.Count > 0)
            WriteStyles(database, content.Styles);
        transaction.Commit();
    }

    private static void WriteReferenceSystems(SqliteConnection database, MapCrs crs)
    {
        const string wgs84 =
            """GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]""";
        using SqliteCommand insert = Prepare(database, "INSERT INTO gpkg_spatial_ref_sys VALUES ($1, $2, $3, $4, $5, $6)", 6);
        Run(insert, "Undefined Cartesian SRS", -1L, "NONE", -1L, "undefined", "undefined Cartesian coordinate reference system");
        Run(insert, "Undefined geographic SRS", 0L, "NONE", 0L, "undefined", "undefined geographic coordinate reference system");
        Run(
            insert,
            "WGS 84 geodetic",
            4326L,
            "EPSG",
            4326L,
            wgs84,
            "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid");
        if (crs.Code is not (-1 or 0 or 4326))
            Run(insert, crs.Name, (long)crs.Code, crs.Organization, (long)crs.Code, crs.Wkt, null);
    }

    private static void WriteTable(SqliteConnection database, GeoPackageTable table, MapCrs crs)
    {
        List<string> columns = ["\"fid\" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"];
        if (table.GeometryType is not null)
            columns.Add($"\"geom\" {table.GeometryType}");
        columns.AddRange(table.Columns.Select(column => $"{Quoted(column.Name)} {TypeName(column.Type)}"));
        Run(database, $"CREATE TABLE {Quoted(table.Name)} ({string.Join(", ", columns)});");
        if (table.GeometryType is null)
        {
            FillTable(database, table);
            WriteContents(database, table, "attributes", null, 0);
            return;
        }

        string index = GeoPackageSchema.SpatialIndexName(table.Name);
        Run(database, $"CREATE VIRTUAL TABLE \"{index}\" USING rtree(id, minx, maxx, miny, maxy);");
        Envelope extent = FillLayer(database, table, crs.Code);
        WriteContents(database, table, "features", extent, crs.Code);
        using (SqliteCommand insert = Prepare(database, "INSERT INTO gpkg_geometry_columns VALUES ($1, 'geom', $2, $3, 0, 0)", 3))
            Run(insert, table.Name, table.GeometryType, (long)crs.Code);
        WriteExtension(
            database, table.Name, "geom", "gpkg_rtree_index", "http://www.geopackage.org/spec120/#extension_rtree", "write-only");
        Run(database, GeoPackageSchema.SpatialIndexTriggers(table.Name));
    }

    private static void FillTable(SqliteConnection database, GeoPackageTable table)
    {
        using SqliteCommand insert = PrepareRow(database, table, 1);
        long fid = 0;
        foreach (GeoPackageRow row in table.Rows)
            Run(insert, [++fid, .. row.Values]);
    }

    private static Envelope FillLayer(SqliteConnection database, GeoPackageTable table, int srsId)
    {
        using SqliteCommand insert = PrepareRow(database, table, 2);
        using SqliteCommand indexed = Prepare(
            database,
            $"INSERT INTO \"{GeoPackageSchema.SpatialIndexName(table.Name)}\" VALUES ($1, $2, $3, $4, $5)",
            5);
        Envelope extent = new();
        long fid = 0;
        foreach (GeoPackageRow row in table.Rows)
        {
            fid++;
            Run(insert, [fid, row.Geometry is null ? null : GeometryBlob.Write(row.Geometry, srsId), .. row.Values]);
            if (row.Geometry is null || row.Geometry.IsEmpty)
                continue;
            Envelope box = row.Geometry.EnvelopeInternal;
            extent.ExpandToInclude(box);
            Run(indexed, fid, box.MinX, box.MaxX, box.MinY, box.MaxY);
        }

        return extent;
    }

    private static void WriteContents(SqliteConnection database, GeoPackageTable table, string dataType, Envelope? extent, int srsId)
    {
        bool hasExtent = extent is { IsNull: false };
        using SqliteCommand insert = Prepare(database, "INSERT INTO gpkg_contents VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", 10);
        Run(insert, table.Name, dataType, table.Title, table.Description, GeoPackageSchema.FixedTime,
            hasExtent ? extent!.MinX : null, hasExtent ? extent!.MinY : null, hasExtent ? extent!.MaxX : null, hasExtent
                ? extent!.MaxY
                : null, (long)srsId);
    }

    private static void WriteAliases(SqliteConnection database, IReadOnlyList<GeoPackageTable> tables)
    {
        using SqliteCommand insert = Prepare(database, "INSERT INTO gpkg_data_columns VALUES ($1, $2, $3, $4, $5, NULL, NULL)", 5);
        foreach (GeoPackageTable table in tables)
        {
            HashSet<string> taken = new(StringComparer.Ordinal);
            foreach (GeoPackageColumn column in table.Columns)
            {
                // Aliases must differ within a table; where two titles are alike, the column's own name tells them apart.
                string alias = taken.Add(column.Title) ? column.Title : $"{column.Title} ({column.Name})";
                Run(insert, table.Name, column.Name, alias, column.Title, column.Description);
            }
        }

        WriteExtension(
            database, "gpkg_data_columns", null, "gpkg_schema", "http://www.geopackage.org/spec120/#extension_schema", "read-write");
        WriteExtension(
            database, "gpkg_data_column_constraints", null, "gpkg_schema", "http://www.geopackage.org/spec120/#extension_schema",
            "read-write");
    }

    private static void WriteMetadata(SqliteConnection database, string json)
    {
        Run(database, GeoPackageSchema.Metadata);
        using (SqliteCommand insert = Prepare(
            database,
            "INSERT INTO gpkg_metadata VALUES (1, 'dataset', 'urn:zonecomp:run-manifest:1', 'application/json', $1)",
            1))
            Run(insert, json);
        using (SqliteCommand insert = Prepare(
            database,
            "INSERT INTO gpkg_metadata_reference VALUES ('geopackage', NULL, NULL, NULL, $1, 1, NULL)",
            1))
            Run(insert, GeoPackageSchema.FixedTime);
        WriteExtension(
            database, "gpkg_metadata", null, "gpkg_metadata", "http://www.geopackage.org/spec120/#extension_metadata", "read-write");
        WriteExtension(
            database, "gpkg_metadata_reference", null, "gpkg_metadata", "http://www.geopackage.org/spec120/#extension_metadata",
            "read-write");
    }

    private static void WriteStyles(SqliteConnection database, IReadOnlyList<GeoPackageStyle> styles)
    {
        Run(database, GeoPackageSchema.LayerStyles);
        using (SqliteCommand insert = Prepare(
            database,
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD, "
                + "useAsDefault, description, owner, ui, update_time) VALUES ('', '', $1, 'geom', $2, $3, NULL, $4, $5, '', NULL, $6)",
            6))
        {
            foreach (GeoPackageStyle style in styles)
                Run(insert, style.Table, style.Name, style.Qml, style.IsDefault, style.Description, GeoPackageSchema.FixedTime);
        }

        GeoPackageTable listed = new("layer_styles", "layer_styles", "QGIS styles", null, [], []);
        WriteContents(database, listed, "attributes", null, 0);
    }

    private static void WriteExtension(
        SqliteConnection database, string table, string? column, string extension, string definition, string scope)
    {
        using SqliteCommand insert = Prepare(database, "INSERT INTO gpkg_extensions VALUES ($1, $2, $3, $4, $5)", 5);
        Run(insert, table, column, extension, definition, scope);
    }

    private static SqliteCommand PrepareRow(SqliteConnection database, GeoPackageTable table, int before)
    {
        int count = before + table.Columns.Count;
        return Prepare(
            database,
            $"INSERT INTO {Quoted(table.Name)} VALUES ({string.Join(", ", Enumerable.Range(1, count).Select(index => $"${index}"))})",
            count);
    }

    private static SqliteCommand Prepare(SqliteConnection database, string sql, int parameters)
    {
        SqliteCommand command = database.CreateCommand();
        command.CommandText = sql;
        for (int index = 1; index <= parameters; index++)
            _ = command.Parameters.Add(new SqliteParameter { ParameterName = $"${index}" });
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        if (values.Length != command.Parameters.Count)
            throw new ArgumentException($"{values.Length} values for {command.Parameters.Count} columns.", nameof(values));
        for (int index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] switch
            {
                null => DBNull.Value,
                decimal number => (double)number,
                bool flag => flag ? 1L : 0L,
                string text => XmlText.Clean(text), // as in all that people read: others end a text at a zero
                object other => other,
            };
        }

        _ = command.ExecuteNonQuery();
    }

    private static void Run(SqliteConnection database, string sql)
    {
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }

    private static string TypeName(GeoPackageType type) => type switch
    {
        GeoPackageType.Integer => "INTEGER",
        GeoPackageType.Real => "REAL",
        GeoPackageType.Boolean => "BOOLEAN",
        _ => "TEXT",
    };

    private static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
