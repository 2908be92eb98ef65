namespace ZoneComp.Tables;

/// <summary>An earlier run's results, read from its factors.parquet, allocation.parquet and quotas.parquet.</summary>
public sealed class PreviousRun : IPreviousRun
{
    /// <summary>Name of a scheme's amounts: "pool.amount".</summary>
    private const string Amount = ".amount";

    private static readonly string[] Fixed = ["year", "region_code", "region_name"];
    private readonly Dictionary<string, PreviousColumn> columns;
    private readonly Dictionary<string, PreviousColumn?> brought = new(StringComparer.Ordinal);

    private PreviousRun(
        int year, Dictionary<string, PreviousColumn> columns, IReadOnlyCollection<string> regions, IReadOnlyList<string> files,
        InputStamps stamps)
    {
        Year = year;
        this.columns = columns;
        Regions = regions;
        Files = files;
        Stamps = stamps;
    }

    public int Year { get; }

    /// <summary>Full paths of the files read, for their hashes.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>As the files were when they were opened.</summary>
    internal InputStamps Stamps { get; }

    public IReadOnlyCollection<string> Names => columns.Keys;

    /// <summary>Codes of the regions of that run.</summary>
    internal IReadOnlyCollection<string> Regions { get; }

    /// <summary>Brings the columns that are asked for to this year's codes; null where they stay as they are.</summary>
    internal PreviousCodes? Codes { get; private set; }

    public PreviousColumn? Find(string name)
    {
        lock (brought)
        {
            if (!brought.TryGetValue(name, out PreviousColumn? column))
                brought.Add(name, column = columns.GetValueOrDefault(name) is { } found ? Codes?.Bring(name, found) ?? found : null);
            return column;
        }
    }

    public IReadOnlyList<string> CodesBehind(string code) => Codes?.OldCodesOf(code) ?? [code];

    /// <summary>The run that the policy names as its previous one; null when it names none.</summary>
    /// <param name="regions">This year's.</param>
    /// <param name="log">Gets what cannot be brought to this year's codes, when a column is asked for.</param>
    /// <exception cref="UserErrorException">The folder holds no results, or results of the wrong year.</exception>
    public static PreviousRun? Of(PolicyFile policy, IReadOnlyList<Region> regions, DiagnosticLog log)
    {
        if (policy.Previous is null)
            return null;
        string folder = Path.GetFullPath(Path.Combine(policy.Directory, policy.Previous));
        policy.Document.Folders.Require(policy.Root["previous"]!, folder);
        if (UntouchedResults.HasRecord(folder))
            UntouchedResults.Require(folder);
        else
            log.Add(TableFindings.PreviousWithoutRecord(policy.Previous));
        PreviousRun run = Open(folder, policy.PreviousCodes?.Source.Files() ?? []);
        if (run.Year >= policy.Year)
        {
            throw new UserErrorException(
                $"{policy.Path}: 'previous' is a run of {run.Year}, which is not before {policy.Year}.",
                $"{policy.Path}：previous 是 {run.Year} 年的结果，不早于 {policy.Year} 年。");
        }

        run.Codes = PreviousCodes.Of(policy, run, regions, log);
        return run;
    }

    /// <param name="folder">The run's output folder.</param>
    /// <param name="codes">The code-change table's file, recorded with the run's own.</param>
    public static PreviousRun Open(string folder, IReadOnlyList<string> codes)
    {
        string factors = Path.Combine(folder, "factors.parquet"), allocation = Path.Combine(folder, "allocation.parquet"),
            quotas = Path.Combine(folder, "quotas.parquet");
        Dictionary<string, PreviousColumn> columns = new(StringComparer.Ordinal);
        InputStamps stamps = new([factors, allocation, quotas, .. codes]);
        try
        {
            (int year, IReadOnlyCollection<string> regions) = ReadFactors(factors, columns);
            if (File.Exists(allocation))
                ReadAllocation(allocation, "amount_yuan", columns);
            if (File.Exists(quotas))
                ReadAllocation(quotas, "amount", columns);
            return new PreviousRun(
                year,
                columns,
                regions,
                [factors, .. new[] { allocation, quotas }.Where(File.Exists), .. codes],
                stamps);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or ParquetException or ArgumentException)
        {
            throw new UserErrorException(
                $"{folder}: no readable results of an earlier run: {unread.Message}",
                $"{folder}：没有可读的上年结果：{unread.Message}",
                unread);
        }
    }

    private static (int Year, IReadOnlyCollection<string> Regions) ReadFactors(string path, Dictionary<string, PreviousColumn> columns)
    {
        using ParquetFile file = ParquetFile.Open(path);
        string?[] codes = file.Column("region_code").Texts();
        foreach (ParquetLeaf leaf in file.Columns)
        {
            if (Fixed.Contains(leaf.Name)
                || leaf.Type.Kind is not (ParquetKind.Boolean or ParquetKind.Int32 or ParquetKind.Int64 or ParquetKind.Double
                or ParquetKind.Decimal or ParquetKind.Text))
                continue;
            object?[] values = [.. file.Column(leaf.Name).Values().Select(AsCell)];
            string unit = leaf.Unit is string stated && (Unit.Find(stated) is not null || Unit.Rate(stated) is not null)
                ? stated
                : "";
            columns[leaf.Name] = new PreviousColumn(QuantityOf(unit, values), unit, ByCode(codes, values));
        }

        return (YearOf(file), codes.OfType<string>().ToHashSet(StringComparer.Ordinal));
    }

    // A region's amount of a scheme is the sum over its sources.
    private static void ReadAllocation(string path, string amount, Dictionary<string, PreviousColumn> columns)
    {
        using ParquetFile file = ParquetFile.Open(path);
        string?[] codes = file.Column("region_code").Texts(), schemes = file.Column("scheme").Texts();
        object?[] amounts = file.Column(amount).Values();
        string?[]? units = amount == "amount" ? file.Column("unit").Texts() : null;
        Dictionary<string, string> unitOf = new(StringComparer.Ordinal);
        Dictionary<string, Dictionary<string, object?>> byScheme = new(StringComparer.Ordinal);
        for (int row = 0; row < codes.Length; row++)
        {
            if (codes[row] is not string code || schemes[row] is not string scheme || AsCell(amounts[row]) is not decimal paid)
                continue;
            if (!byScheme.TryGetValue(scheme, out Dictionary<string, object?>? values))
                byScheme.Add(scheme, values = new Dictionary<string, object?>(StringComparer.Ordinal));
            unitOf[scheme] = units?[row] ?? "yuan";
            values[code] = values.TryGetValue(code, out object? more) ? (decimal)more! + paid : paid;
        }

        foreach ((string scheme, Dictionary<string, object?> values) in byScheme)
            columns[scheme + Amount] = new PreviousColumn(Unit.Find(unitOf[scheme])!.Quantity, unitOf[scheme], values);
    }

    private static int YearOf(ParquetFile file)
    {
        object? year = file.Column("year").Values().FirstOrDefault(value => value is not null);
        return year switch { int number => number, long number => checked((int)number), _ => 0 };
    }

    private static Dictionary<string, object?> ByCode(string?[] codes, object?[] values)
    {
        Dictionary<string, object?> byCode = new(StringComparer.Ordinal);
        for (int row = 0; row < codes.Length; row++)
        {
            if (codes[row] is string code && values[row] is not null)
                byCode[code] = values[row];
        }

        return byCode;
    }

    private static Quantity QuantityOf(string unit, object?[] values) =>
        Unit.Find(unit)?.Quantity
        ?? values.FirstOrDefault(value => value is not null) switch
        {
            string => Quantity.Text,
            bool => Quantity.Flag,
            _ => Quantity.Number,
        };

    private static object? AsCell(object? value) => value switch
    {
        null => null,
        decimal or string or bool => value,
        int number => (decimal)number,
        long number => (decimal)number,
        double number when TypedNumber.Of(number) is { } held => held,
        _ => throw new ParquetException($"the value {value} is too large or not a number"),
    };
}
