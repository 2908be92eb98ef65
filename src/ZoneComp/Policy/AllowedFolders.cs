namespace ZoneComp.Policy;

/// <summary>Where a policy's files may lie: below its own folder, and below those that it names under <c>outside</c>. Links are followed
/// before that is decided.</summary>
/// <param name="directory">The policy's own folder, full path.</param>
/// <param name="outside">As written, relative to it or absolute.</param>
internal sealed class AllowedFolders(string directory, IReadOnlyList<string> outside)
{
    private const int LongestChainOfLinks = 40;

    private readonly string[] roots = [RealPath(directory), .. outside.Select(folder => RealPath(Path.Combine(directory, folder)))];

    /// <summary>Whether the run takes no file from elsewhere, so that formats which may name other files are not opened.</summary>
    public bool IsConfined { get; set; }

    /// <summary>Whether a file or folder, there or not, lies in one of the folders once links are followed.</summary>
    public bool Holds(string path)
    {
        string real = RealPath(path);
        StringComparison names = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return Array.Exists(
            roots,
            root =>
                real.Equals(root, names)
                    || real.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, names));
    }

    /// <summary>Refuses a path outside.</summary>
    /// <param name="node">Where the policy names it.</param>
    /// <exception cref="PolicyException">It lies outside.</exception>
    public void Require(PolicyNode node, string path)
    {
        PolicyErrors errors = new();
        if (Holds(path))
        {
            if (PlainFile.IsPipeOrDevice(path))
                errors.Add(node, $"'{path}' is a pipe or a device; a file is expected", $"“{path}”是管道或设备；应为文件");
            errors.ThrowIfAny();
            return;
        }

        LocalText place = RealPath(path) == Path.GetFullPath(path)
            ? new("", "")
            : new($" (a link to {RealPath(path)})", $"（链接到 {RealPath(path)}）");
        errors.Add(
            node,
            $"'{path}'{place.En} lies outside the policy's folder; name the folder that it lies in at the top of the policy (outside: "
                + $"[FOLDER]) to allow that",
            $"“{path}”{place.Zh}在测算方案所在目录之外；如确需使用，请在测算方案顶层写明其所在目录（outside: [目录]）");
        errors.ThrowIfAny();
    }

    /// <summary>The full path with every link on the way followed, one step after the other as the system takes them: ".." in a link's
    /// target leaves the folder that the
    /// links before it led to. What does not exist is taken as it is written; links without end lead nowhere.</summary>
    internal static string RealPath(string path)
    {
        string full = Path.GetFullPath(path), at = Path.GetPathRoot(full)!;
        var steps = new Stack<string>(StepsOf(full[at.Length..]));
        for (int links = 0; steps.TryPop(out string? step);)
        {
            if (step is "." or "..")
            {
                at = step == "." ? at : Path.GetDirectoryName(at) ?? at;
                continue;
            }

            string next = Path.Combine(at, step);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                at = next;
                continue;
            }

            if (++links > LongestChainOfLinks)
                return Path.GetPathRoot(full)!;
            string start = Path.GetPathRoot(target) ?? "";
            at = start.Length > 0 ? Path.GetPathRoot(Path.GetFullPath(target))! : at;
            foreach (string each in StepsOf(target[start.Length..]))
                steps.Push(each);
        }

        return at;
    }

    /// <summary>The last one first, as they are taken from a stack.</summary>
    private static IEnumerable<string> StepsOf(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Reverse();
}
