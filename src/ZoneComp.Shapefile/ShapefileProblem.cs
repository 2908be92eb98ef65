namespace ZoneComp.Shapefile;

public enum ProblemSeverity
{
    /// <summary>Nothing is lost or in doubt.</summary>
    Note,

    /// <summary>Something was guessed or mended; a person should look.</summary>
    Warning,

    /// <summary>Something that the file should hold could not be read.</summary>
    Error,
}

public enum ProblemKind
{
    ShxMissing,
    ShxUnusable,

    /// <summary>It leads to the shapes in another order than their own numbers.</summary>
    ShxOrderDiffers,
    BytesOutsideRecords,
    HeaderLengthWrong,
    HeaderTypeDiffers,
    BytesSkipped,
    RecordLengthWrong,
    RecordUnreadable,
    PointsOutsideParts,
    TypesMixed,
    DbfMissing,
    DbfUnreadable,
    RowCountDiffers,

    /// <summary>More rows than shapes: nothing tells which rows belong to the shapes that are there.</summary>
    RowsSurplus,
    RowMissing,
    RowsDeleted,

    /// <summary>A row begins where none does: the header's lengths are not those of the rows.</summary>
    RowsOutOfStep,

    /// <summary>Rows longer than their fields.</summary>
    RowLengthDiffers,
    FieldOutsideRow,
    FieldTypeNotRead,
    FieldNameRepeated,
    ValueUnreadable,
    ValueOverflowed,
    DecimalComma,
    TextUndecodable,
    TextCut,
    CpgUnknown,
    PrjEmpty,
    EncodingContradicted,
    EncodingDetected,

    /// <summary>Detected from little text, or as an encoding that is hard to tell.</summary>
    EncodingGuessed,

    /// <summary>Stated, and followed, although the text or another statement speaks against it.</summary>
    EncodingDoubtful,
    EncodingDefaulted,
}

/// <summary>One thing that is wrong with a shapefile and did not keep it from being read.</summary>
/// <param name="File">Path of the part: .shp, .shx, .dbf or .cpg.</param>
/// <param name="Record">Record from 0, the first one where several are meant; null when it is about the whole file.</param>
/// <param name="Detail">Figures and names as found, in few words: "need 136 bytes, have 116".</param>
/// <param name="Count">How many records or values are meant.</param>
/// <param name="IsRest">Whether it only counts the problems of its kind beyond those listed one by one.</param>
public sealed record ShapefileProblem(ProblemKind Kind, string File, long? Record, string Detail, long Count = 1, bool IsRest = false)
{
    /// <summary>Field whose values are meant; null where records or the file are.</summary>
    public string? Field { get; init; }

    public ProblemSeverity Severity => Kind switch
    {
        ProblemKind.RecordUnreadable or ProblemKind.DbfUnreadable or ProblemKind.RowMissing or ProblemKind.RowsSurplus
            or ProblemKind.ShxOrderDiffers or ProblemKind.RowsOutOfStep => ProblemSeverity.Error,
        ProblemKind.HeaderLengthWrong or ProblemKind.RecordLengthWrong or ProblemKind.EncodingDetected
            or ProblemKind.TextCut or ProblemKind.FieldTypeNotRead or ProblemKind.RowsDeleted or ProblemKind.BytesOutsideRecords =>
            ProblemSeverity.Note,
        _ => ProblemSeverity.Warning,
    };

    public override string ToString() =>
        $"{File}{(Record is null ? "" : $", record {Record}")}: {Kind}: {Detail}{(Count == 1 ? "" : $" ({Count} times)")}";
}
