using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ZoneComp.Provenance;

/// <summary>Names of a run in the standard forms of provenance.</summary>
internal static class LineageNames
{
    /// <summary>Namespace of this program's own terms; a name, no address to be visited.</summary>
    public const string Namespace = "urn:zonecomp:";

    /// <summary>A run in W3C PROV or OpenLineage form, as JSON with LF.</summary>
    public static string Json(RunManifest manifest, bool isProv) =>
        (isProv ? ProvDocument.Of(manifest) : LineageEvent.Of(manifest)).ToJsonString(Readable) + "\n";

    /// <summary>A UUID of the run that its own record gives (version 8 of RFC 9562: our own digest), so that asking twice gives the
    /// same.</summary>
    public static string RunId(RunManifest manifest)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(ManifestJson.Full(manifest)))[..16];
        digest[6] = (byte)(0x80 | (digest[6] & 0x0F));
        digest[8] = (byte)(0x80 | (digest[8] & 0x3F));
        return new Guid(digest, bigEndian: true).ToString();
    }

    public static string End(TimingRecord timings) =>
        DateTime.Parse(timings.StartedUtc, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal)
            .AddSeconds((double)timings.TotalSeconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
