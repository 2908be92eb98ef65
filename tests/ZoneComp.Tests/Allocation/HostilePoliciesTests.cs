using System.Globalization;

namespace ZoneComp.Tests.Allocation;

/// <summary>Policies that a tired office might write, each with what is right worked out by hand on the bench's four counties (scores 1 to
/// 4).</summary>
public class HostilePoliciesTests
{
    [Theory]
    // Halves of a fen that thirds and ninths make go up: 0.015 / 3 = 0.005; forest 90 and 60 mu at 0.0005 / 3 = 0.015 and 0.01.
    [InlineData("p: {kind: rate, items: {a: {amount: 0.015 yuan / 3 * data.score * 10000}}}", "0.005 0.01 0.015 0.02")]
    [InlineData("p: {kind: rate, items: {a: {amount: 0.015 yuan / 3}}}", "0.000001 0.000001 0.000001 0.000001")]
    [InlineData("p: {kind: rate, items: {a: {ground: forest, rate: 0.0005 yuan / mu, coefficient: 1 / 3}}}", "0.000002 0.000001 0 0")]
    // A third of 30 yuan is a whole number of units: the cap does not lose one, the floor does not gain one.
    [InlineData("p: {kind: rate, items: {a: {amount: 12 yuan}}, bounds: [cap: 1 yuan / 3 * 30]}", "0.001 0.001 0.001 0.001")]
    [InlineData("p: {kind: rate, items: {a: {amount: 8 yuan}}, bounds: [floor: 1 yuan / 3 * data.score / data.score * 30]}", "0.001 0.001 0.001 0.001")]
    // 3 yuan x 1/3 and 1 yuan are one payment: the item named first has the ground under both, by either rule.
    [InlineData("p: {kind: rate, overlap: best, items: {b: {ground: wetland, rate: 1 yuan / mu}, a: {ground: forest, rate: 3 yuan / mu, "
        + "coefficient: 1 / 3}}}", "0.012 0.006 0.003 0")]
    [InlineData("p: {kind: rate, overlap: union, items: {b: {ground: wetland, rate: 1 yuan / mu}, a: {ground: forest, rate: 3 yuan / mu, "
        + "coefficient: 1 / 3}}}", "0.012 0.006 0.003 0")]
    // A cap behind the floor holds, with all at 20 of 80.
    [InlineData("p: {kind: pool, fund: 80 wan_yuan, share: data.score, bounds: [floor: 30 wan_yuan, cap: 20 wan_yuan], over_run: "
        + "rescale, rest: rescale}", "20 20 20 20")]
    // 1102 had no last year; 1101 and 1201 stay at 10 and 40, the others share 50 by 2 : 4.
    [InlineData("p: {kind: pool, fund: 100 wan_yuan, share: data.score, last_year: data.last, bounds: [hold_harmless: 1], over_run: "
        + "rescale}", "10 16.666667 40 33.333333")]
    // Who leaves keeps half of 10; the rest of 95 by 2 : 3 : 4.
    [InlineData("p: {kind: pool, fund: 100 wan_yuan, share: data.score, eligible: data.score > 1, last_year: data.last, bounds: "
        + "[exit_share: 0.5], over_run: rescale}", "5 21.111111 31.666667 42.222222")]
    // The base stays for all; what is more than 70, 10, goes to those who take part by 2 : 3 : 4.
    [InlineData("p: {kind: increment, fund: 80 wan_yuan, base: data.last else 0 yuan, share: data.score, eligible: data.score > 1}", "10 2.222222 43.333333 24.444445")]
    [InlineData("p: {kind: gap, expenditure: data.spend, revenue: data.income, coefficient: 0.5, fund: 40 wan_yuan}", "30 0 10 0")]
    // Ranks 1 and 2 share 9 and 1.
    [InlineData("p: {kind: tiers, rank_by: 'min(data.score, 3)', ties: average, tiers: [{to: 1, amount: 9 wan_yuan}, {amount: 1 "
        + "wan_yuan}]}", "1 1 5 5")]
    [InlineData("p: {kind: tiers, score: data.score, tiers: [{from: 2, amount: 10 wan_yuan}, {from: 4, amount: 30 wan_yuan}]}", "0 10 10 30")]
    [InlineData("p: {kind: tiers, score: data.score, tiers: [{above: 2, amount: 10 wan_yuan}, {above: 4, amount: 30 wan_yuan}]}", "0 0 10 10")]
    // Uniform by year, but of different values: added up over a city's members.
    [InlineData("p: {kind: pool, fund: 100 wan_yuan, share: 'if(year > 2000, data.score, 0)', to: city, members: sum}", "30 70")]
    [InlineData("p: {kind: pool, fund: 100 wan_yuan, share: 'if(data.score > 0, 1, 2)', to: city, members: sum}", "50 50")]
    [InlineData("p: {kind: rate, items: {s: {ground: reserve, started: 2023, instalments: {1: 500 yuan / mu, 3: 300 yuan / mu}}}}", "0 0.9 0 0.9")]
    [InlineData("a: {kind: pool, fund: 100 wan_yuan, share: data.score}\np: {kind: settlement, of: [a], prepaid: data.prepaid, eligible: "
        + "data.score < 4}", "-5 -10 -20 0")]
    [InlineData("a: {kind: pool, fund: 100 wan_yuan, share: data.score}\np: {kind: settlement, of: [a], prepaid: data.prepaid, period: "
        + "\"'2025年3月'\"}", "-5 -10 -20 -40")]
    [InlineData("p: {kind: rate, items: {a: {amount: \"band(data.score, [1: 10, 3: 20], closed: right, below: 0) * 1 wan_yuan\"}}}", "0 10 10 20")]
    [InlineData("p: {kind: rate, items: {a: {amount: \"rank(if(data.poor, 1, 0), descending, ties: dense) * 1 wan_yuan\"}}}", "1 2 1 2")]
    // 60 mu of forest at 1 and 60 of wetland at 2 in 1101.
    [InlineData("p: {kind: rate, items: {a: {amount: \"weighted([forest: 1, wetland: 2], overlap: best, unit: mu) / mu * 1 wan_yuan\"}}}", "180 60 60 0")]
    public void Amounts_are_what_the_policy_says(string schemes, string expected) =>
        Assert.Equal(expected, new SchemeBench().Amounts(schemes));

    [Theory]
    [InlineData("p: {kind: pool, fund: 0 wan_yuan, share: data.score}", "ZC628 the fund is 0.00 yuan")]
    [InlineData("p: {kind: pool, fund: 100 wan_yuan, share: data.score, last_year: data.last, bounds: [corridor: {low: 1.2, high: 0.9}], "
        + "over_run: report}", "ZC611 1101 甲县: low of 'corridor' is 1.2; expected 0 to 0.9, its high")]
    [InlineData("p: {kind: pool, fund: 100 wan_yuan, share: data.score, bounds: [cap: (data.score - 2) * 10 wan_yuan], rest: keep}", "ZC611 1101 甲县: the bound 'cap', (data.score - 2) * 10 wan_yuan, is -100000; expected 0 to more")]
    [InlineData("a: {kind: pool, fund: 100 wan_yuan, share: data.score}\nr: {kind: reward, of: [a], ratio: -0.5, bounds: [floor: 0 yuan "
        + "- 5 wan_yuan]}", "ZC611 1101 甲县: the bound 'floor', 0 yuan - 5 wan_yuan, is -50000")]
    [InlineData("p: {kind: rate, items: {a: {amount: share(data.score - 2) * 1 wan_yuan}}}", "ZC601 no value for all regions: some "
        + "values are above 0 and some below")]
    [InlineData("p: {kind: points, points: data.score - 2, value: 2 wan_yuan}", "ZC642 'points' is below zero for 1 payee (1101 甲县)")]
    [InlineData("p: {kind: gap, expenditure: data.spend, revenue: data.income, coefficient: 35}", "ZC611 1101 甲县: 35 is 35; expected 0 to 10 (a percentage is written 35% or 0.35)")]
    [InlineData("p: {kind: gap, expenditure: data.spend, revenue: data.income, coefficient: 0 - 0.5}", "ZC611 1101 甲县: 0 - 0.5 is -0.5")]
    [InlineData("a: {kind: pool, fund: 100 wan_yuan, share: data.score}\ns: {kind: settlement, of: [a], prepaid: data.prepaid, period: "
        + "data.grade}", "ZC629 1101 甲县: 'A' is no period")]
    [InlineData("a: {kind: pool, fund: 100 wan_yuan, share: data.score}\ns: {kind: settlement, of: [a], prepaid: data.prepaid, period: "
        + "\"'2024-12'\"}", "ZC630 1101 甲县: the period 2024-12 lies outside 2025")]
    // The city's counties are promised 20 together; 80 % off their 30 leave 6.
    [InlineData("a: {kind: pool, fund: 100 wan_yuan, share: data.score, bounds: [floor: 10 wan_yuan]}\nr: {kind: reward, of: [a], ratio: "
        + "-0.8, to: city, members: sum}", "ZC624 11: paid 300,000.00 yuan, at least 200,000.00 by its bounds, and r -240,000.00 (in "
            + "this order, after the bounds) leave 60,000.00")]
    // 40 due, 60 prepaid and asked back.
    [InlineData("a: {kind: pool, fund: 100 wan_yuan, share: data.score}\ns: {kind: settlement, of: [a], prepaid: data.prepaid, too_much: "
        + "recover}", "ZC632 1 payee (1202 丁县) has less than nothing over all schemes, two-party payments and advances included: "
            + "together they pay 200,000.00 yuan")]
    public void What_cannot_be_meant_is_told(string schemes, string expected)
    {
        SchemeBench bench = new();
        _ = bench.Run(schemes);

        Assert.Contains(expected, bench.Findings(), StringComparison.Ordinal);
    }

    // 1202 belongs to no city: its scores are no city's, and there is no fund for it.
    [Theory]
    [InlineData("p: {kind: pool, fund: 10 wan_yuan, within: city, share: data.score}", "3.333333 6.666667 10 0")]
    [InlineData("p: {kind: pool, fund: 60 wan_yuan, share: data.score, to: city, members: sum}", "30 30")]
    public void Who_belongs_to_no_unit_is_told(string scheme, string expected)
    {
        SchemeBench bench = new();
        CombinationTable ground = new()
        {
            Classes = SchemeBench.Ground.Classes,
            Regions = [.. SchemeBench.Regions.Take(3), SchemeBench.Regions[3] with { Parents = new Dictionary<string, string>() }],
            Rows = SchemeBench.Ground.Rows,
            Repeats = [],
        };

        Assert.Equal(
            expected,
            string.Join(
                ' ',
                bench.Run(scheme, ground).Rows.Select(row => (row.AmountYuan / 10_000).ToString(
                    "0.######",
                    CultureInfo.InvariantCulture))));
        Assert.Contains("ZC633 1 payee (1202 丁县) belongs to no city", bench.Findings(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("readings", "section,month,factor,up,down,over,late\nA,,COD,1101,1102,5,false", "l: {kind: ledger, table: readings, "
        + "section: section, period: month, payer: up, payee: down, amount: over * wan_yuan}", "ZC629 readings row 1: '' is no period")]
    [InlineData("readings", "section,month,factor,up,down,over,late\nA,2025,COD,1101,1102,5,false", "l: {kind: ledger, table: readings, section: section, period: month, payer: up, payee: down, amount: over * wan_yuan, cap_per_item: 0 yuan - 5 yuan}", "ZC611 l: cap_per_item is -5; expected 0 to more")]
    [InlineData("units", "code,unit,unit_name,part\n1101,A,a,1\n1102,,a,1\n1201,B,b,1\n1202,B,b,1", "p: {kind: pool, fund: 100 wan_yuan, share: data.score, paid_to: {table: units, unit: unit, name: unit_name, share: part}}", "ZC631 units row 2: unit names no unit")]
    [InlineData("units", "code,unit,unit_name,part\n1101,A,a,1.5\n1101,B,a,-0.5\n1102,A,a,1\n1201,B,b,1\n1202,B,b,1",
        "p: {kind: pool, fund: 100 wan_yuan, share: data.score, paid_to: {table: units, unit: unit, name: unit_name, share: part}}",
        "ZC618 the share of B, which receives of the amount of 1101, is -0.5, below zero")]
    [InlineData("units", "code,unit,unit_name,part\n1101,A,a,0.5\n1101,B,a,0.4999999\n1102,A,a,1\n1201,B,b,1\n1202,B,b,1",
        "p: {kind: pool, fund: 100 wan_yuan, share: data.score, paid_to: {table: units, unit: unit, name: unit_name, share: part}}",
        "ZC618 the shares of the units that receive the amount of 1101 add up to 0.9999999, not to 1")]
    public void Rows_that_say_too_little_are_told(string table, string rows, string scheme, string expected)
    {
        SchemeBench bench = new();
        _ = bench.With(table, rows).Run(scheme);

        Assert.Contains(expected, bench.Findings(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p: {kind: tiers, rank_by: data.score, tiers: [{to: 1.5, amount: 9 wan_yuan}, {amount: 1 wan_yuan}]}", "'to' is the last rank of the tier: 1, 2, 3, ...")]
    [InlineData("p: {kind: rate, items: {a: {amount: \"lookup(area(forest, mu), rates.rate, step) * 1 wan_yuan\"}}}", "found a number; expected an area like the others")]
    [InlineData("p: {kind: settlement, of: [], prepaid: data.prepaid, period_years: [2024]}", "'period_years' belongs to 'period'")]
    public void What_is_written_wrong_is_told_at_its_place(string scheme, string expected) =>
        Assert.Contains(expected, SchemeBench.Errors(scheme), StringComparison.Ordinal);
}
