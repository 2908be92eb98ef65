using System.Runtime.InteropServices;

namespace ZoneComp.Reading.Gdal;

/// <summary>One message of GDAL.</summary>
internal readonly record struct GdalMessage(bool IsFailure, string Text);

/// <summary>What GDAL said on this thread since it was last asked: it hands its messages to the thread on which it works, so that no
/// reader hears another's.</summary>
internal static unsafe class GdalMessages
{
    private const int Warning = 2;
    private const int Failure = 3;

    // A damaged file may raise one for each feature.
    private const int Most = 100;

    [ThreadStatic]
    private static List<GdalMessage>? heard;

    /// <summary>The messages, each once, in their order; none afterwards.</summary>
    public static IReadOnlyList<GdalMessage> Take()
    {
        if (heard is not { Count: > 0 } all)
            return [];
        heard = null;
        return all;
    }

    [UnmanagedCallersOnly]
    internal static void Hear(int severity, int number, byte* text)
    {
        if (severity < Warning || heard?.Count >= Most)
            return;
        var message = new GdalMessage(severity >= Failure, GdalLibrary.String(text).Trim());
        heard ??= [];
        if (!heard.Contains(message))
            heard.Add(message);
    }
}
