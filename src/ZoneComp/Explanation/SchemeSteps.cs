namespace ZoneComp.Explanation;

/// <summary>Tells the amounts of any kind of scheme.</summary>
internal static class SchemeSteps
{
    /// <summary>A payee's or party's amounts of a scheme, before they are passed on to other units; each with what it rests on.</summary>
    public static IEnumerable<Step> OwnAmounts(SchemeTrace trace, string code, Storyteller teller) =>
        Told(trace, code, teller).Select(step => !step.Name.Contains(".amount_", StringComparison.Ordinal) ? step : step with
        {
            Notes =
            [
                .. step.Notes,
                .. trace.Scheme.Head.Family is { } family ? (LocalText[])[new LocalText($"family: {family}", $"类别：{family}")] : [],
                .. Storyteller.Basis(trace.Scheme.Head.Basis),
            ],
        });

    private static IEnumerable<Step> Told(SchemeTrace trace, string code, Storyteller teller)
    {
        if (trace.Scheme is AdjustmentScheme adjustment)
            return RowStory.Adjustments(trace, adjustment, code, teller);
        if (trace.Scheme is LedgerScheme or AgreementScheme)
            return RowStory.Net(trace, code, teller);
        Dictionary<string, int> payees = trace.Once(
            "payees",
            () => trace.Run!.Payees.Codes.Select((each, at) => (each, at)).ToDictionary(StringComparer.Ordinal));
        return payees.TryGetValue(code, out int payee) ? AmountSteps.Of(new PayeeStory(trace, payee, teller)) : [];
    }
}
