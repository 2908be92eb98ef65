using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ZoneComp.Reading.GeoPackage;

/// <summary>The CRS that a GeoPackage states for a table, and where it contradicts itself about it.</summary>
/// <remarks>
/// A CRS has up to three statements: definition (WKT 1), definition_12_063 (WKT 2, extension gpkg_crs_wkt) and a registry code. The
/// standard gives
/// the second the last word where it is there (OGC 12-128r18, annex F.10). Coordinates are x, y whatever order of axes any of them states
/// (§2.1.3.1.1).
/// </remarks>
internal static class GeoPackageCrs
{
    private const string Wkt1 = "definition";
    private const string Wkt2 = "definition_12_063";

    /// <summary>WKT, or "EPSG:n" where the table has none; null for the undefined ones (-1, 0) and for ids that are not listed.</summary>
    public static string? Of(SqliteConnection connection, GeoPackageTable table, string subject, ReadingReport report)
    {
        string? found = Defined(connection, table.SrsId, subject, report);
        if (table.SrsId is { } own && table.ListedSrsId is > 0 and { } listed && listed != own
            && Defined(connection, listed, subject, ReadingReport.Unheard) is { } other && !AreOne(found, other))
        {
            report.Add(GeoPackageFindings.SrsIdsDiffer(subject, own, listed));
        }

        return found;
    }

    private static string? Defined(SqliteConnection connection, long? srsId, string subject, ReadingReport report)
    {
        if (srsId is null or 0 or -1 || !GeoPackageContents.Has(connection, "gpkg_spatial_ref_sys"))
            return null;
        using var command = connection.CreateCommand();
        string second = GeoPackageContents.HasColumn(connection, "gpkg_spatial_ref_sys", Wkt2) ? Wkt2 : "NULL";
        string epoch = GeoPackageContents.HasColumn(connection, "gpkg_spatial_ref_sys", "epoch") ? "epoch" : "NULL";
        command.CommandText = $"SELECT definition, organization, organization_coordsys_id, {second}, {epoch} FROM gpkg_spatial_ref_sys "
            + $"WHERE srs_id = $id";
        command.Parameters.AddWithValue("$id", srsId.Value);
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            return null;
        if (reader[4] is double or long)
            report.Add(GeoParquetFindings.EpochStated(subject, Convert.ToDouble(reader[4], CultureInfo.InvariantCulture)));
        string? wkt1 = Definition(reader[0]), wkt2 = Definition(reader[3]);
        string? code = "EPSG".Equals(reader[1] as string, StringComparison.OrdinalIgnoreCase) && reader[2] is long number and > 0
            ? "EPSG:" + number.ToString(CultureInfo.InvariantCulture)
            : null;
        (string Definition, string Column)? taken = wkt1 is not null && wkt2 is not null ? OfTwo(wkt1, wkt2, subject, report)
            : wkt2 is not null ? (wkt2, Wkt2)
            : wkt1 is not null ? (wkt1, Wkt1)
            : null;
        if (taken is not { } chosen)
            return code;
        if (code is not null
            && Crs.TryParse(code, out Crs? registered, out _)
            && Crs.TryParse(chosen.Definition, out Crs? read, out _)
            && !read.MayBe(registered))
            report.Add(GeoPackageFindings.DefinitionsDiffer(
                subject, chosen.Column, read.Name, "organization_coordsys_id", $"{code} {registered.Name}"));
        return chosen.Definition;
    }

    private static (string Definition, string Column) OfTwo(string wkt1, string wkt2, string subject, ReadingReport report)
    {
        if (!Crs.TryParse(wkt2, out Crs? second, out LocalText? problem))
        {
            report.Add(GeoPackageFindings.DefinitionUnreadable(subject, Wkt2, problem));
            return (wkt1, Wkt1);
        }

        if (!Crs.TryParse(wkt1, out Crs? first, out _))
            return (wkt2, Wkt2);
        if (first.MayBe(second))
            return (wkt1, Wkt1); // the same, and it may carry TOWGS84
        report.Add(GeoPackageFindings.DefinitionsDiffer(subject, Wkt2, second.Name, Wkt1, first.Name));
        return (wkt2, Wkt2);
    }

    private static bool AreOne(string? one, string other) =>
        one is not null
        && (one == other
            || (Crs.TryParse(one, out Crs? first, out _)
                && Crs.TryParse(other, out Crs? second, out _)
                && first.MayBe(second)));

    private static string? Definition(object value) =>
        value is string { Length: > 0 } text
            && text.Trim() is { Length: > 0 } trimmed
            && !trimmed.Equals("undefined", StringComparison.OrdinalIgnoreCase)
            ? text
            : null;
}
