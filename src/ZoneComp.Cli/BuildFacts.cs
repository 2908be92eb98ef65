using System.Reflection;
using System.Runtime.InteropServices;

namespace ZoneComp.Cli;

/// <summary>What this program is and what it runs on, for the provenance of results.</summary>
internal static class BuildFacts
{
    public static RunFacts Current { get; } = new(Tool(), Packages(), Machine());

    private static ToolVersion Tool()
    {
        // "0.1.0+commit": the build appends the commit where it was built from a checkout.
        string version = typeof(Pipeline).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        string[] parts = version.Split('+', 2);
        return new ToolVersion(RunManifest.ToolName, parts[0], parts.Length > 1 ? parts[1] : null);
    }

    private static IReadOnlyList<NamedValue> Packages() =>
    [
        .. new[]
        {
            typeof(NetTopologySuite.Geometries.Geometry), typeof(ProjNet.CoordinateSystems.CoordinateSystem),
            typeof(Microsoft.Data.Sqlite.SqliteConnection), typeof(YamlDotNet.Core.Parser),
            typeof(DocumentFormat.OpenXml.Spreadsheet.Workbook),
        }
        .Select(type => type.Assembly)
        .Select(assembly => new NamedValue(
            assembly.GetName().Name!,
            assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
                ?? assembly.GetName().Version!.ToString()))
        .OrderBy(package => package.Name, StringComparer.Ordinal),
    ];

    private static MachineRecord Machine() => new(
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        RuntimeInformation.FrameworkDescription + (NativeProgram.IsThis ? ", native" : ""),
        Environment.ProcessorCount);
}
