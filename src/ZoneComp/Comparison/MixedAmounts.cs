using System.Numerics;

namespace ZoneComp.Comparison;

/// <summary>Computes the amounts of a mix of two years, as a run with those blocks and inputs would.</summary>
internal sealed class MixedAmounts(
    PolicyFile old, PolicyFile current, Ground ground, MixedTables tables, UnitMatch units, IReadOnlyList<ComparedScheme> schemes)
{
    /// <summary>Amounts in fen, of quotas in their last decimal, by payee and scheme; what is not there is 0.</summary>
    /// <exception cref="MixRefusedException">The mix cannot be computed.</exception>
    public Dictionary<(int Unit, string Scheme), BigInteger> Of(Mix mix)
    {
        try
        {
            PolicyFile mixed = MixedPolicy.Of(old, current, mix);
            DiagnosticLog log = new(new StatedSeverities(mixed).Of) { Words = PolicyWords.OfFindings(mixed.Root.Document) };
            MixedGround maps = ground.Of(mixed, mix, log);
            ExpressionInputs inputs = new()
            {
                Combinations = maps.Combinations,
                RegionSets = maps.RegionSets,
                Tables = tables.Of(mixed, mix),
                Pieces = maps.Pieces,
                Features = maps.Features,
                Previous = tables.Previous(mix),
            };
            RunTables computed = Pipeline.Compute(mixed, inputs, log);
            if (log.Sorted().FirstOrDefault(finding => finding.Severity == Severity.Error) is { } error)
                throw new MixRefusedException(new LocalText(
                    $"{error.Subject}: {error.Code}: {error.Message.En}",
                    $"{error.Subject}：{error.Code}：{error.Message.Zh}"));
            return Sums(Together(computed.Allocation, computed.Quotas), units, mix.IsNew(SwitchKind.Boundary), schemes);
        }
        catch (UserErrorException refused)
        {
            throw new MixRefusedException(refused.Text);
        }
    }

    /// <summary>Money and quotas of a run, for what holds of both: every scheme keeps its measure.</summary>
    public static AllocationTable? Together(AllocationTable? money, AllocationTable? quotas) => money is null || quotas is null
        ? money ?? quotas
        : money with { Schemes = [.. money.Schemes, .. quotas.Schemes], Rows = [.. money.Rows, .. quotas.Rows] };

    /// <summary>A payee's amounts of a scheme, over its sources and, in a group of codes, over the codes.</summary>
    /// <param name="schemes">Which are held against each other, and to how many decimals.</param>
    public static Dictionary<(int Unit, string Scheme), BigInteger> Sums(
        AllocationTable? allocation, UnitMatch units, bool isNew, IReadOnlyList<ComparedScheme> schemes)
    {
        Dictionary<string, string> measures = (allocation?.Schemes ?? []).ToDictionary(scheme => scheme.Name, scheme => scheme.Measure);
        Dictionary<(string, string), (string Name, decimal Parts)> keys = schemes.ToDictionary(
            scheme => (scheme.OwnName, scheme.Measure), scheme => (scheme.Name, (decimal)Math.Pow(10, scheme.Decimals)));
        Dictionary<(int Unit, string Scheme), BigInteger> sums = [];
        foreach (AllocationRow row in allocation?.Rows ?? [])
        {
            // A payee that is no region may be named by a table or policy of the other year.
            int unit = units.Find(row.Unit, isNew) ?? units.Find(row.Unit, !isNew)
                ?? throw new MixRefusedException(new LocalText($"payee {row.Unit} is in neither run", $"单位 {row.Unit} 不在任一结果中"));
            (string scheme, decimal parts) = keys[(row.Scheme, measures[row.Scheme])];
            decimal fen = row.AmountYuan * parts;
            if (fen != decimal.Truncate(fen))
                throw new InvalidOperationException($"{row.Scheme}, {row.Unit}: {row.AmountYuan} is no whole number of 1/{parts}.");
            sums[(unit, scheme)] = sums.GetValueOrDefault((unit, scheme)) + (BigInteger)fen;
        }

        return sums;
    }
}
