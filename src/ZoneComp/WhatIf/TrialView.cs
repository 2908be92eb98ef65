using System.Globalization;

namespace ZoneComp.WhatIf;

/// <summary>What the page asks to see of a trial.</summary>
/// <param name="Scheme">"" for all schemes together.</param>
/// <param name="Figure">"amount", "change" (from the base), "last_year" (change from last year), or the name of an indicator or
/// factor.</param>
internal sealed record TrialView(string Scheme, string Figure)
{
    /// <summary>The figure over the regions, cut into the classes of a map; null where it has no value anywhere.</summary>
    public FigureClasses? Classes(PolicyFile policy, TrialGround ground, RunTables tables, IReadOnlyList<PayeeRow> rows)
    {
        IReadOnlyList<Region> regions = ground.Inputs.Combinations.Regions;
        Figure figure;
        if (tables.Indicators.Concat(tables.Factors).FirstOrDefault(column => column.Name == Figure) is Column column)
        {
            if (column.Quantity is Quantity.Text or Quantity.Flag)
                return null;
            figure = new Figure(
                FigureKind.Factor, column.Name, new LocalText(column.Title, column.Title), column.Quantity, column.Unit, column.Decimals,
                column.Values, column.Formula);
        }
        else
        {
            Dictionary<string, PayeeRow> byCode = rows.ToDictionary(row => row.Payee.Code, StringComparer.Ordinal);
            object?[] values = [.. regions.Select(region => PaidFor(region, byCode) is PayeeRow row ? (object?)Of(row) : null)];
            SchemeResult? quota = PayeeAmount.SchemeOf(tables, Scheme) is { Measure: not "yuan" } own ? own : null;
            Quantity quantity = quota is null ? Quantity.Money : Unit.Find(quota.Measure)!.Quantity;
            FigureKind kind = Figure != "amount" ? FigureKind.Change : quota is null ? FigureKind.Amount : FigureKind.Quota;
            figure = new Figure(
                kind, Figure, Title(policy), quantity, quota?.Measure ?? "yuan", quota is null ? 2 : ShownDigits.Of(quota), values, null);
        }

        if (figure.Values.All(value => value is null))
            return null;
        return Figure is "change" or "last_year" ? DivergingClasses.Of(figure) : FigureClasses.Of(figure);
    }

    public decimal? Of(PayeeRow row) => Figure switch
    {
        "amount" => row.Payee.AmountYuan,
        "change" => row.ChangeYuan,
        _ => row.Payee.AmountYuan - row.Payee.LastYearYuan,
    };

    /// <summary>What a region's ground is paid: by itself, or by the unit above that is paid in its place.</summary>
    private static PayeeRow? PaidFor(Region region, Dictionary<string, PayeeRow> byCode) =>
        byCode.GetValueOrDefault(region.Code)
        ?? region.Parents.Values.Select(code => byCode.GetValueOrDefault(code)).FirstOrDefault(row => row is not null);

    private LocalText Title(PolicyFile policy)
    {
        string scheme = Scheme.Length > 0 && policy.Schemes?[Scheme]?["title"] is { Kind: PolicyNodeKind.Scalar } title
            ? title.Text
            : Scheme;
        (string of, string zh) = Scheme.Length == 0 ? ("all money", "全部资金合计") : (scheme, scheme);
        return Figure switch
        {
            "amount" => new LocalText(of, zh),
            "change" => new LocalText($"{of}: change from the base", $"{zh}：与基准方案之差"),
            _ => new LocalText($"{of}: change from last year", $"{zh}：比上年增减"),
        };
    }
}

/// <param name="BaseYuan">What the base pays; 0 where it pays nothing to this payee.</param>
internal sealed record PayeeRow(PayeeAmount Payee, decimal BaseYuan)
{
    public decimal ChangeYuan => Payee.AmountYuan - BaseYuan;

    /// <summary>In the order of the trial, payees of the base that it no longer has at the end.</summary>
    public static IReadOnlyList<PayeeRow> Of(RunTables trial, RunTables basis, string scheme)
    {
        if (PayeeAmount.TableOf(trial, scheme) is not { } table || PayeeAmount.TableOf(basis, scheme) is not { } earlier)
            return [];
        IReadOnlyList<PayeeAmount> before = PayeeAmount.Of(earlier, scheme), now = PayeeAmount.Of(table, scheme);
        Dictionary<string, decimal> paid = before.ToDictionary(payee => payee.Code, payee => payee.AmountYuan, StringComparer.Ordinal);
        HashSet<string> still = [.. now.Select(payee => payee.Code)];
        return
        [
            .. now.Select(payee => new PayeeRow(payee, paid.GetValueOrDefault(payee.Code))),
            .. before.Where(payee => !still.Contains(payee.Code))
                .Select(payee => new PayeeRow(payee with { AmountYuan = 0, Bound = "" }, payee.AmountYuan)),
        ];
    }

    /// <param name="decimals">That are written whatever they are.</param>
    public static string Plain(decimal amount, int decimals = 2) =>
        amount.ToString($"0.{new string('0', decimals)}{new string('#', 14 - decimals)}", CultureInfo.InvariantCulture);
}
