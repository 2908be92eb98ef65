namespace ZoneComp.Tests.Preparation;

/// <summary>A policy over small CSV layers in a folder of its own, run through the whole pipeline.</summary>
internal sealed class InputRun : IDisposable
{
    /// <summary>One region, A, from (105, 30) to (105.1, 30.1) in degrees.</summary>
    public const string Square = "code,wkt\nA,\"SRID=4490;POLYGON((105 30,105.1 30,105.1 30.1,105 30.1,105 30))\"\n";

    /// <summary>Its western half.</summary>
    public const string WesternHalf = "POLYGON((105 30,105.05 30,105.05 30.1,105 30.1,105 30))";

    public TempFolder Folder { get; } = new();

    /// <summary>Text before the regions' block.</summary>
    public string Head { get; set; } = "";

    public string Regions { get; set; } = "{source: regions.csv, code: code}";

    public string Layers { get; set; } = "{zone: {source: zone.csv}}";

    /// <summary>A layer "zone" in zone.csv, one feature of the text fields before its geometry.</summary>
    public InputRun Zone(string wkt = WesternHalf, string fields = "", string values = "")
    {
        Folder.Write("regions.csv", Square);
        Folder.Write(
            "zone.csv",
            $"{(fields.Length > 0 ? fields + "," : "")}wkt\n{(values.Length > 0 ? values + "," : "")}\"SRID=4490;{wkt}\"\n");
        return this;
    }

    public RunOutcome Run(string? findingsPath = null, string? output = null, bool confined = false)
    {
        Folder.Write("policy.yaml", $"zonecomp: 1\ntitle: t\nyear: 2025\n{Head}\nregions: {Regions}\nlayers: {Layers}\n");
        return Pipeline.Run(
            new RunSettings
            {
                PolicyPath = Folder["policy.yaml"],
                OutputPath = output,
                FindingsPath = findingsPath,
                Confined = confined,
                Threads = 1,
            },
            new RunFacts(new ToolVersion("zonecomp", "0", null), [], new MachineRecord("", "", "", 1)),
            TimeProvider.System,
            new Progress<StageProgress>(),
            CancellationToken.None);
    }

    /// <summary>Area of class "zone" inside the regions, m².</summary>
    public static double ZoneM2(RunOutcome outcome) =>
        (double)outcome.Results!.Combinations.Rows.Where(row => row.Region >= 0 && row.Classes.Contains(0)).Sum(row => row.AreaM2);

    public static double RegionsM2(RunOutcome outcome) =>
        (double)outcome.Results!.Combinations.Rows.Where(row => row.Region >= 0).Sum(row => row.AreaM2);

    /// <summary>"ZC270 warning", in the log's order.</summary>
    public static IEnumerable<string> Codes(RunOutcome outcome) =>
        outcome.Findings.Select(finding => $"{finding.Code} {finding.Severity.ToString().ToLowerInvariant()}");

    public static string Message(RunOutcome outcome, string code) => outcome.Findings.First(finding => finding.Code == code).Message.En;

    public void Dispose() => Folder.Dispose();
}
