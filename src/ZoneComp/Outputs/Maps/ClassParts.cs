namespace ZoneComp.Outputs.Maps;

/// <summary>Cuts a figure's values: those below zero, zero itself, those above, each into classes of its own.</summary>
internal sealed record ClassParts(IReadOnlyList<MapClass> Classes, LocalText Note)
{
    public static ClassParts Of(Figure figure, IReadOnlyList<decimal> values, MapClassSettings how)
    {
        LocalText note = Words(how);
        if (values.Count == 0)
            return new ClassParts([], note);
        Cutter cutter = new(figure, how);
        decimal[] below = [.. values.Where(value => value < 0)], above = [.. values.Where(value => value > 0)];
        int zeros = values.Count - below.Length - above.Length;
        if (how.Method == ClassMethod.Bands)
        {
            // Bands mostly start at 0, below which nothing lies: that is where the first class starts, and no class ends.
            bool startsInFirst = values.All(value => how.LowerIn ? value >= how.Breaks[0] : value > how.Breaks[0]);
            IReadOnlyList<decimal> breaks = startsInFirst ? [.. how.Breaks.Skip(1)] : how.Breaks;
            return new ClassParts(cutter.Cut(values, breaks, ColourRamp.For(figure.Kind, breaks.Count + 1),
                startsInFirst ? how.Breaks[0] : null, null), note);
        }

        bool diverges = figure.Kind == FigureKind.Change || (below.Length > 0 && above.Length > 0), besideZero = diverges || zeros > 0;
        List<MapClass> classes = [];
        if (below.Length > 0)
        {
            IReadOnlyList<decimal> breaks = cutter.Breaks(below, diverges);
            IReadOnlyList<string> colours = diverges ? ColourRamp.ForSide(gain: false, breaks.Count + 1)
                : [.. ColourRamp.For(figure.Kind, breaks.Count + 1).Reverse()];
            classes.AddRange(cutter.Cut(below, breaks, colours, null, besideZero ? 0 : null));
        }

        if (zeros > 0)
            classes.Add(new MapClass(0, 0, ColourRamp.NoChange, "0", zeros));
        if (above.Length > 0)
        {
            IReadOnlyList<decimal> breaks = cutter.Breaks(above, diverges);
            IReadOnlyList<string> colours = diverges ? [.. ColourRamp.ForSide(gain: true, breaks.Count + 1).Reverse()]
                : ColourRamp.For(figure.Kind, breaks.Count + 1);
            classes.AddRange(cutter.Cut(above, breaks, colours, besideZero ? 0 : null, null));
        }

        if (!how.IsStated && classes.Count == values.Distinct().Count())
            note = new LocalText("a class for each value", "每个数值一级");
        else if (how.Method == ClassMethod.Rounded && (ClassBreaks.IsSkewed(below) || ClassBreaks.IsSkewed(above)))
            note = new LocalText(note.En.Replace("natural breaks", "natural breaks of the logarithms", StringComparison.Ordinal),
                note.Zh.Replace("自然断点法", "自然断点法（按对数）", StringComparison.Ordinal));
        return new ClassParts(classes, diverges ? new LocalText($"{note.En}, below and above 0 apart", $"{note.Zh}，正、负分别分级") : note);
    }

    private static LocalText Words(MapClassSettings how)
    {
        LocalText method = how.Method switch
        {
            ClassMethod.Rounded => new("classes: natural breaks, rounded", "分级：自然断点法，取整"),
            ClassMethod.Jenks => new("classes: natural breaks (Fisher-Jenks)", "分级：自然断点法（Fisher-Jenks）"),
            ClassMethod.Equal => new("classes of equal width", "分级：等间距"),
            ClassMethod.Quantile => new("classes: as many regions in each", "分级：分位数（各级地区数相近）"),
            ClassMethod.Pretty => new("classes: round steps", "分级：整数间距"),
            ClassMethod.Bands => new("classes: bands of the policy's own factor", "分级：按测算方案所定档次"),
            _ => new("classes: as the policy states", "分级：按测算方案规定"),
        };
        return how.Method is ClassMethod.Jenks or ClassMethod.Quantile ? method
            : how.LowerIn ? new($"{method.En}; a bound belongs to the class above it", $"{method.Zh}，含下限不含上限")
            : new($"{method.En}; a bound belongs to the class below it", $"{method.Zh}，含上限不含下限");
    }

    /// <summary>Works in the unit that the map shows, where breaks are round, and hands out classes in the figure's own.</summary>
    private sealed class Cutter(Figure figure, MapClassSettings how)
    {
        private const int MostDecimals = 12;

        private readonly ShownUnit unit = ShownUnit.Of(figure);

        /// <summary>Whether labels give the values that are in a class, not where it ends.</summary>
        private readonly bool namesValues = how.Method is ClassMethod.Jenks or ClassMethod.Quantile;

        /// <summary>Of values on one side of zero, in the figure's unit.</summary>
        public IReadOnlyList<decimal> Breaks(IReadOnlyList<decimal> values, bool isSide)
        {
            if (how.Method == ClassMethod.Breaks)
                return [.. how.Breaks.Select(at => at / unit.Factor).Where(at => values[0] < 0 ? at < 0 : at > 0)];
            int classes = isSide ? Math.Max(1, how.Count / 2) : how.Count;
            // Values stay as they are where a class ends at one of them: brought to another unit and back, the last digit may move.
            int decimals = how.Method == ClassMethod.Equal ? unit.Decimals : MostDecimals;
            return IsEach(values, classes) ? [.. values.Distinct().Order().SkipLast(1)]
                : namesValues ? ClassBreaks.Between(values, how.Method, classes)
                : [.. ClassBreaks.Between([.. values.Select(value => value * unit.Factor)], how.Method, classes)
                    .Select(at => Math.Round(at, decimals) / unit.Factor).Distinct()];
        }

        private bool IsEach(IReadOnlyList<decimal> values, int classes) =>
            !how.IsStated && how.Method != ClassMethod.Pretty && values.Distinct().Count() <= classes;

        /// <param name="breaks">Where the classes meet.</param>
        /// <param name="start">What the first class starts at, for its label; null where it is open.</param>
        /// <param name="end">What the last class ends at.</param>
        public IReadOnlyList<MapClass> Cut(IReadOnlyList<decimal> values, IReadOnlyList<decimal> breaks, IReadOnlyList<string> colours,
            decimal? start, decimal? end)
        {
            decimal low = values.Min(), high = values.Max();
            bool each = IsEach(values, breaks.Count + 1);
            List<MapClass> classes = [];
            for (int index = 0; index <= breaks.Count; index++)
            {
                bool isFirst = index == 0, isLast = index == breaks.Count;
                decimal lower = isFirst ? (isLast ? low : Math.Min(low, breaks[0])) : breaks[index - 1];
                decimal upper = isLast ? Math.Max(high, lower) : breaks[index];
                bool upperIn = isLast || !how.LowerIn || each;
                decimal[] own = [.. values.Where(value => (isFirst || (how.LowerIn && !each ? value >= lower : value > lower))
                    && (isLast || value < upper || (upperIn && value == upper)))];
                string label = each || (namesValues && own.Length > 0) || breaks.Count == 0 ? Values(own)
                    : isFirst ? (start is { } from ? $"{Shown(from)} – {Shown(upper)}" : $"{(how.LowerIn ? "<" : "≤")} {Shown(upper)}")
                    : isLast ? (end is { } to ? $"{Shown(lower)} – {Shown(to)}" : $"{(how.LowerIn ? "≥" : ">")} {Shown(lower)}")
                    : $"{Shown(lower)} – {Shown(upper)}";
                classes.Add(new MapClass(lower, upper, colours[index], label, own.Length, upperIn));
            }

            return classes;
        }

        private string Values(decimal[] own)
        {
            string low = unit.Number(own.Min()), high = unit.Number(own.Max());
            return low == high ? low : $"{low} – {high}";
        }

        /// <summary>With as many digits as it has.</summary>
        private string Shown(decimal bound)
        {
            decimal shown = ShownDigits.Plain(bound * unit.Factor, MostDecimals);
            return FigureText.Number(shown, shown.Scale);
        }
    }
}
