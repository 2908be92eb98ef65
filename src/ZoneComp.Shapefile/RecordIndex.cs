using System.Buffers.Binary;

namespace ZoneComp.Shapefile;

/// <summary>Where each record of a .shp begins: read from the .shx in place, or found by walking over the .shp.</summary>
/// <remarks>
/// The .shx leads, since only it knows records that were deleted lazily (their bytes stay in the .shp). Where it is missing,
/// cut, points outside the .shp or twice at the same bytes, the .shp is walked; whichever then knows more records is taken, so that none
/// is lost.
/// </remarks>
internal sealed class RecordIndex
{
    private readonly MappedFile? shx;
    private readonly List<long>? walked;

    private RecordIndex(MappedFile? shx, List<long>? walked, int count, bool isInOrder)
    {
        IsInOrder = isInOrder;
        this.shx = shx;
        this.walked = walked;
        Count = count;
    }

    public int Count { get; }

    /// <summary>Whether records lie in the .shp in the order of their numbers.</summary>
    public bool IsInOrder { get; }

    /// <summary>Offset of the record's 8-byte header in the .shp; may lie outside the file when a .shx says so.</summary>
    public long Offset(int record) => shx is null ? walked![record] : ShxOffset(shx, record);

    /// <summary>Bytes of content by the .shx; null without one.</summary>
    public long? ContentLength(int record) => shx is null ? null : ShxLength(shx, record);

    public static RecordIndex Build(MappedFile shp, ShpHeader header, MappedFile? shx, ProblemLog problems)
    {
        string? fault = null;
        int count = 0;
        bool inOrder = false;
        if (shx is null)
        {
            problems.Add(ProblemKind.ShxMissing, Path.ChangeExtension(shp.Path, ".shx"), null, "the .shp was walked instead");
        }
        else
        {
            (count, long bytes, inOrder, fault) = Check(shp, shx);
            if (fault is null)
            {
                // Lazily deleted or repeated records: the sizes tell without touching the .shp.
                if (ShpHeader.Size + bytes != shp.Length)
                    problems.Add(
                        ProblemKind.BytesOutsideRecords,
                        shp.Path,
                        null,
                        $"records take {bytes} of {shp.Length - ShpHeader.Size} bytes");
                if (!inOrder && OtherOrder(shp, shx, count) is string order)
                    problems.Add(ProblemKind.ShxOrderDiffers, shx.Path, null, order);
                return new RecordIndex(shx, null, count, inOrder);
            }
        }

        var aside = new ProblemLog();
        List<long> walked = RecordWalk.Find(shp, header, aside);
        bool shxKnowsMore = shx is not null && count > walked.Count;
        if (fault is not null)
        {
            problems.Add(ProblemKind.ShxUnusable, shx!.Path, null,
                shxKnowsMore
                    ? $"{fault}; the .shp holds {walked.Count} records"
                    : $"{fault}; the .shp was walked instead: {walked.Count} records");
        }

        if (shxKnowsMore)
            return new RecordIndex(shx, null, count, isInOrder: false);
        foreach (ShapefileProblem problem in aside.ToList())
            problems.Add(problem.Kind, problem.File, problem.Record, problem.Detail);
        return new RecordIndex(null, walked, walked.Count, isInOrder: true);
    }

    /// <summary>Whether every entry points into the .shp. Count: entries that the file really holds, or declares if it is cut.</summary>
    private static (int Count, long Bytes, bool InOrder, string? Fault) Check(MappedFile shp, MappedFile shx)
    {
        if (shx.Length < ShpHeader.Size || BinaryPrimitives.ReadInt32BigEndian(shx.Slice(0, 4)) != ShpHeader.FileCode)
            return (0, 0, false, $"has {shx.Length} bytes and no shapefile header");
        ShpHeader header = ShpHeader.Read(shx);
        long entries = Math.Min((shx.Length - ShpHeader.Size) / 8, int.MaxValue);
        long declared = (header.DeclaredBytes - ShpHeader.Size) / 8;
        long bytes = 0, end = 0;
        int outside = -1;
        bool inOrder = true;
        for (int record = 0; record < entries; record++)
        {
            long offset = ShxOffset(shx, record), length = ShxLength(shx, record);
            bytes += 8 + length;
            if (offset < ShpHeader.Size || offset + 8 + length > shp.Length)
            {
                outside = record;
                break;
            }

            inOrder &= offset >= end;
            end = offset + 8 + length;
        }

        string? fault = declared != entries ? $"declares {declared} records, holds {entries}"
            : outside >= 0
            ? $"entry {outside} points outside the .shp (offset {ShxOffset(shx, outside)}, {ShxLength(shx, outside)} bytes; the .shp has "
                + $"{shp.Length})"
            : inOrder ? null : Overlap(shx, (int)entries);
        return ((int)entries, bytes, inOrder, fault);
    }

    // Two entries on one record are one shape lost and another counted twice, which no sum of sizes shows.
    private static string? Overlap(MappedFile shx, int entries)
    {
        int[] records = [.. Enumerable.Range(0, entries)];
        Array.Sort([.. records.Select(record => ShxOffset(shx, record))], records);
        for (int at = 1; at < entries; at++)
        {
            int one = records[at - 1], other = records[at];
            if (ShxOffset(shx, one) + 8 + ShxLength(shx, one) > ShxOffset(shx, other))
                return $"entries {Math.Min(one, other)} and {Math.Max(one, other)} point at the same bytes";
        }

        return null;
    }

    /// <summary>What is wrong where the entries lead to records whose own numbers go down on the way; records that an editor wrote anew at
    /// the end have the numbers of their entries.</summary>
    private static string? OtherOrder(MappedFile shp, MappedFile shx, int entries)
    {
        int before = 0;
        for (int record = 0; record < entries; record++)
        {
            int number = BinaryPrimitives.ReadInt32BigEndian(shp.Slice(ShxOffset(shx, record), 4));
            if (number > 0 && number < before)
                return $"entry {record} leads to the shape that the .shp counts as {number - 1}, the entry before it to {before - 1}";
            before = number;
        }

        return null;
    }

    // Counted in 16-bit words; taken without sign, so that files up to 8 GB are reached.
    private static long ShxOffset(MappedFile shx, int record) =>
        BinaryPrimitives.ReadUInt32BigEndian(shx.Slice(ShpHeader.Size + (8L * record), 4)) * 2L;

    private static long ShxLength(MappedFile shx, int record) =>
        BinaryPrimitives.ReadUInt32BigEndian(shx.Slice(ShpHeader.Size + (8L * record) + 4, 4)) * 2L;
}
