using System.Numerics;

namespace ZoneComp.Comparison;

/// <summary>Computes the amounts of a mix of two years, as a run with those blocks and inputs would.</summary>
internal sealed class MixedAmounts(PolicyFile old, PolicyFile current, Ground ground, MixedTables tables, UnitMatch units)
{
    /// <summary>Amounts in fen by payee and scheme; what is not there is 0.</summary>
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
            AllocationTable? allocation = Pipeline.Compute(mixed, inputs, log).Allocation;
            if (log.Sorted().FirstOrDefault(finding => finding.Severity == Severity.Error) is { } error)
                throw new MixRefusedException(new LocalText(
                    $"{error.Subject}: {error.Code}: {error.Message.En}",
                    $"{error.Subject}：{error.Code}：{error.Message.Zh}"));
            return Sums(allocation, units, mix.IsNew(SwitchKind.Boundary));
        }
        catch (UserErrorException refused)
        {
            throw new MixRefusedException(refused.Text);
        }
    }

    /// <summary>A payee's amounts of a scheme, over its sources and, in a group of codes, over the codes.</summary>
    public static Dictionary<(int Unit, string Scheme), BigInteger> Sums(AllocationTable? allocation, UnitMatch units, bool isNew)
    {
        Dictionary<(int Unit, string Scheme), BigInteger> sums = [];
        foreach (AllocationRow row in allocation?.Rows ?? [])
        {
            // A payee that is no region may be named by a table or policy of the other year.
            int unit = units.Find(row.Unit, isNew) ?? units.Find(row.Unit, !isNew)
                ?? throw new MixRefusedException(new LocalText($"payee {row.Unit} is in neither run", $"单位 {row.Unit} 不在任一结果中"));
            decimal fen = row.AmountYuan * 100m;
            if (fen != decimal.Truncate(fen))
                throw new InvalidOperationException($"{row.Scheme}, {row.Unit}: {row.AmountYuan} yuan is no whole number of fen.");
            sums[(unit, row.Scheme)] = sums.GetValueOrDefault((unit, row.Scheme)) + (BigInteger)fen;
        }

        return sums;
    }
}
