namespace ZoneComp.Features;

/// <summary>Passes findings of one source on to the log, each only once however often the layer is read.</summary>
internal sealed class ReadingReport(DiagnosticLog log)
{
    private readonly HashSet<Diagnostic> told = [];

    /// <summary>For a look ahead, whose findings the real walk will have again.</summary>
    public static ReadingReport Unheard => new(new DiagnosticLog());

    public void Add(Diagnostic finding)
    {
        lock (told)
        {
            if (!told.Add(finding))
                return;
        }

        log.Add(finding);
    }
}

/// <summary>Findings about single features of one walk: of each kind the first 100,000 one by one, the rest summed up at the end.</summary>
internal sealed class FeatureTally(ReadingReport report, string subject)
{
    private readonly Dictionary<string, (long Count, Diagnostic Last)> counts = [];

    /// <param name="finding">Makes the finding for a subject such as "counties.shp#7".</param>
    /// <param name="at">A coordinate of the feature.</param>
    public void Add(string code, long feature, LayerPoint at, Func<string, Diagnostic> finding)
    {
        long count = counts.GetValueOrDefault(code).Count + 1;
        if (count <= AlikeFindings.Kept)
        {
            Diagnostic one = finding(FormattableString.Invariant($"{subject}#{feature}")) with { InLayer = at };
            report.Add(one);
            counts[code] = (count, one);
        }
        else
        {
            counts[code] = (count, counts[code].Last);
        }
    }

    /// <summary>Tells how many more there were; call when the walk ends.</summary>
    public void Close()
    {
        foreach (var (_, (count, last)) in counts.Where(entry => entry.Value.Count > AlikeFindings.Kept)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal))
            report.Add(last with { Further = count - AlikeFindings.Kept });
        counts.Clear();
    }
}
