using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ZoneComp.Files;

/// <summary>A folder of results as a source: its run.json, and which of the inputs in it are maps.</summary>
internal static class RunFolder
{
    /// <exception cref="UserErrorException">The folder holds no run.json, or one that does not read.</exception>
    public static RunManifest Manifest(string folder)
    {
        string path = Path.Combine(folder, ManifestJson.FileName);
        try
        {
            return ManifestJson.Read(File.ReadAllText(path));
        }
        catch (Exception unread) when (unread is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{path}: no readable record of a run ({unread.Message}); name a folder that zonecomp wrote",
                $"{path}：没有可读的运行记录（{DiskErrors.InChinese(unread)}）；请指定 zonecomp 写出的结果目录",
                unread);
        }
    }

    /// <summary>The policy's text with the byte order mark that its digest asks for.</summary>
    public static string PolicyText(RunManifest manifest)
    {
        string plain = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(manifest.Policy.Text)));
        return plain == manifest.Policy.Sha256 ? manifest.Policy.Text : '\uFEFF' + manifest.Policy.Text;
    }

    /// <summary>Regions and layers, which are needed only to overlay again, and what is only drawn.</summary>
    public static bool IsMap(InputRecord input) =>
        input.Role == "neighbours" || input.Role.StartsWith("regions", StringComparison.Ordinal)
        || input.Role.StartsWith("layer ", StringComparison.Ordinal);
}
