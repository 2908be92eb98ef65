using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ZoneComp.WhatIf;

/// <summary>Where trials go when they are kept: a file beside the policy, whole or not at all, and never the policy itself.</summary>
internal static class VariantFile
{
    private const int LongestName = 120;

    /// <summary>Names that Windows takes for devices, whatever ending they have.</summary>
    private static readonly FrozenSet<string> Devices = new[] { "CON", "PRN", "AUX", "NUL" }
        .Concat("0123456789".SelectMany(digit => new[] { $"COM{digit}", $"LPT{digit}" }))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>In the name of what is being written: ".policy.yaml.zonecomp-save-ID".</summary>
    private const string Unfinished = ".zonecomp-save-";

    /// <summary>The name that was asked for; without one "policy.variant.yaml".</summary>
    public static string NameOf(string policyPath, string name) =>
        name.Length > 0 ? name : $"{Path.GetFileNameWithoutExtension(policyPath)}.variant.yaml";

    /// <summary>What the copies of tables of a variant are called after: "variant" for "policy.variant.yaml".</summary>
    public static string Suffix(string policyPath, string name)
    {
        string stem = Path.GetFileNameWithoutExtension(name), own = Path.GetFileNameWithoutExtension(policyPath) + ".";
        return stem.StartsWith(own, StringComparison.Ordinal) && stem.Length > own.Length ? stem[own.Length..] : stem;
    }

    /// <summary>Full path of a variant of this name.</summary>
    /// <exception cref="UserErrorException">A name that is none, the policy's own, or taken.</exception>
    public static string Place(string policyPath, string name, bool replace)
    {
        RequireName(name);
        if (Path.GetExtension(name) is not (".yaml" or ".yml"))
            throw new UserErrorException($"'{name}' does not end in .yaml", $"“{name}”应以 .yaml 结尾");
        string path = Beside(policyPath, name);
        if (AllowedFolders.RealPath(path).Equals(AllowedFolders.RealPath(policyPath), StringComparison.OrdinalIgnoreCase))
            throw new UserErrorException("a trial is not saved over the policy itself; take another name", "试算方案不能覆盖原测算方案；请另取名称");
        if (Path.Exists(path) && !replace)
            throw new UserErrorException($"{name} is there already", $"{name} 已存在");
        return path;
    }

    /// <summary>Full path of the copy of a table.</summary>
    /// <exception cref="UserErrorException">The place is taken by something else.</exception>
    public static string CopyPlace(string policyPath, string name, byte[] content, bool replace)
    {
        string path = Beside(policyPath, name);
        if (Path.Exists(path) && !replace && !File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
            throw new UserErrorException(
                $"{name}, the changed copy of the table, is there already with other numbers; take another name for the variant",
                $"改动后的参数表 {name} 已存在且内容不同；请为方案另取名称");
        return path;
    }

    /// <exception cref="UserErrorException">No name, or a link that leads out of the policy's folder.</exception>
    public static string Beside(string policyPath, string name)
    {
        RequireName(name);
        string folder = Path.GetDirectoryName(Path.GetFullPath(policyPath))!, path = Path.Combine(folder, name);
        RequireWithin(folder, path);
        return path;
    }

    /// <summary>A folder for results, one name or several below each other.</summary>
    /// <exception cref="UserErrorException">It lies outside the policy's folder, or is it.</exception>
    public static string FolderBelow(string folder, string name)
    {
        foreach (string step in name.Split('/'))
            RequireName(step);
        string path = Path.GetFullPath(Path.Combine(folder, name));
        RequireWithin(folder, path);
        return path;
    }

    /// <summary>To a file beside it, to the disk, and then by name: whatever ends the program, the old file or the new one is
    /// there.</summary>
    /// <param name="instead">As of the other.</param>
    public static void WriteWhole(string path, string text, bool withBom, string? instead = null) =>
        WriteWhole(path, [.. withBom ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text)], instead);

    /// <param name="instead">Digest of the file that it takes the place of; null for whatever is there.</param>
    /// <exception cref="UserErrorException">It cannot be written, or another file than the one that was read is there by now.</exception>
    public static void WriteWhole(string path, byte[] content, string? instead = null)
    {
        // Of a link the file that it names changes, and the link stays.
        string real = AllowedFolders.RealPath(path), fresh = UnfinishedOf(real);
        try
        {
            using (FileStream file = new(fresh, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(real))
                File.SetUnixFileMode(fresh, File.GetUnixFileMode(real));
            if (instead is not null && Opened.DigestOf(real) != instead)
                throw new UserErrorException(
                    $"{path} was changed meanwhile by somebody else: nothing was written; look at it and do it again",
                    $"{path} 此间已被他人改动，未写入；请核对后重做");
            File.Move(fresh, real, overwrite: true);
            DirectorySync.FlushEntries(Path.GetDirectoryName(real)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path}: cannot be written: {error.Message}", $"{path}：无法写入：{error.Message}", error);
        }
        finally
        {
            RemoveUnfinished(fresh);
        }
    }

    /// <summary>Takes away what a save that was killed left in a folder; one that somebody is writing stays.</summary>
    public static void RemoveLeftBehind(string folder)
    {
        foreach (string left in Directory.EnumerateFiles(folder, $".*{Unfinished}*"))
            RemoveUnfinished(left);
    }

    private static void RemoveUnfinished(string file)
    {
        if (new FileInfo(file) is not { Exists: true, LinkTarget: null })
            return;
        try
        {
            // Nobody else writes it while it is open here.
            using FileStream own = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another program's, or gone meanwhile.
        }
    }

    private static string UnfinishedOf(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}{Unfinished}{Guid.NewGuid():N}");

    private static void RequireName(string name)
    {
        bool isName = name.Length is > 0 and <= LongestName && name.Trim() == name && !name.StartsWith('.') && !name.EndsWith('.')
            && name.IndexOfAny(['/', '\\', ':', '*', '?', '"', '<', '>', '|']) < 0 && !name.Any(IsUnseen)
            && !Devices.Contains(name.Split('.')[0].TrimEnd());
        if (!isName)
            throw new UserErrorException($"'{name}' is no name for a file or folder beside the policy", $"“{name}”不能作为测算方案目录下的文件或目录名称");
    }

    // What turns the direction of writing shows another name than it writes.
    private static bool IsUnseen(char letter) => char.IsControl(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format;

    private static void RequireWithin(string folder, string path)
    {
        if (!new AllowedFolders(folder, []).Holds(path))
            throw new UserErrorException($"{path} lies outside the policy's folder", $"{path} 在测算方案所在目录之外");
    }

    public static bool HasBom(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> first = stackalloc byte[3];
        return file.ReadAtLeast(first, 3, throwOnEndOfStream: false) == 3 && first.SequenceEqual(Encoding.UTF8.Preamble);
    }
}
