using System.Buffers;
using System.Security.Cryptography;

namespace ZoneComp.Files;

/// <summary>SHA-256 of a file's bytes.</summary>
internal static class FileDigest
{
    /// <summary>Bytes read at a time: they stay in the processor's second cache until they are taken in. The platform's own way asks for 4
    /// KB at a time.</summary>
    private const int ReadBytes = 1 << 18;

    /// <summary>64 lower-case hexadecimal digits, and the number of bytes that they are of.</summary>
    public static (string Sha256, long Length) Of(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] bytes = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(stream.Length, 1, ReadBytes));
        long length = 0;
        try
        {
            while (stream.Read(bytes) is > 0 and var read)
            {
                hash.AppendData(bytes, 0, read);
                length += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }
}
