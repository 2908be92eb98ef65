using ZoneComp.Diagnostics;

namespace ZoneComp.Policy;

/// <summary>Where a policy's files may lie: below its own folder, and below those that it names under <c>outside</c>. Links are followed before that is decided.</summary>
/// <param name="directory">The policy's own folder, full path.</param>
/// <param name="outside">As written, relative to it or absolute.</param>
internal sealed class AllowedFolders(string directory, IReadOnlyList<string> outside)
{
    private const int LongestChainOfLinks = 40;

    private readonly string[] roots = [RealPath(directory), .. outside.Select(folder => RealPath(Path.Combine(directory, folder)))];

    /// <summary>Whether a file or folder, there or not, lies in one of the folders once links are followed.</summary>
    public bool Holds(string path)
    {
        string real = RealPath(path);
        StringComparison names = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return Array.Exists(roots, root => real.Equals(root, names) || real.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, names));
    }

    /// <summary>Refuses a path outside.</summary>
    /// <param name="node">Where the policy names it.</param>
    /// <exception cref="PolicyException">It lies outside.</exception>
    public void Require(PolicyNode node, string path)
    {
        if (Holds(path))
            return;
        PolicyErrors errors = new();
        LocalText place = RealPath(path) == Path.GetFullPath(path) ? new("", "") : new($" (a link to {RealPath(path)})", $"（链接到 {RealPath(path)}）");
        errors.Add(
            node,
            $"'{path}'{place.En} lies outside the policy's folder; name the folder that it lies in at the top of the policy (outside: [FOLDER]) to allow that",
            $"“{path}”{place.Zh}在政策文件所在目录之外；如确需使用，请在政策文件顶层写明其所在目录（outside: [目录]）");
        errors.ThrowIfAny();
    }

    /// <summary>The full path with every link on the way followed; what does not exist is taken as it is written.</summary>
    private static string RealPath(string path, int links = 0)
    {
        string full = Path.GetFullPath(path), at = Path.GetPathRoot(full)!;
        foreach (string step in full[at.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(at, step);
            string? target = new FileInfo(next).LinkTarget;
            at = target is null || links >= LongestChainOfLinks ? next : RealPath(Path.Combine(at, target), links + 1);
        }

        return at;
    }
}
