namespace ZoneComp.Cells;

/// <summary>Makes one ground of all pieces of the sorting: reads the regions, numbers all features as one run would, and cuts the cells
/// that are too large over all pieces.</summary>
internal static class GroundJoin
{
    /// <summary>The ground's contents; null when errors leave nothing to overlay. Its file 0 is the one given, file k the piece
    /// k.</summary>
    /// <param name="file">Gets the regions, and zones that only tell their ground apart.</param>
    public static (PreparedInput Prepared, GroundManifest Manifest)? Join(
        PolicyFile policy, PieceSet pieces, GroundFile file, int threads, MemoryPlan plan, StageClock stages, DiagnosticLog log)
    {
        stages.Begin(new LocalText("joining the sorted pieces", "合并排序结果"));
        using var sorting = new GroundSorting(file, long.MaxValue, threads);
        var edges = new FineEdges();
        bool regionsCounted = false;
        void Receive(HandedOver zones)
        {
            edges.Add(zones.Held, regionsCounted ? zones.Held.RegionCount : 0);
            regionsCounted = true;
            sorting.Take(zones.Held, zones.Source, zones.FirstInSource);
        }

        var stored = new StoredZones(policy, [.. pieces.Stretches]);
        if (InputPreparation.Read(
            policy,
            stages,
            log,
            threads,
            new HandedZones(plan.HeldVertices, Receive, plan.MemoryBytes),
            stored) is not { } prepared)
            return null;
        return (prepared, Manifest(prepared.Rings, sorting.Finish(prepared.Rings, []), pieces.Pieces, edges, plan.CellEdges));
    }

    /// <summary>Contents of the ground.</summary>
    /// <param name="rings">The regions.</param>
    /// <param name="own">What the join's file holds.</param>
    /// <param name="edges">Of the join's file; gets the pieces'.</param>
    internal static GroundManifest Manifest(
        OverlayInput rings, GroundManifest own, IReadOnlyList<SortPiece> pieces, FineEdges edges, long maxCellEdges)
    {
        foreach (SortPiece piece in pieces)
            edges.Add(FineEdges.Unpacked(piece.FineEdges));
        int stretches = pieces.Sum(piece => piece.Stretches.Count), before = 0;
        var cells = new JoinedCells(maxCellEdges, edges.OfAllWidths());
        var shared = new List<Segment>(own.Shared.Select(OfJoin));
        cells.Add(own.Cells, OfJoin);
        Int128[] polygons2 = [.. own.Polygons2];
        foreach (SortPiece piece in pieces)
        {
            int first = before;
            Segment OfPiece(Segment segment) => segment with { File = piece.Piece, Source = first + segment.Source };
            cells.Add(piece.Cells, OfPiece);
            shared.AddRange(piece.Shared.Select(OfPiece));
            for (int index = 0; index < piece.Polygons2.Count; index++)
                polygons2[index] += piece.Polygons2[index];
            before += piece.Stretches.Count;
        }

        IReadOnlyList<StoredCell> joined = cells.Joined(out IReadOnlyCollection<Segment> coarse);
        return GroundManifest.Of(rings, FirstNumbers(rings.RegionCount, pieces)) with
        {
            Cells = joined,
            Shared = [.. shared, .. coarse],
            Polygons2 = polygons2,
        };

        // Zones that only tell the regions' ground apart come after all others.
        Segment OfJoin(Segment segment) => segment.Source == Segment.Regions ? segment : segment with { Source = stretches };
    }

    /// <summary>Number of the first zone of each stretch, and of the zones behind them all.</summary>
    private static List<int> FirstNumbers(int regions, IReadOnlyList<SortPiece> pieces)
    {
        var numbers = new List<int> { regions };
        foreach (StoredStretch stretch in pieces.SelectMany(piece => piece.Stretches))
            numbers.Add(checked(numbers[^1] + stretch.Zones));
        return numbers;
    }
}
