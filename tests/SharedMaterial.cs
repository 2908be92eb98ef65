using System.Runtime.CompilerServices;

namespace ZoneComp.TestMaterial;

/// <summary>Finds the repository and the shared test material that may lie beside it.</summary>
internal static class SharedMaterial
{
    /// <summary>The repository's root, found from this source file's own place.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Path below the shared folder; skips the calling test, visibly, where it is missing.</summary>
    public static string PathOrSkip(string relative)
    {
        string path = Path.Combine(RepositoryRoot, "..", "shared", relative);
        Skip.IfNot(Path.Exists(path), $"shared/{relative} is not beside the repository");
        return Path.GetFullPath(path);
    }

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        // With deterministic builds the compiler maps source paths, so walk up from the test assembly too.
        foreach (string start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(thisFile) ?? "." })
        {
            for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
            {
                if (File.Exists(Path.Combine(at.FullName, "ZoneComp.sln")))
                    return at.FullName;
            }
        }

        throw new InvalidOperationException("ZoneComp.sln was not found above the test assembly.");
    }
}
