namespace ZoneComp.Tests.Allocation;

/// <summary>Every kind of scheme as a policy writes it, on the counties of <see cref="SchemeBench"/>.</summary>
public class SchemeKindTests
{
    private readonly SchemeBench bench = new();

    // Forest 90, 60, 0, 0 mu; inside the reserve 1102 has 30. Shanxi 二(二): 1,000 yuan/mu, inside 1,500: 90,000; 30 x 1,000 + 30 x 1,500 =
    // 75,000.
    [Fact]
    public void Rate_times_area_inside_and_outside_another_layer()
    {
        Assert.Equal("9 7.5 0 0", bench.Amounts(
            """
            p:
              kind: rate
              overlap: disjoint
              items:
                outside: {ground: forest - reserve, rate: 1000 yuan / mu}
                inside: {ground: forest & reserve, rate: 1500 yuan / mu}
            """));
        Assert.Equal(
            "ZC615 4.00 ha in 2 regions of this class are paid by no scheme that pays ground\nZC615 2.00 ha in 1 region of this "
                + "class are paid by no scheme that pays ground",
            bench.Findings());
    }

    // Forest 100 yuan/mu, wetland 300, reserve 200 (hundreds). 1101: forest only 60, wetland only 30, both 30 mu. 1102: forest 30, with
    // reserve 30. 1201: wetland 30. 1202: reserve 30.
    // highest: 1101 60x1 + 60x3 = 240; 1102 30x1 + 30x2 = 90; 1201 90; 1202 60 (x 100 yuan). priority forest first: 1101 90x1 + 30x3 =
    // 180; 1102 60. sum: 1101 90 + 180 = 270; 1102 60 + 60 = 120.
    [Theory]
    [InlineData("highest", "2.4 0.9 0.9 0.6")]
    [InlineData("priority", "1.8 0.6 0.9 0.6")]
    [InlineData("sum", "2.7 1.2 0.9 0.6")]
    // the forest's quality is 4, so it pays 400 on all its ground: 1101 90 x 4 + 30 x 3 = 450, 1102 60 x 4 = 240
    [InlineData("best", "4.5 2.4 0.9 0.6", 4)]
    public void Overlap_rules_as_a_policy_names_them(string rule, string amounts, int quality = 1)
    {
        Assert.Equal(amounts, bench.Amounts(
            $$"""
            p:
              kind: rate
              overlap: {{rule}}
              items:
                forest: {ground: forest, rate: 100 yuan / mu, coefficient: {{quality}}}
                wetland: {ground: wetland, rate: 300 yuan / mu}
                reserve: {ground: reserve, rate: 200 yuan / mu}
            """));
        Assert.Contains(
            "ZC614 'forest' and 'wetland' meet on 2.00 ha in 1 region; paid by the rule '" + rule + "'",
            bench.Findings(),
            StringComparison.Ordinal);
    }

    [Fact] // forest 90, 60, 0, 0 mu at 12 and 8 yuan/mu by the rate of A or B: 1,080 and 480 yuan
    public void A_rate_may_be_looked_up_in_a_table()
    {
        Assert.Equal("0.108 0.048 0 0", bench.With("rates", "code,rate\nA,12\nB,8\nC,1").Amounts(
            "p: {kind: rate, items: {f: {ground: forest, rate: \"lookup(data.grade, rates.rate) * 1 yuan / mu\"}}}"));
    }

    // 100 wan yuan by score 1 : 2 : 3 : 4, each 60 % central; last year 10, none, 40, 20 central and 2 of each county: half of 42 is less
    // than 30
    [Fact]
    public void Last_year_may_be_stated_by_source()
    {
        AllocationTable table = bench.Run(
            "p: {kind: pool, fund: 100 wan_yuan, share: data.score, payers: {central: 0.6, county: 0.4}, last_year: {central: data.last "
                + "else 0 yuan, county: 2 wan_yuan}, bounds: [hold_harmless: 0.5], over_run: rescale}");

        Assert.Equal([10m, 2m, 0m, 2m, 40m, 2m, 20m, 2m], table.Rows.Select(row => row.LastYearYuan / 10_000));
        Assert.Equal([6m, 4m], table.Rows.Take(2).Select(row => row.AmountYuan / 10_000)); // 10 of 100, half of last year's 12 is less
        Assert.Contains(
            "'last_year' by source lacks 'county'",
            SchemeBench.Errors(
                "p: {kind: pool, fund: 1 yuan, share: data.score, payers: {central: 0.6, county: 0.4}, last_year: {central: data.last}}"),
            StringComparison.Ordinal);
        Assert.Contains(
            "'city' is no payer and no source of the fund",
            SchemeBench.Errors("p: {kind: pool, fund: {a: 1 yuan}, share: data.score, last_year: {a: data.last, city: data.last}}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Items_that_must_be_disjoint_and_are_not_are_told_with_region_and_area()
    {
        _ = bench.Run(
            "p: {kind: rate, overlap: disjoint, items: {ban: {ground: forest, rate: 7.5 yuan / mu}, balance: {ground: wetland, rate: 2.5 "
                + "yuan / mu}}}");

        Assert.Contains("ZC605 1101 甲县: 'ban' and 'balance' meet on 2.00 ha", bench.Findings(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_tells_overlaps_rules_and_unpaid_ground()
    {
        AllocationTable table = bench.Run(
            "p: {kind: rate, overlap: highest, items: {forest: {ground: forest, rate: 100 yuan / mu}, wetland: {ground: wetland, rate: "
                + "300 yuan / mu}}}");

        Assert.Equal([new OverlapRow("p", "1101", "forest", "wetland", 20_000m)], table.Overlaps);
        Assert.Equal(
            [(OverlapRule.Sum, 3000m), (OverlapRule.HighestRate, 0m), (OverlapRule.BestReturn, 0m), (OverlapRule.Priority, -6000m)],
            table.RuleComparisons.Select(rule => (rule.Rule, rule.DifferenceYuan)));
        Assert.Equal([new UnpaidGround("1202", "reserve", 20_000m)], table.UnpaidGround);
    }

    // Published: 500 + 300 + 400 yuan/mu for forest, 450 + 400 for grass; in 2025, begun this year, two years ago, last year. Forest is on
    // 90 and 60 mu.
    [Theory]
    [InlineData("Converted slope land to forest (new round)", "CHECK total", 2025, "4.5 3 0 0")]
    [InlineData("Converted slope land to forest (new round)", "CHECK total", 2023, "2.7 1.8 0 0")]
    [InlineData("Converted slope land to forest (new round)", "CHECK total", 2024, "0 0 0 0")]
    [InlineData("Converted to grass", "CHECK total grass", 2023, "3.6 2.4 0 0")]
    public void Instalments_fall_due_by_year(string programme, string check, int started, string amounts)
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> rows = CaseFile.Read("instalment_schedules.csv");
        List<IReadOnlyDictionary<string, string>> years = [.. rows.Where(row => row["programme"] == programme)];
        string instalments = string.Join(", ", years.Select(row => $"{row["year_index"]}: {row["yuan_per_mu"]} yuan / mu"));

        Assert.Equal(
            amounts,
            bench.Amounts($"p: {{kind: rate, items: {{a: {{ground: forest, started: {started}, instalments: {{{instalments}}}}}}}}}"));
        Assert.Equal(rows.Single(row => row["programme"] == check).Number("yuan_per_mu"), years.Sum(row => row.Number("yuan_per_mu")));
    }

    [Fact] // Posts: score x 8,000 yuan; wetland village 20 wan yuan each; at least 1 wan yuan for poor counties. City and district 5:5.
    public void Anything_counted_has_a_rate_and_payers_stack()
    {
        AllocationTable table = bench.Run(
            "p: {kind: rate, items: {posts: {amount: data.score * 8000 yuan}}, bounds: [{minimum: 10000 yuan, when: data.poor}], payers: "
                + "{city: 0.5, district: 0.5}}");

        Assert.Equal([5000m, 5000m, 8000m, 8000m, 12_000m, 12_000m, 16_000m, 16_000m], table.Rows.Select(row => row.AmountYuan));
        Assert.Equal(["minimum", "minimum", "", ""], table.Rows.Take(4).Select(row => row.Bound));
        Assert.Null(table.Schemes[0].FundYuan);
    }

    // 2 wan yuan a point; or 50 wan yuan over 10 points: 5 a point. The corridor comes after the point value, as in the French DSR: 90 to
    // 120 % of 10, none, 40, 20.
    [Fact]
    public void Points()
    {
        Assert.Equal("2 4 6 8", bench.Amounts("p: {kind: points, points: data.score, value: 2 wan_yuan}"));
        Assert.Equal("5 10 15 20", bench.Amounts("p: {kind: points, points: data.score, fund: 50 wan_yuan}"));
        Assert.Equal(
            "9 10 36 20",
            bench.Amounts(
                "p: {kind: points, points: data.score, fund: 50 wan_yuan, last_year: data.last, bounds: [corridor: {low: 0.9, high: "
                    + "1.2}], over_run: report}"));
    }

    // Gaps 60, 0, 20, 0 wan yuan. x 0.5; of a fund of 100: 75 and 25. Growth at most 1.5 of last year's 10 and 40: 15 and 40 at least 0.9
    // x 40 = 36.
    [Fact]
    public void Gap_times_coefficient_with_growth_control()
    {
        Assert.Equal("30 0 10 0", bench.Amounts("p: {kind: gap, expenditure: data.spend, revenue: data.income, coefficient: 0.5}"));
        Assert.Equal(
            "75 0 25 0",
            bench.Amounts("p: {kind: gap, expenditure: data.spend, revenue: data.income, coefficient: 0.5, fund: 100 wan_yuan}"));
        Assert.Equal("15 0 36 0", bench.Amounts(
            "p: {kind: gap, expenditure: data.spend, revenue: data.income, coefficient: 0.5, last_year: data.last, bounds: [{corridor: "
                + "{low: 0.9, high: 1.5}, name: growth control}]}"));
    }

    [Fact] // Score 4 is rank 1: the first two 50 wan yuan, the next 20. By band: 2 and more 10, 4 and more 30; above 2: only 3 and 4.
    public void Tiers_by_rank_and_by_score()
    {
        Assert.Equal(
            "0 20 50 50",
            bench.Amounts("p: {kind: tiers, rank_by: data.score, tiers: [{to: 2, amount: 50 wan_yuan}, {to: 3, amount: 20 wan_yuan}]}"));
        Assert.Equal(
            "0 10 10 30",
            bench.Amounts("p: {kind: tiers, score: data.score, tiers: [{from: 2, amount: 10 wan_yuan}, {from: 4, amount: 30 wan_yuan}]}"));
        Assert.Equal("0 0 10 10", bench.Amounts("p: {kind: tiers, score: data.score, tiers: [{above: 2, amount: 10 wan_yuan}]}"));
    }

    [Fact] // harm: 0.6, 0.2, 0, 0: the last two tie for rank 3 and 4 at the edge of three.
    public void A_tie_at_the_edge_of_a_tier_is_told()
    {
        _ = bench.Run("p: {kind: tiers, rank_by: data.harm, tiers: [{to: 3, amount: 50 wan_yuan}]}");

        Assert.Equal(
            "ZC607 1102 乙县, 1202 丁县 have the same value 0 at the edge of a tier; state 'ties': better or average, or break the tie in "
                + "the ranking",
            bench.Findings());
        Assert.Equal(
            "50 25 50 25",
            bench.Amounts("p: {kind: tiers, rank_by: data.harm, ties: average, tiers: [{to: 3, amount: 50 wan_yuan}]}"));
    }

    [Fact] // Bases 10, 0, 40, 20 = 70 of 80: 10 more by score 1:2:3:4. A fund of 60 lacks 10.
    public void Base_and_increment()
    {
        Assert.Equal(
            "11 2 43 24",
            bench.Amounts("p: {kind: increment, fund: 80 wan_yuan, base: data.last else 0 yuan, share: data.score}"));
        _ = bench.Run("p: {kind: increment, fund: 60 wan_yuan, base: data.last else 0 yuan, share: data.score}");
        Assert.Equal(
            "ZC602 the amounts that must be paid at least exceed the fund by 100,000.00 yuan; raise the fund or lower the floors",
            bench.Findings());
    }

    [Fact]
    public void Lump_sums_for_titles_add_up_and_are_named()
    {
        AllocationTable table = bench.With("titles", "code,title,amount\n1102,两山基地,500\n1102,示范区,300\n1202,示范区,300")
            .Run("p: {kind: lump, table: titles, amount: amount, item: title}");

        Assert.Equal([0m, 8_000_000m, 0m, 3_000_000m], table.Rows.Select(row => row.AmountYuan));
        Assert.Equal("两山基地, 示范区", table.Rows[1].Note);
    }

    // Zhoukou tiers by multiple m: (0.1, 0.5] 10, (0.5, 1] 25, ... (2, ...) 200 wan yuan x (1 + over), at most 300 per factor, late + 10 %:
    // 0.3 -> 13; 0.8 -> 45, late 49.5; 2.5 -> 700, cap 300; below 0: better than the target, downstream pays 10.
    [Fact]
    public void A_ledger_of_river_sections()
    {
        AllocationTable table = bench.With(
            "readings",
            "section,month,factor,up,down,over,late\nS1,2025-01,COD,1101,1201,0.3,false\nS1,2025-01,TP,1101,1201,0.8,true\nS1,2025-02,COD,1101,1201,2.5,false\nS2,2025-02,COD,1201,province,-0.1,false")
                .Run(
            """
            p:
              kind: ledger
              table: readings
              section: section
              period: month
              item: factor
              payer: up
              payee: down
              amount: "if(over < 0, -10 wan_yuan, band(over, [-1: 0, 0.1: 10, 0.5: 25, 1: 50, 1.5: 100, 2: 200], closed: right) * (1 + over) * wan_yuan)"
              cap_per_item: 300 wan_yuan
              late: late
              late_surcharge: 0.1
              parties: [province]
            """);

        Assert.StartsWith("ZC632 1 payee (1101 甲县)", bench.Findings(), StringComparison.Ordinal);
        Assert.Equal(
            [
                ("S1", "1101", "1201", 130_000m),
                ("S1", "1101", "1201", 495_000m),
                ("S1", "1101", "1201", 3_000_000m),
                ("S2", "province", "1201", 100_000m),
            ],
            table.Ledger.Select(row => (row.Section, row.Payer, row.Payee, row.AmountYuan)));
        Assert.Equal([("1101", -3_625_000m), ("1201", 3_725_000m)], table.Rows.Select(row => (row.Unit, row.AmountYuan)));
    }

    [Fact]
    public void A_party_that_nobody_knows_is_told()
    {
        _ = bench.With("readings", "section,month,factor,up,down,over,late\nS1,2025-01,COD,1101,1299,0.3,false")
            .Run("p: {kind: ledger, table: readings, payer: up, payee: down, amount: over * wan_yuan}");

        Assert.StartsWith(
            "ZC608 readings row 1: '1299' is no region, no parent and not in 'parties'; correct the table or name it there",
            bench.Findings(),
            StringComparison.Ordinal);
    }

    [Fact] // Chishui's ratios: 1:5:4 in, 3:4:3 out; city 12 stands for the third.
    public void A_joint_fund_by_agreement()
    {
        AllocationTable table = bench.Run(
            "p: {kind: agreement, fund: 20000 wan_yuan, pays_in: {YN: 1, '1101': 5, '12': 4}, draws: {YN: 3, '1101': 4, '12': 3}, "
                + "parties: [YN]}");

        Assert.Equal([("1101", -20_000_000m), ("12", -20_000_000m)], table.Rows.Select(row => (row.Unit, row.AmountYuan)));
        Assert.Equal(6, table.Ledger.Count);
    }

    [Fact] // Pool 10, 20, 30, 40; 5 % off for grade C, 10 % more for A; what is taken goes to next year's pool.
    public void Reward_and_penalty_as_a_part_of_the_years_total()
    {
        AllocationTable table = bench.Run(
            """
            p: {kind: pool, fund: 100 wan_yuan, share: data.score}
            r: {kind: reward, of: p, ratio: "if(data.grade = 'C', -0.05, if(data.grade = 'A', 0.1, 0))", taken_to: next_year, note: "if(data.grade = 'C', '考核不合格', '')"}
            """);

        Assert.Equal([10_000m, 0m, 30_000m, -20_000m], table.Rows.Where(row => row.Scheme == "r").Select(row => row.AmountYuan));
        Assert.Equal([new CarriedRow("r", "1202", "next_year", 20_000m, "考核不合格")], table.Carried);
    }

    // Zhejiang: + 50 wan yuan for each point better, - 100 for each point worse (change = 2 - score: 1, 0, -1, -2). Exclusion takes all.
    [Fact]
    public void Reward_per_unit_and_exclusion()
    {
        Assert.Equal(
            "50 0 -100 -200",
            bench.Amounts("r: {kind: reward, change: 2 - data.score, better: 50 wan_yuan, worse: 100 wan_yuan}"));
        Assert.Equal(
            "0 0 0 -40",
            bench.Amounts(
                "p: {kind: pool, fund: 100 wan_yuan, share: data.score}\nr: {kind: reward, of: [p], excluded: data.grade = 'C'}"));
    }

    [Fact] // At most 40 better; a penalty has no floor that nobody wrote: 50 -> 40, 0, -100, -200.
    public void Bounds_leave_penalties_below_zero()
    {
        Assert.Equal(
            "40 0 -100 -200",
            bench.Amounts(
                "r: {kind: reward, change: 2 - data.score, better: 50 wan_yuan, worse: 100 wan_yuan, bounds: [cap: 40 wan_yuan]}"));
    }

    [Fact] // A coefficient below zero cannot share a fund.
    public void A_gap_below_zero_shares_no_fund()
    {
        _ = bench.Run(
            "p: {kind: gap, expenditure: data.spend, revenue: data.income, coefficient: 'if(data.poor, 1, -1)', fund: 100 wan_yuan}");
        Assert.Equal("", bench.Findings()); // 1102 has no gap, so its coefficient does not matter
        _ = bench.Run("p: {kind: gap, expenditure: data.spend, revenue: data.income, coefficient: -0.5, fund: 100 wan_yuan}");
        Assert.Contains("ZC604 1101 甲县: a share of -300000 is below zero", bench.Findings(), StringComparison.Ordinal);
    }

    [Fact] // Harm 0.2, 0, 0.6, 0 of 10, 20, 30, 40, at least half stays: -2, 0, -15, 0.
    public void Reverse_linkage_takes_a_stated_part_with_its_reason()
    {
        AllocationTable table = bench.Run(
            """
            p: {kind: pool, fund: 100 wan_yuan, share: data.score}
            l: {kind: linkage, of: [p], deduction: data.harm, least: 0.5, reason: "'高耗能产业'"}
            """);

        Assert.Equal([-20_000m, 0m, -150_000m, 0m], table.Rows.Where(row => row.Scheme == "l").Select(row => row.AmountYuan));
        Assert.Equal(
            ["高耗能产业: -20 %", "", "高耗能产业: -60 %, 50 % stay", ""],
            table.Rows.Where(row => row.Scheme == "l").Select(row => row.Note));
    }

    [Fact] // 0.2 x 0.625 = 12.5 %; 0.6 x 0.625 = 37.5 %, of which 32.25 % are taken.
    public void The_note_of_a_reverse_linkage_shows_the_part_as_it_was_taken()
    {
        AllocationTable table = bench.Run(
            """
            p: {kind: pool, fund: 100 wan_yuan, share: data.score}
            l: {kind: linkage, of: [p], deduction: data.harm * 0.625, least: 0.6775, reason: "'高耗能产业'"}
            """);

        Assert.Equal(
            ["高耗能产业: -12.5 %", "", "高耗能产业: -37.5 %, 67.75 % stay", ""],
            table.Rows.Where(row => row.Scheme == "l").Select(row => row.Note));
    }

    [Fact] // Due 10, 20, 30, 40; prepaid 5, 10, 20, 60: now 5, 10, 10, 0, and 20 too much for 1202.
    public void Settlement_takes_advances_off()
    {
        const string Schemes =
            "p: {kind: pool, fund: 100 wan_yuan, share: data.score}\ns: {kind: settlement, of: [p], prepaid: data.prepaid";
        AllocationTable table = bench.Run(Schemes + "}");

        Assert.Equal([5m, 10m, 10m, 0m], table.Rows.GroupBy(row => row.Unit).Select(unit => unit.Sum(row => row.AmountYuan) / 10_000));
        Assert.Equal([new CarriedRow("s", "1202", "next_year", -200_000m, "")], table.Carried);
        Assert.StartsWith("ZC617 1202 丁县: 200,000.00 yuan more were prepaid than are due", bench.Findings(), StringComparison.Ordinal);
        Assert.Equal("-5 -10 -20 -60", bench.Amounts(Schemes + ", too_much: recover}"));
    }

    // 10, 20, 30, 40: 1101 and 1102 merged into N1 = 30; 1201 split 1:3 between the county and a management committee: 7.5 and 22.5; 1202
    // stays.
    [Fact]
    public void Units_may_receive_the_regions_amounts()
    {
        AllocationTable table = bench.With(
            "units",
            "code,unit,unit_name,part\n1101,N1,新县,1\n1102,N1,新县,1\n1201,1201,丙县,0.25\n1201,K1,管委会,0.75\n1202,1202,丁县,1")
            .Run(
            """
            p: {kind: pool, fund: 100 wan_yuan, share: data.score, last_year: data.last, paid_to: {table: units, unit: unit, name: unit_name, share: part}}
            q: {kind: rate, items: {same: {amount: paid.p}}}
            """);

        Assert.Equal(
            [("1201", 75_000m, 100_000m), ("1202", 400_000m, 200_000m), ("K1", 225_000m, 300_000m), ("N1", 300_000m, (decimal?)null)],
            table.Rows.Where(row => row.Scheme == "p").Select(row => (row.Unit, row.AmountYuan, row.LastYearYuan)));
        Assert.Equal([100_000m, 200_000m, 300_000m, 400_000m], table.Rows.Where(row => row.Scheme == "q").Select(row => row.AmountYuan));
        Assert.Equal("", bench.Findings());
    }

    [Fact]
    public void Shares_of_units_that_do_not_add_up_are_told()
    {
        _ = bench.With("units", "code,unit,unit_name,part\n1101,N1,新县,1\n1102,N1,新县,0.9\n1201,1201,丙县,1\n1202,1202,丁县,1")
            .Run(
                "p: {kind: pool, fund: 100 wan_yuan, share: data.score, paid_to: {table: units, unit: unit, name: unit_name, share: part}}");

        Assert.Equal(
            "ZC618 the shares of the units that receive the amount of 1102 add up to 0.9, not to 1; complete the table of 'paid_to'",
            bench.Findings());
    }

    [Fact]
    public void Hand_adjustments_show_reason_and_funding()
    {
        AllocationTable table = bench.With("manual", "code,amount,reason,funding\n1101,-5,移交事权,预备费\n1202,5,灾后修复,预备费")
            .Run("by_hand: {kind: adjustment, table: manual, amount: amount, reason: reason, funding: funding, balanced: true}");

        Assert.Equal(
            [("1101", "预备费", -50_000m, "移交事权"), ("1202", "预备费", 50_000m, "灾后修复")],
            table.Rows.Select(row => (row.Unit, row.Source, row.AmountYuan, row.Note)));
        Assert.Equal("", bench.Findings());
    }

    [Fact]
    public void An_adjustment_without_reason_or_balance_is_told()
    {
        _ = bench.With("manual", "code,amount,reason,funding\n1101,5,,预备费")
            .Run("by_hand: {kind: adjustment, table: manual, amount: amount, reason: reason, funding: funding, balanced: true}");

        Assert.Equal(
            "ZC609 manual row 1: a hand adjustment without a reason or a funding; both are shown with the amount\n" +
            "ZC610 the adjustments add up to 50,000.00 yuan and must add up to 0; correct the table or take 'balanced' away",
            bench.Findings());
    }

    [Theory]
    [InlineData("p: {kind: rate, items: {a: {ground: forst, rate: 1 yuan / mu}}}", "'forst' is no layer or class; did you mean 'forest'?")]
    [InlineData("p: {kind: rate, items: {a: {ground: forest, rate: 1 yuan}}}", "expected money per area, such as 15 yuan / mu")]
    [InlineData("p: {kind: rate, items: {a: {ground: forest, rate: 1 yuan / mu}, b: {ground: reserve, rate: 1 yuan / mu}}}", "several items on ground need 'overlap'")]
    [InlineData("p: {kind: points, points: data.score}", "points have either a 'value'")]
    [InlineData("p: {kind: reward, of: [q], ratio: '0.1'}", "'q' is no scheme before this one")]
    [InlineData("p: {kind: lump, table: titels, amount: amount}", "'titels' is no table; did you mean 'titles'?")]
    [InlineData("p: {kind: lump, table: readings, amount: over * yuan}", "the rows of 'readings' belong to no region")]
    [InlineData("p: {kind: rate, items: {a: {amount: 1 yuan}}, payers: {x: 0.5, y: 0.4}}", "the payers' portions add up to 0.9, not to 1")]
    [InlineData("p: {kind: tiers, rank_by: data.score, tiers: [{to: 3, amount: 1 yuan}, {to: 2, amount: 1 yuan}]}", "the tiers stand in rising order")]
    [InlineData("p: {kind: tiers, rank_by: data.score, tiers: [{to: 3, amount: data.last}]}", "'data.last' differs by region")]
    [InlineData("p: {kind: linkage, deduction: '0.1', least: '0.5', reason: \"'x'\"}", "the key 'of' is missing")]
    public void What_is_wrong_in_the_policy_is_told_before_any_data(string schemes, string message) =>
        Assert.Contains(message, SchemeBench.Errors(schemes), StringComparison.Ordinal);
}
