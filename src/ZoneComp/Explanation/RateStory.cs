namespace ZoneComp.Explanation;

/// <summary>Tells payments by ground and by quantity: item by item the area, with its combinations and polygons, times rate and
/// coefficient.</summary>
internal static class RateStory
{
    public static Step Of(PayeeStory payee, RateScheme scheme)
    {
        if (payee.LeftOut() is Step left)
            return left;
        List<Step> items = [];
        foreach (RateItem item in scheme.Items.Where(item => item.Quantity is not null))
            items.Add(WithBasis(payee.Of($"item {item.Name}", item.Quantity!), item));
        RateItem[] onGround = [.. scheme.Items.Where(item => item.Ground is not null)];
        PaidItem[] paid = payee.Trace.Once(nameof(PaidItem), () => onGround.Select(item => item.ForRegions(payee.Run)).ToArray());
        foreach (int region in payee.Regions)
        {
            for (int index = 0; index < onGround.Length; index++)
                items.AddRange(Ground(payee, scheme, onGround, paid, index, region));
        }

        return new Step("computed", payee.Amount(payee.Trace.Computed[payee.Payee]))
        {
            Arithmetic = items.Count == 0 ? payee.Amount(0m) : string.Join(" + ", items.Select(item => item.Value)),
            Parts = items,
        };
    }

    private static IEnumerable<Step> Ground(PayeeStory payee, RateScheme scheme, RateItem[] items, PaidItem[] paid, int index, int region)
    {
        CombinationTable table = payee.Run.Table;
        HashSet<ClassSet> chosen = [.. payee.Teller.Trace.Rows(table, region).Select(row => row.Classes).Where(classes =>
            OverlapPayment.Chosen(
                [.. Enumerable.Range(0, paid.Length).Where(each => paid[each].Covers(classes))],
                paid,
                region,
                scheme.Overlap)
                .Contains(index))];
        if (chosen.Count == 0)
            yield break;
        RateItem item = items[index];
        decimal area = payee.Teller.Trace.Rows(table, region).Where(row => chosen.Contains(row.Classes)).Sum(row => row.AreaM2);
        Step ground = new($"area paid for {item.Name}: {item.Ground!.Text}", ExactText.M2(area))
        {
            Fold = "sum",
            Members = payee.Teller.Trace.Ground(table, region, chosen.Contains, row => ExactText.M2(row.AreaM2)),
            Notes = items.Length > 1
                ? [new LocalText(
                    "ground that several items cover is paid as 'overlap' of the scheme says",
                    "几个补偿项重叠的土地，按该资金项目“重叠”（overlap）的规定计付")]
                : [],
        };
        Step rate = payee.One("rate", item.Rate!, region);
        Step? coefficient = item.Coefficient is null ? null : payee.One("coefficient", item.Coefficient, region);
        string where = payee.Regions.Count > 1 ? $" in {payee.Run.Payees.Frame.Label(region)}" : "";
        yield return WithBasis(
            new Step(
                $"item {item.Name}{where}",
                payee.Amount(area * (paid[index].RateYuanPerM2[region] * paid[index].Coefficient[region])))
            {
                Arithmetic = $"{ground.Value} * {rate.Value}{(coefficient is null ? "" : $" * {coefficient.Value}")}",
                Parts = coefficient is null ? [ground, rate] : [ground, rate, coefficient],
            },
            item);
    }

    private static Step WithBasis(Step step, RateItem item) => step with { Notes = [.. step.Notes, .. Storyteller.Basis(item.Basis)] };
}
