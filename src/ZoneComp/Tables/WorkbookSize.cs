using System.IO.Compression;
using System.Xml;

namespace ZoneComp.Tables;

/// <summary>Walks once over a workbook's parts without keeping them, and counts what they would take: sizes that an archive states of
/// itself prove nothing.</summary>
internal static class WorkbookSize
{
    /// <summary>An element as the workbook's library keeps it, and an attribute of it.</summary>
    private const long Element = 150, Attribute = 100;

    /// <exception cref="UserErrorException">Too much.</exception>
    public static void Require(string path, ReadBudget budget)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry part in archive.Entries.Where(entry => Path.GetExtension(entry.Name) is ".xml" or ".rels"))
        {
            RequireBytes(part, budget);
            budget.Take(PeakOf(part, budget));
        }
    }

    private static void RequireBytes(ZipArchiveEntry part, ReadBudget budget)
    {
        using Stream unpacked = part.Open();
        byte[] buffer = new byte[1 << 16];
        uint crc = ZipChecksum.Start;
        for (long bytes = 0; unpacked.Read(buffer) is > 0 and var read;)
        {
            budget.Require(bytes += read);
            crc = ZipChecksum.Next(crc, buffer.AsSpan(0, read));
        }

        ZipChecksum.Require(part, crc);
    }

    /// <summary>Sheets are read row by row: of their rows the largest counts.</summary>
    private static long PeakOf(ZipArchiveEntry part, ReadBudget budget)
    {
        long outside = 0, row = 0, largestRow = 0;
        using Stream unpacked = part.Open();
        using XmlReader reader = XmlReader.Create(unpacked, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        try
        {
            bool inRow = false;
            while (reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element or XmlNodeType.EndElement, LocalName: "row" })
                {
                    (inRow, largestRow, row) = (reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement, Math.Max(largestRow, row),
                        0);
                }

                long size = reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace ? 2L * reader.Value.Length
                    : reader.NodeType == XmlNodeType.Element ? Element + (reader.AttributeCount * Attribute) : 0;
                row += inRow ? size : 0;
                outside += inRow ? 0 : size;
                budget.Require(outside + Math.Max(row, largestRow));
            }
        }
        catch (XmlException) when (reader.ReadState == ReadState.Error)
        {
            // The workbook's reader says it better.
        }

        return outside + Math.Max(row, largestRow);
    }
}
