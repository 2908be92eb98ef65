namespace ZoneComp.Diagnostics;

/// <summary>Places where one thread hands something to another, or several add to one thing: docs/engine.md, "Who owns what
/// when".</summary>
/// <remarks>Tests wait there, to try orders that a quiet machine does not show. In the program nobody does, and a seam is one comparison
/// with null.</remarks>
internal static class Seam
{
    private static volatile Action<string>? waits;

    /// <summary>Who is told that a thread came to a seam, and may let it wait; null for nobody.</summary>
    public static Action<string>? Waits
    {
        get => waits;
        set => waits = value;
    }

    /// <param name="name">The same for all threads that come to the same place; they may come there side by side.</param>
    public static void At(string name) => waits?.Invoke(name);
}
