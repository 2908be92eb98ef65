using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ZoneComp.Reading.GeoPackage;

/// <summary>Walks over a table of a GeoPackage: column 0 is the key, 1 the geometry, the rest the fields asked for.</summary>
/// <remarks>Columns are read in place from SQLite's own buffers, so that a geometry is copied once.</remarks>
internal sealed class GeoPackageCursor : IFeatureCursor
{
    private readonly SqliteCommand command;
    private readonly SqliteDataReader reader;
    private readonly sqlite3_stmt statement;
    private readonly LayerInfo info;
    private readonly FieldInfo[] fields;
    private readonly FeatureTally tally;
    private readonly GeoPackageFile file;
    private readonly GeoPackageTable table;
    private readonly FeatureShape shape = new();
    private readonly ReadBudget budget;
    /// <summary>What a feature takes beside its geometry and texts.</summary>
    private const long RowBytes = 64;

    private readonly bool isCounted;
    private long row = -1;
    private long lastKey = long.MinValue;
    private bool decoded;

    public GeoPackageCursor(
        SqliteCommand command, LayerInfo info, FieldInfo[] fields, ReadingReport report, GeoPackageFile file, GeoPackageTable table,
        bool isCounted)
    {
        this.isCounted = isCounted;
        this.file = file;
        this.table = table;
        this.command = command;
        this.info = info;
        budget = GeoPackageContents.BudgetOf(info.Path);
        this.fields = fields;
        tally = new FeatureTally(report, $"{Path.GetFileName(info.Path)}|{info.LayerName}");
        reader = command.ExecuteReader();
        statement = reader.Handle!;
    }

    public long FeatureId => raw.sqlite3_column_type(statement, 0) == raw.SQLITE_INTEGER ? raw.sqlite3_column_int64(statement, 0) : row;

    public FeatureShape Shape
    {
        get
        {
            if (!decoded)
                Decode();
            return shape;
        }
    }

    public bool MoveNext()
    {
        decoded = false;
        row++;
        try
        {
            if (reader.Read())
            {
                budget.Take(RowBytes);
                if (isCounted && row > 0 && FeatureId <= lastKey)
                    tally.Add("ZC147", FeatureId, Shape.FirstPoint(), GeoPackageFindings.OutOfOrder);
                lastKey = FeatureId;
                return true;
            }
        }
        catch (SqliteException exception)
        {
            throw GeoPackageContents.Unreadable(info.Path, exception);
        }

        file.RequireUnchanged();
        tally.Close();
        return false;
    }

    public object? Value(int index)
    {
        int column = index + 2;
        return raw.sqlite3_column_type(statement, column) switch
        {
            raw.SQLITE_INTEGER => Whole(fields[index].Type, raw.sqlite3_column_int64(statement, column)),
            raw.SQLITE_FLOAT => Real(fields[index], raw.sqlite3_column_double(statement, column)),
            raw.SQLITE_TEXT => Text(fields[index], TextAt(column)),
            raw.SQLITE_BLOB => Unusable(fields[index]),
            _ => null,
        };
    }

    public void Dispose()
    {
        tally.Close();
        reader.Dispose();
        command.Dispose();
    }

    private void Decode()
    {
        decoded = true;
        shape.Clear();
        int type = raw.sqlite3_column_type(statement, 1);
        if (type == raw.SQLITE_NULL)
            return;
        budget.Take(raw.sqlite3_column_bytes(statement, 1));
        GeometryOutcome outcome = type == raw.SQLITE_BLOB
            ? GeoPackageBinary.Read(raw.sqlite3_column_blob(statement, 1), shape)
            : GeometryOutcome.Damaged("the geometry column holds no blob");
        if (type == raw.SQLITE_BLOB
            && GeoPackageBinary.SrsIdOf(raw.sqlite3_column_blob(statement, 1)) is > 0 and int own
            && own != table.SrsId)
            tally.Add(
                "ZC123",
                FeatureId,
                shape.FirstPoint(),
                subject => ReadingFindings.OtherSrid(subject, own, (int?)table.SrsId, Severity.Warning));
        outcome.Settle(shape, FeatureId, tally);
        GeometryKind found = shape.Kind, listed = GeoPackageFields.KindOf(table.GeometryType);
        if (found is not (GeometryKind.None or GeometryKind.Other)
            && listed is not (GeometryKind.None or GeometryKind.Other)
            && listed != found)
            tally.Add(
                "ZC128",
                FeatureId,
                shape.FirstPoint(),
                subject => GeoParquetFindings.OtherType(subject, found, [table.GeometryType!]));
    }

    private string TextAt(int column)
    {
        budget.Take(2L * raw.sqlite3_column_bytes(statement, column));
        return raw.sqlite3_column_text(statement, column).utf8_to_string();
    }

    private static object Whole(FieldType type, long value) => type switch
    {
        FieldType.Boolean => value != 0,
        FieldType.Text => value.ToString(CultureInfo.InvariantCulture),
        _ => value,
    };

    private object? Real(FieldInfo field, double value)
    {
        if (TypedNumber.MayBeAnother(value))
            tally.Add("ZC136", FeatureId, Shape.FirstPoint(), subject => ReadingFindings.WholeBeyondDouble(subject, field.Name, value));
        return field.Type == FieldType.Text ? AttributeText.Of(value) : double.IsFinite(value) ? value : Unusable(field);
    }

    private object? Unusable(FieldInfo field)
    {
        if (field.Type != FieldType.Other) // told once for the field
            tally.Add("ZC145", FeatureId, Shape.FirstPoint(), subject => ReadingFindings.ValueUnusable(subject, field.Name));
        return null;
    }

    private object? Text(FieldInfo field, string value)
    {
        if (!AttributeText.IsSound(value))
            tally.Add("ZC110", FeatureId, Shape.FirstPoint(), subject => ReadingFindings.TextUndecodable(subject, field.Name, value));
        if (field.Type == FieldType.Date
            && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            return date;
        string trimmed = value.Trim(' ');
        return trimmed.Length == 0 ? null : trimmed;
    }
}
