using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoneComp.Cli;

/// <summary>What commands answer under <c>--json</c>: one document each, names and words in snake case.</summary>
internal static class Replies
{
    public static RepliesContext Context { get; } = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Chinese stays readable
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // One by one: the native program has no code for enumerations that nobody named. A test finds those that a reply holds and this
        // list lacks.
        Converters =
        {
            Words<Severity>(), Words<RepeatedFile>(), Words<MatchKind>(), Words<FieldType>(), Words<GeometryKind>(), Words<CodePadding>(),
            Words<ProjectionMethod>(), Words<DatumFamily>(), Words<RotationConvention>(),
        },
    });

    /// <summary>The same, an object a line.</summary>
    public static RepliesContext Lines { get; } = new(new JsonSerializerOptions(Context.Options) { WriteIndented = false });

    private static JsonStringEnumConverter<T> Words<T>()
        where T : struct, Enum => new(JsonNamingPolicy.SnakeCaseLower);
}

internal sealed record FailureReply(string Error);

internal sealed record RunReply(
    string? Written, string? FindingsFile, IReadOnlyList<Diagnostic> Findings, CacheUse? Cache, IReadOnlyList<SchemeResult>? Schemes,
    IReadOnlyList<SchemeResult>? Quotas, IReadOnlyList<KeptFiles> Kept,
    string? Error);

internal sealed record SortReply(
    string? Piece, bool WasThere, long Zones, long Vertices, IReadOnlyList<Diagnostic> Findings, string? Error);

internal sealed record ShardReply(
    string? Part, bool WasThere, int Cells, long Edges, string? Ground, IReadOnlyList<Diagnostic> Findings, string? Error);

internal sealed record SubmitReply(IReadOnlyList<string> Jobs, IReadOnlyList<int> Shards);

internal sealed record StatusReply(
    IReadOnlyList<int> Unsorted, bool Prepared, IReadOnlyList<int> Done, IReadOnlyList<int> Missing, IReadOnlyList<int> Damaged,
    bool Merged);

internal sealed record CompareReply(
    string? Written, IReadOnlyList<Diagnostic> Findings, IReadOnlyList<ComparedScheme> Schemes, IReadOnlyList<CauseName> Causes,
    IReadOnlyList<AttributedChange> Changes, IReadOnlyList<ChangedLine> PolicyLines, IReadOnlyList<KeptFiles> Kept);

internal sealed record RerunReply(string WrittenTo, bool IsIdentical, LocalText? Tool, IReadOnlyList<RerunFile> Files);

internal sealed record RerunFile(string Path, RepeatedFile Comparison);

internal sealed record DiffReply(
    IReadOnlyList<ChangedLine> Changes, string? Joined, decimal? ChangeYuan, IReadOnlyList<SchemeMove> Quotas);

internal sealed record ChangedLine(
    string Words, IReadOnlyList<string> Path, string? Old, string? New, int? OldLine, int? NewLine, IReadOnlyList<SchemeMove> Moved);

internal sealed record TestReply(IReadOnlyList<ExampleResult> Examples);

internal sealed record InitReply(IReadOnlyList<string> Files);

internal sealed record ServeReply(string Address);

[JsonSerializable(typeof(FailureReply))]
[JsonSerializable(typeof(ServeReply))]
[JsonSerializable(typeof(RunReply))]
[JsonSerializable(typeof(CoverageReply))]
[JsonSerializable(typeof(SortReply))]
[JsonSerializable(typeof(ShardReply))]
[JsonSerializable(typeof(SubmitReply))]
[JsonSerializable(typeof(StatusReply))]
[JsonSerializable(typeof(CompareReply))]
[JsonSerializable(typeof(RerunReply))]
[JsonSerializable(typeof(InitReply))]
[JsonSerializable(typeof(TestReply))]
[JsonSerializable(typeof(DiffReply))]
[JsonSerializable(typeof(VerificationReport))]
[JsonSerializable(typeof(Explained))]
[JsonSerializable(typeof(LayerInspection[]))]
[JsonSerializable(typeof(ProgressLine))]
[JsonSerializable(typeof(FindingLine))]
[JsonSerializable(typeof(EndLine))]
internal sealed partial class RepliesContext : JsonSerializerContext;
