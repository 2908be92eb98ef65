namespace ZoneComp.Tests.Allocation;

/// <summary>
/// Three overlapping zones in one county of 100 mu: A (a public forest, 10 yuan/mu), B (a wetland, 30), C (a reserve, 20).
/// <code>
/// ground      mu    sum            union (all 10)   highest    priority A, B, C   best return (quality A 4, B 1, C 1: 40, 30, 20)
/// none        30
/// A only      20    200            200              200        200                800
/// B only       5    150             50              150        150                150
/// C only      10    200            100              200        200                200
/// A and B     15    150+450=600    150              450 (B)    150 (A)            600 (A)
/// A and C      8    80+160=240      80              160 (C)     80 (A)            320 (A)
/// B and C      7    210+140=350     70              210 (B)    210 (B)            210 (B)
/// A, B and C   5    50+150+100=300  50              150 (B)     50 (A)            200 (A)
/// total      100    2,040          700            1,520      1,040              2,480
/// </code>
/// </summary>
public class OverlapPaymentTests
{
    private const int A = 0, B = 1, C = 2;

    /// <summary>1 mu = 2000/3 m², so 100 mu are no whole number of m²; three mu are 2,000: areas here are thirds to seven digits.</summary>
    private static CombinationTable County(decimal m2PerMu) => new()
    {
        Classes = [new("forest", "forest", "A"), new("wetland", "wetland", "B"), new("reserve", "reserve", "C")],
        Regions = [new Region("140101", "X", new Dictionary<string, string>())],
        Rows =
        [
            new(0, ClassSet.Of(), 30 * m2PerMu), new(0, ClassSet.Of(A), 20 * m2PerMu), new(0, ClassSet.Of(B), 5 * m2PerMu),
            new(0, ClassSet.Of(A, B), 15 * m2PerMu), new(0, ClassSet.Of(C), 10 * m2PerMu), new(0, ClassSet.Of(A, C), 8 * m2PerMu),
            new(0, ClassSet.Of(B, C), 7 * m2PerMu), new(0, ClassSet.Of(A, B, C), 5 * m2PerMu),
            new(CombinationTable.OutsideIndex, ClassSet.Of(A), 1000 * m2PerMu),
        ],
        Repeats = [],
    };

    // Rates are per m2 here: the county is measured in units of "1 m2 = 1 mu of the table above", which keeps the hand numbers.
    private static PaidItem[] Items(decimal a, decimal b, decimal c, decimal qualityA = 1) =>
    [
        new("forest", set => set.Contains(A), [a], [qualityA]),
        new("wetland", set => set.Contains(B), [b], [1m]),
        new("reserve", set => set.Contains(C), [c], [1m]),
    ];

    [Theory]
    [InlineData(OverlapRule.Sum, 10, 30, 20, 1, 2040, 480, 960, 600)] // A 48 x 10, B 32 x 30, C 30 x 20
    [InlineData(OverlapRule.Union, 10, 10, 10, 1, 700, 480, 120, 100)] // 70 mu once; shown with the first item that covers it
    [InlineData(OverlapRule.HighestRate, 10, 30, 20, 1, 1520, 200, 960, 360)] // A 20, B all its 32, C 10 + 8
    [InlineData(OverlapRule.Priority, 10, 30, 20, 1, 1040, 480, 360, 200)] // A all its 48, B 5 + 7, C 10
    [InlineData(OverlapRule.BestReturn, 10, 30, 20, 4, 2480, 1920, 360, 200)] // A 48 x 40
    public void Each_rule_pays_the_hand_worked_amount(
        OverlapRule rule, int a, int b, int c, int qualityA, int total, int forA, int forB, int forC)
    {
        IReadOnlyList<ItemPayment> paid = OverlapPayment.Pay(County(1m), Items(a, b, c, qualityA), rule);

        Assert.Equal([forA, forB, forC], paid.Select(payment => (int)payment.AmountYuan));
        Assert.Equal(total, paid.Sum(payment => payment.AmountYuan));
    }

    [Theory]
    [InlineData(OverlapRule.Union)]
    [InlineData(OverlapRule.HighestRate)]
    [InlineData(OverlapRule.BestReturn)]
    [InlineData(OverlapRule.Priority)]
    public void No_square_metre_is_paid_twice(OverlapRule rule) =>
        Assert.Equal(70m, OverlapPayment.Pay(County(1m), Items(10, 30, 20, 4), rule).Sum(payment => payment.AreaM2));

    [Fact] // A and B: 15 + 5, A and C: 8 + 5, B and C: 7 + 5 mu.
    public void Overlaps_are_told_in_pairs()
    {
        IReadOnlyList<ItemOverlap> overlaps = OverlapPayment.Overlaps(County(1m), Items(10, 30, 20));

        Assert.Equal([(A, B, 20m), (A, C, 13m), (B, C, 12m)], overlaps.Select(overlap => (overlap.First, overlap.Second, overlap.AreaM2)));
    }

    // Against the highest rate (1,520): sum +520, priority -480, best return 0 (all qualities 1); union is not compared, the rates differ.
    [Fact]
    public void The_report_says_what_each_rule_would_change()
    {
        IReadOnlyList<RuleComparison> rules = OverlapReport.Compare("zones", County(1m), Items(10, 30, 20), OverlapRule.HighestRate);

        Assert.Equal(
            [
                (OverlapRule.Sum, 2040m, 520m),
                (OverlapRule.HighestRate, 1520m, 0m),
                (OverlapRule.BestReturn, 1520m, 0m),
                (OverlapRule.Priority, 1040m, -480m),
            ],
            rules.Select(rule => (rule.Rule, rule.AmountYuan, rule.DifferenceYuan)));
    }

    [Fact] // Only the forest is paid: B alone 5, C alone 10, B and C 7 mu are zone ground that no scheme pays; ground in no zone is none.
    public void Zone_ground_that_no_scheme_pays_is_told()
    {
        IReadOnlyList<UnpaidGround> unpaid = OverlapReport.Unpaid(County(1m), [row => row.Classes.Contains(A)]);

        Assert.Equal(
            [("wetland", 5m), ("reserve", 10m), ("reserve|wetland", 7m)],
            unpaid.Select(ground => (ground.Combination, ground.AreaM2)));
    }

    [Fact] // 3 mu are 2,000 m2: at 10 yuan/mu = 0.015 yuan/m2, 6,000 m2 are 9 mu and 90 yuan, without a rounded conversion factor.
    public void A_rate_per_mu_is_exact_in_square_metres()
    {
        PaidItem forest = new("forest", set => set.Contains(A), [10m * 3 / 2000], [1m]);

        Assert.Equal(48m * 300 * 0.015m, Assert.Single(OverlapPayment.Pay(County(300m), [forest], OverlapRule.Sum)).AmountYuan);
        Assert.Equal(216m, Assert.Single(OverlapPayment.Pay(County(300m), [forest], OverlapRule.Sum)).AmountYuan);
    }
}
