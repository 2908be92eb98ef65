using System.Diagnostics;
using System.Text.Json;

namespace ZoneComp.Parquet.Tests.Readers;

/// <summary>What another reader made of a file.</summary>
/// <param name="Error">Why it could not read the file; null when it could.</param>
internal sealed record ReaderAnswer(
    string File, string Reader, string? Error, IReadOnlyList<string> Columns, IReadOnlyList<JsonElement[]> Rows,
    IReadOnlyDictionary<string, string> Metadata);

/// <summary>Runs the readers of tests/readers (DuckDB, hyparquet, parquet-wasm) in Node.</summary>
internal static class NodeReaders
{
    private static readonly string Folder = Path.Combine(SharedMaterial.RepositoryRoot, "tests", "readers");

    /// <summary>Skips the calling test, visibly, where the readers are not installed.</summary>
    public static void SkipIfMissing() => Skip.IfNot(
        Directory.Exists(Path.Combine(Folder, "node_modules", "@duckdb")),
        "the readers are not installed: run `npm install --no-save` in tests/readers");

    public static IReadOnlyList<ReaderAnswer> Read(params IReadOnlyList<string> files)
    {
        SkipIfMissing();
        return [.. Run("read.mjs", files).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    /// <summary>Runs SQL in DuckDB; gives the rows of the last statement, values as text.</summary>
    public static IReadOnlyList<string?[]> DuckDb(params IReadOnlyList<string> statements)
    {
        SkipIfMissing();
        return JsonSerializer.Deserialize<List<string?[]>>(Run("duckdb-run.mjs", statements))!;
    }

    /// <summary>What is wrong with the geo metadata of GeoParquet files, a line each; "" when nothing is.</summary>
    public static string ValidateGeo(params IReadOnlyList<string> files)
    {
        SkipIfMissing();
        return Run("validate-geo.mjs", files, allowedExitCode: 3);
    }

    private static string Run(string script, IReadOnlyList<string> arguments, int allowedExitCode = 0)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(
            process.ExitCode == 0 || process.ExitCode == allowedExitCode,
            $"{script}: exit code {process.ExitCode}: {errors.Result}");
        return output;
    }

    /// <summary>A line of read.mjs.</summary>
    public static ReaderAnswer Parse(string line)
    {
        JsonElement json = JsonDocument.Parse(line).RootElement;
        string file = json.GetProperty("file").GetString()!, reader = json.GetProperty("reader").GetString()!;
        if (json.TryGetProperty("error", out JsonElement error))
            return new ReaderAnswer(file, reader, error.GetString(), [], [], new Dictionary<string, string>());
        return new ReaderAnswer(
            file,
            reader,
            null,
            [.. json.GetProperty("columns").EnumerateArray().Select(name => name.GetString()!)],
            [.. json.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().ToArray())],
            json.GetProperty("metadata").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!));
    }
}
