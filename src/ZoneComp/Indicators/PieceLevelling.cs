namespace ZoneComp.Indicators;

/// <summary>Levels a region whose classes have official areas of their own: each class comes to its area, all other ground to what is left
/// of the region's.</summary>
internal static class PieceLevelling
{
    /// <returns>Units of each part; null after a finding or with a <paramref name="problem"/>.</returns>
    public static Int128[]? Shares(
        IReadOnlyList<LevelledPart> parts, Int128 units, IReadOnlyList<PieceFigure> pieces, decimal unitM2,
        IReadOnlyList<ZoneClass> classes, decimal tolerance,
        DiagnosticLog log, OfficialFigure figure, out LocalText? problem)
    {
        problem = null;
        int[] classOf = [.. pieces.Select(piece => classes.ToList().FindIndex(each => each.Name == piece.Class))];
        int[] pieceOf = new int[parts.Count];
        for (int part = 0; part < pieceOf.Length; part++)
        {
            int[] holding = [.. Enumerable.Range(0, pieces.Count).Where(piece => parts[part].Classes.Contains(classOf[piece]))];
            if (holding.Length > 1)
            {
                problem = new(
                    $"ground lies in {pieces[holding[0]].Class} and in {pieces[holding[1]].Class}, and both have given areas; give areas "
                        + $"of classes that do not meet",
                    $"有土地同时属于 {pieces[holding[0]].Class} 与 {pieces[holding[1]].Class}，而两者都给定了面积；请只给定互不重叠的类别");
                return null;
            }

            pieceOf[part] = holding.Length == 0 ? -1 : holding[0];
        }

        var shares = new Int128[parts.Count];
        Int128 left = units;
        for (int piece = 0; piece < pieces.Count; piece++)
        {
            Int128 own = (Int128)(pieces[piece].AreaM2 / unitM2);
            left -= own;
            if (!Share(piece, own))
            {
                problem = new($"{pieces[piece].Class} has a given area but no ground there", $"{pieces[piece].Class} 给定了面积，但区域内没有该类土地");
                return null;
            }

            decimal measured = parts.Where((_, part) => pieceOf[part] == piece).Sum(part => part.AreaM2);
            if (Math.Abs(measured - pieces[piece].AreaM2) > tolerance * pieces[piece].AreaM2)
                log.Add(PreparationFindings.OfficialAreaOff(
                    figure.Code, $"{figure.Name}, {pieces[piece].Class}", measured, pieces[piece].AreaM2, tolerance));
        }

        if (left >= 0 && Share(-1, left))
            return shares;
        problem = new(
            FormattableString.Invariant($"the given pieces leave {(decimal)left * unitM2:N2} m² of the official area for all other ground"),
            FormattableString.Invariant($"扣除给定各类后，控制面积余 {(decimal)left * unitM2:N2} 平方米，与其余土地不符"));
        return null;

        bool Share(int piece, Int128 own)
        {
            int[] among = [.. Enumerable.Range(0, parts.Count).Where(part => pieceOf[part] == piece)];
            if (among.Length == 0)
                return own == 0;
            Int128[] given = UnitShares.LargestRemainder(AreaLevelling.Weights([.. among.Select(part => parts[part])]), own);
            for (int index = 0; index < among.Length; index++)
                shares[among[index]] = given[index];
            return true;
        }
    }
}
