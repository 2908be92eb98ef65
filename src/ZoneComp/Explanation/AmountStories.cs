namespace ZoneComp.Explanation;

/// <summary>The stories of all amounts of a run, short enough for a page of 3,000 counties.</summary>
internal static class AmountStories
{
    /// <summary>Characters that the page has room for beside maps and tables, the columns' values among them; schemes beyond it are named
    /// alone.</summary>
    private const int Room = 2_700_000;

    /// <summary>Null where the policy pays nothing.</summary>
    /// <param name="columns">What indicators and factors take of the room.</param>
    public static AmountTrails? Of(PolicyFile policy, RunTrace run, CombinationTable table, IReadOnlyList<TrailColumn> columns)
    {
        if (run.Schemes.Count == 0)
            return null;
        Dictionary<string, string> names = table.Regions.ToDictionary(region => region.Code, region => region.Name, StringComparer.Ordinal);
        Storyteller teller = new(new PolygonTrace(policy, table, null)) { NamesByValue = true };
        SharedTexts shared = new();
        Dictionary<string, string> titles = ColumnTitles.Of(policy, run, table);
        List<AmountStory> stories = [];
        List<string> notTold = [];
        int used = columns.Sum(RegionTrails.Length);
        foreach (SchemeTrace trace in run.Schemes)
        {
            string[] codes = [.. Codes(trace)];
            IReadOnlyList<(int Text, IReadOnlyList<string> Numbers)> told = shared.Add([.. codes.Select(code => Lines(trace, code, teller,
                titles))]);
            int length = told.Sum(story => story.Numbers.Sum(number => number.Length + 3) + 40);
            if (used + length > Room)
            {
                notTold.Add(trace.Scheme.Head.Title);
                continue;
            }

            used += length;
            stories.AddRange(told.Select((story, index) => new AmountStory(
                codes[index], names.GetValueOrDefault(codes[index]) ?? NameOf(trace, codes[index]), trace.Scheme.Head.Title, story.Text,
                story.Numbers)));
        }

        return new AmountTrails(shared.Lines, shared.Texts, stories, notTold);
    }

    /// <summary>Everyone whose amounts the scheme tells: payees, units that they pass on to, parties.</summary>
    private static IEnumerable<string> Codes(SchemeTrace trace) =>
    [
        .. (trace.Scheme.Head.PaidTo is null ? [] : trace.Own!.Rows.Select(row => row.Unit))
            .Concat(trace.Final!.Rows.Select(row => row.Unit)).Concat(trace.Final.Ledger.SelectMany(row => new[] { row.Payer, row.Payee }))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private static string NameOf(SchemeTrace trace, string code) =>
        trace.Final!.Rows.FirstOrDefault(row => row.Unit == code)?.UnitName ?? "";

    private static (string[] En, string[] Zh) Lines(SchemeTrace trace, string code, Storyteller teller, Dictionary<string, string> titles)
    {
        List<Step> steps = [];
        if (trace.Scheme.Head.PaidTo is PaidTo others)
        {
            // What a unit receives is told by the regions' amounts, and these in the regions' own stories.
            steps.AddRange(UnitStory.Of(trace, others, code, _ => []));
            steps.AddRange(SchemeSteps.OwnAmounts(trace, code, teller).Select(step => step with { Notes = [.. step.Notes, PassedOn] }));
        }
        else
        {
            steps.AddRange(SchemeSteps.OwnAmounts(trace, code, teller));
        }

        return (Printed(steps, Language.English, titles), Printed(steps, Language.Chinese, titles));
    }

    private static LocalText PassedOn => new("before it is passed on by 'paid_to'", "经 paid_to 转付之前");

    private static string[] Printed(List<Step> steps, Language language, Dictionary<string, string> titles)
    {
        ExplanationText text = new(language, Full: false) { OwnOnly = true, Titles = titles };
        return XmlText.Clean(string.Concat(steps.Select(text.Of))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
