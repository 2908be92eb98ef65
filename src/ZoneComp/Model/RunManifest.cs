namespace ZoneComp.Model;

/// <summary>Provenance of a run: everything that someone needs, years later, to say where a number came from and to repeat it.</summary>
/// <remarks>
/// The full form is <c>run.json</c>. The stable part, <see cref="Stable"/>, is the same for every run with the same
/// inputs on any machine, and is what goes inside the result files themselves.
/// </remarks>
public sealed record RunManifest
{
    /// <summary>The tool's name in every manifest; a folder whose run.json carries it is ours to replace.</summary>
    public const string ToolName = "ZoneComp";

    /// <summary>Version of this record's form; raised when a property changes its meaning.</summary>
    public int SchemaVersion { get; init; } = 1;

    public required ToolVersion Tool { get; init; }

    public required PolicyRecord Policy { get; init; }

    /// <summary>Every setting in force, defaults too, in a fixed order: "area_method" = "ellipsoidal", ...</summary>
    public required IReadOnlyList<NamedValue> Settings { get; init; }

    /// <summary>Every file that was read: regions, layers, tables; in the policy's order.</summary>
    public required IReadOnlyList<InputRecord> Inputs { get; init; }

    /// <summary>What the policy let pass or took more gravely, and in whose words.</summary>
    public required IReadOnlyList<AssumptionRecord> Assumptions { get; init; }

    public required FindingCounts Findings { get; init; }

    /// <summary>Counts and checks of the run: regions, features, vertices, crossings, ghosts joined, laws checked.</summary>
    public IReadOnlyList<NamedValue> Measures { get; init; } = [];

    /// <summary>Libraries that did the work, by name.</summary>
    public IReadOnlyList<NamedValue> Packages { get; init; } = [];

    /// <summary>Null in the stable part.</summary>
    public MachineRecord? Machine { get; init; }

    /// <summary>How the run was called. Null in the stable part.</summary>
    public CallRecord? Call { get; init; }

    /// <summary>Null in the stable part.</summary>
    public TimingRecord? Timings { get; init; }

    /// <summary>Null in the stable part, which the outputs themselves carry. By path, ordinal; run.json itself is not in it.</summary>
    public IReadOnlyList<FileRecord>? Outputs { get; init; }

    /// <summary>Without what differs from run to run or machine to machine.</summary>
    public RunManifest Stable() => this with { Machine = null, Call = null, Timings = null, Outputs = null };
}

/// <param name="Commit">Commit that the program was built from; null when the build did not say.</param>
public sealed record ToolVersion(string Name, string Version, string? Commit);

/// <param name="Path">Name of the policy file, without its folder.</param>
/// <param name="Sha256">Of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Text">The whole file.</param>
public sealed record PolicyRecord(string Path, string Sha256, string Text);

public sealed record NamedValue(string Name, string Value);

/// <summary>One source that was read, and how each thing about it was decided.</summary>
/// <param name="Role">What it is to the policy: "regions", "layer redline", "table fiscal".</param>
/// <param name="Path">Relative to the policy file, with forward slashes.</param>
/// <param name="Layer">Layer or sheet inside the file; null for one-layer formats.</param>
/// <param name="Rows">Features or table rows read.</param>
/// <param name="Encoding">Text encoding; null where the format leaves no choice.</param>
/// <param name="EncodingOrigin">"policy", ".cpg", "LDID 0x4D", "detected", "default".</param>
/// <param name="Crs">As identified: "EPSG:4524"; null for tables.</param>
/// <param name="CrsOrigin">".prj", "policy", "gpkg_spatial_ref_sys", ...</param>
/// <param name="CrsSteps">How its coordinates reach the plane of areas, datum assumptions included.</param>
/// <param name="Files">Every file on disk behind it (.shp, .shx, .dbf, .prj, .cpg).</param>
public sealed record InputRecord(
    string Role,
    string Path,
    string? Layer,
    string Format,
    long Rows,
    string? Encoding,
    string? EncodingOrigin,
    string? Crs,
    string? CrsOrigin,
    string? CrsSteps,
    IReadOnlyList<FileRecord> Files);

/// <param name="Path">Relative: of an input to the policy file, of an output to the results' folder; forward slashes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Size">Bytes.</param>
public sealed record FileRecord(string Path, string Sha256, long Size);

/// <param name="Code">Code of the finding that was accepted, or whose severity the policy raised.</param>
/// <param name="Subject">What it was found on.</param>
/// <param name="Because">The words of the policy.</param>
public sealed record AssumptionRecord(string Code, string Subject, string Because);

/// <param name="Os">As the system names itself.</param>
/// <param name="Runtime">".NET 10.0.1".</param>
public sealed record MachineRecord(string Os, string Architecture, string Runtime, int Processors);

/// <param name="PolicyFolder">Full path of the folder that the inputs' paths start from.</param>
/// <param name="CombinationsFrom">Full path of the earlier run whose areas were taken; null when the maps were overlaid.</param>
public sealed record CallRecord(string PolicyFolder, int Threads, string? CombinationsFrom);

/// <param name="StartedUtc">As ISO 8601 with Z.</param>
/// <param name="Stages">Seconds by stage, in the order of the run.</param>
public sealed record TimingRecord(string StartedUtc, decimal TotalSeconds, IReadOnlyList<StageTime> Stages);

public sealed record StageTime(string Stage, decimal Seconds);

/// <summary>What the program knows of itself and its machine, for the provenance of results.</summary>
public sealed record RunFacts(ToolVersion Tool, IReadOnlyList<NamedValue> Packages, MachineRecord Machine);
