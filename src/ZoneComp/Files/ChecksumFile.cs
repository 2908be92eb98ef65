namespace ZoneComp.Files;

/// <summary>
/// SHA256SUMS in a results' folder: the digest of every other file, run.json too, in the form that <c>sha256sum -c</c> reads. So run.json,
/// which holds the digests of the results, is covered as well, and anyone can check a folder without this program.
/// </summary>
public static class ChecksumFile
{
    public const string FileName = "SHA256SUMS";

    /// <summary>Writes it for a folder whose files are all there; call last.</summary>
    internal static void Write(string folder) => TextFile.Write(Path.Combine(folder, FileName), Text(folder));

    /// <exception cref="InvalidDataException">It does not say what the files beside it ask for.</exception>
    internal static void Verify(string path)
    {
        if (File.ReadAllText(path) != Text(Path.GetDirectoryName(path)!))
            throw new InvalidDataException($"{path}: does not name the files beside it with their digests.");
    }

    /// <summary>What the file must say for the folder as it is.</summary>
    internal static string Text(string folder) => Text(
        FolderContents.RelativeFiles(folder)
            .Where(path => path != FileName)
            .ToDictionary(path => path, path => Digest(Path.Combine(folder, path))));

    /// <summary>What the file must say of files with these digests: by path, ordinal; LF.</summary>
    internal static string Text(IReadOnlyDictionary<string, string> digests) =>
        string.Concat(digests.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Value}  {file.Key}\n"));

    /// <summary>Path and digest of each line; null when a line does not read.</summary>
    internal static IReadOnlyDictionary<string, string>? Read(string text)
    {
        Dictionary<string, string> digests = new(StringComparer.Ordinal);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length < 67
                || line[64..66] != "  "
                || !line[..64].All(char.IsAsciiHexDigitLower)
                || !digests.TryAdd(line[66..], line[..64]))
                return null;
        }

        return digests;
    }

    /// <summary>SHA-256 of a file's bytes, 64 lower-case hexadecimal digits; zeros for a link, a pipe or a device, which a run never
    /// writes.</summary>
    internal static string Digest(string path) =>
        PlainFile.IsPipeOrDevice(path) || !PlainFile.Is(path) ? new string('0', 64) : FileDigest.Of(path).Sha256;
}
