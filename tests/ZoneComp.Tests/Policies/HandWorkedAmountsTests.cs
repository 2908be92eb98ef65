namespace ZoneComp.Tests.Policies;

/// <summary>Amounts of policies/ worked out on squared paper from layers/zones.csv: 1 km² is 1,500 mu or 100 ha.</summary>
public class HandWorkedAmountsTests
{
    [Theory]
    // I: x 1-3, y 1-5; of it in 甲县 (y below 4) 6 km2, inside the red line (x, y from 2) 2: 3,000 mu x 24 + 6,000 x 16 = 168,000.
    [InlineData("shanxi", "public_forest", "990101", 168_000)]
    // Provincial in 乙县 2 km2, one inside: 1,500 x 19.2 + 1,500 x 12.8 = 48,000. In 戊县 6 km2, the two inside are damaged: 6,000 x 12.8.
    [InlineData("shanxi", "public_forest", "990102", 48_000)]
    [InlineData("shanxi", "public_forest", "990202", 76_800)]
    // Natural forest two: 2 km2, one of them public forest already: 1,500 x 12.
    [InlineData("shanxi", "natural_forest_stop", "990201", 18_000)]
    // 丁县: moderate 4 km2 and x 2-3, y 7-8 sandy in the balance land, less 1 km2 that a project occupies: 6,000 x 20; the other balance
    // land 4,500 x 2.5.
    [InlineData("shanxi", "grazing", "990201", 131_250)]
    // Subsidence 1 km2 x 400 beats the funnel under it; the funnel's other km2 x 250: 600,000 + 375,000.
    [InlineData("shanxi", "rotation", "N0203-1", 975_000)]
    // 丁县: city source 1,500 x 60, and river source 2 km2 (x 0-1): 3,000 x 30.
    [InlineData("shanxi", "water", "990201", 180_000)]
    // 甲桥: 0.3 -> 50; 0.7 -> 100, late 110; 6 -> 200 wan yuan; 甲县 pays 360.
    [InlineData("shanxi", "sections_ledger", "990101", -3_600_000)]
    // 2,000 wan yuan drawn by 12,000 and 12,000 mu in the basin, 6,000 the neighbour's.
    [InlineData("shanxi", "cross_province", "990101", 8_000_000)]
    // Conservation part: y from 2. 甲西镇: I x 1-2, y 2-4: 2 km2 = 3,000 mu x 70 x 1.035 (1 + 0.3 x 0.02 + 0.2 x 0.05 + 0.3 x 0.03 + 0.2 x
    // 0.05).
    [InlineData("beijing", "mountain_forest", "990101001", 217_350)]
    // Farmland 2 km2 x 300 beats arable x 200 on its own ground, rotation 1 km2 x 350 beats both; arable has 2 more: 525,000 + 450,000 +
    // 600,000.
    [InlineData("beijing", "arable_protection", "990102001", 1_575_000)]
    // Project 1 km2 in the red line: 1,500 x 20,000.
    [InlineData("beijing", "occupation", "990202001", 30_000_000)]
    // Four towns of nationally important counties have 8 km2 each of 900 wan yuan.
    [InlineData("beijing", "nkefz_matching", "990201001", 2_250_000)]
    // Sea reserve 4 km2 = 400 ha x 300; it lies in no land county.
    [InlineData("panjin", "sea", "990103900", 120_000)]
    // One class over, two times 100; 2 classes at a tributary + 1.5 x 10, late: (100 + 15) x 1.1 = 126.5: 200 - 126.5 received by 乙县.
    [InlineData("panjin", "sections_ledger", "990102", 735_000)]
    // Forest of survey and layer are the same 2 km2: 3,000 x 15; grassland 8 km2 = 12,000 x 6.
    [InlineData("xinjiang", "class_rates", "990201", 117_000)]
    // Each county has 8 km2 of two basins of 16 km2 (丙县 b5, b6: 0.2 + 0.1 of 600 wan yuan, half of each).
    [InlineData("xinjiang", "basins", "990103", 900_000)]
    // Steep, at the source, polluted: 1 km2 each, third year: 4,500 x 300.
    [InlineData("sichuan", "slope_to_forest", "990102", 1_350_000)]
    // Ban and balance inside the pastoral mask only: 6,000 x 7.5 + 6,000 x 2.5.
    [InlineData("sichuan", "grassland", "990201", 60_000)]
    // 丙县: pilot 2 km2 x 60 x 0.68; the later pilot in 己县 has what the two first ones leave of 400,000: 乙县 1,500 x 60 x 0.8.
    [InlineData("sichuan", "wetland", "990103", 122_400)]
    [InlineData("sichuan", "wetland_later", "990203", 400_000 - 122_400 - 72_000)]
    // Hold-harmless at nine tenths of 2,000 wan yuan.
    [InlineData("sichuan", "zone_transfer", "990201", 18_000_000)]
    // 0.4 -> 20 x 1.4 = 28; 1.2 -> 80 x 2.2 = 176; better water: the province pays 15: city 9902 has 28 + 176 + 15 = 219 wan yuan.
    [InlineData("sichuan", "three_rivers", "9902", 2_190_000)]
    // Biological reserve 200 ha x 100 x 0.9, park 400 ha x 100 x 0.9 x 0.8.
    [InlineData("tocantins", "direct", "990201", 46_800)]
    // Reserve 400 ha x 100 x 0.7; of the APA's 400 ha 200 lie under it and count for the better return: 200 x 100 x 0.1 x 0.9.
    [InlineData("tocantins", "direct", "990202", 29_800)]
    public void The_amount_is_the_one_worked_out(string policy, string scheme, string unit, int amountYuan)
    {
        Assert.Equal(
            amountYuan,
            GridRun.Of(policy).Allocation.Rows.Where(row => row.Scheme == scheme && row.Unit == unit).Sum(row => row.AmountYuan));
    }

    // A quarter of a circle of 1 km, drawn with 128 edges: 64 sin(0.703125°) = 0.7853784 km2 = 1,178.0677 mu. The park is x 8-9, y 2-4,
    // its surroundings reach 1 km farther.
    [Theory]
    // 丙县: park 1,500 x 60 and wetland outside it 1,500 x 40 (1 km2 of each is damaged or occupied), ponds 1,500 x 120, farmland 1,500 x
    // 100; surroundings south of the park 1 km2 and a quarter circle x 20 (those in the east are wetland, at its higher rate).
    [InlineData("wetland_rates", "990103", 480_000 + 30_000 + (1_178.0677 * 20))]
    // 乙县: provincial wetland 3,000 x 40; surroundings in the west 2 km2 and a quarter circle x 20.
    [InlineData("wetland_rates", "990102", 120_000 + 60_000 + (1_178.0677 * 20))]
    // The river (4, 1) to (11, 1), 250 m to each side: in 乙县 4 x 0.5 km2 = 3,000 mu x 80; germplasm reserve without it 0.75 km2 = 1,125 x
    // 60; erosion area 12,000 x 15.
    [InlineData("water", "990102", 240_000 + 67_500 + 180_000)]
    // 甲县 has the half circle at its west end, a sixteenth of the size: 2 x 1,178.0677 / 16 x 80.
    [InlineData("water", "990101", 147.2585 * 80)]
    // 丙县: 3 x 0.5 km2; the tributary (11, 1) to (11, 3) 2 x 0.5 less 0.25 x 0.25 that both have; quarter circles: one at the corner, two
    // at the north end.
    [InlineData("water", "990103", (2_250 + 1_500 - 93.75 + (3 * 73.62923)) * 80)]
    // By length: 4 km x 20,000, of which 1 km in the provincial wetland x 5,000 more; 3 km x 20,000 and 2 km of tributary x 10,000.
    [InlineData("reach_care", "990102", 85_000)]
    [InlineData("reach_care", "990103", 80_000)]
    // Villages in key erosion-control or function areas: 甲一村 30, 乙一村 45 low-income people x 400.
    [InlineData("zone_people", "990101", 12_000)]
    [InlineData("zone_people", "990102", 18_000)]
    public void Buffers_lines_and_points_pay_what_is_worked_out(string scheme, string unit, double amountYuan)
    {
        decimal found = LibraryRun.Of("panjin").Results!.Allocation!.Rows.Where(row => row.Scheme == scheme && row.Unit == unit)
            .Sum(row => row.AmountYuan);

        // Arc vertices are rounded to 1 mm: at most 0.5 m2 along 1.6 km of arc, at 0.12 yuan/m2; the figures above have 1e-3 mu.
        Assert.Equal(amountYuan, (double)found, tolerance: 0.15);
    }

    [Fact] // A provincial wetland of 2 km2: 3,000 x 40.
    public void Ground_that_no_scheme_pays_is_listed()
    {
        GridRun run = GridRun.Of("panjin");

        Assert.Contains(
            run.Allocation.UnpaidGround,
            ground => ground.Region == "990101" && ground.Combination.Contains("redline", StringComparison.Ordinal));
        Assert.Equal(
            120_000m,
            run.Allocation.Rows.Where(row => row.Scheme == "wetland_rates" && row.Unit == "990102").Sum(row => row.AmountYuan));
    }
}
