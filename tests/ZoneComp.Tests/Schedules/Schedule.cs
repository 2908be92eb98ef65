using System.Collections.Concurrent;

namespace ZoneComp.Tests.Schedules;

/// <summary>Lets threads wait at the seams as a seed has it: some seams always, most now and then, some never, so that either side of a
/// seam comes late in some schedule.</summary>
internal sealed class Schedule : IDisposable
{
    /// <summary>Visits of one seam that may be slow, so that a schedule takes no longer than it must.</summary>
    private const int SlowVisits = 8;

    private readonly ConcurrentDictionary<string, int> visits = new(StringComparer.Ordinal);
    private readonly int seed;
    private readonly Action<string>? further;

    /// <param name="further">Done at each seam before the waiting: what an injected fault does.</param>
    public Schedule(int seed, Action<string>? further = null)
    {
        (this.seed, this.further) = (seed, further);
        Seam.Waits = Wait;
    }

    /// <summary>Seams that were come to, and how often.</summary>
    public IReadOnlyDictionary<string, int> Visits => visits;

    public void Dispose() => Seam.Waits = null;

    private void Wait(string seam)
    {
        further?.Invoke(seam);
        int visit = visits.AddOrUpdate(seam, 1, (_, before) => before + 1);
        uint ofSeam = Bits(seam, 0), ofVisit = Bits(seam, visit);
        switch (ofSeam % 4)
        {
            case 0 when visit <= SlowVisits:
                Thread.Sleep((int)(1 + (ofSeam >> 8) % 4));
                break;
            case 1 when visit <= SlowVisits && ofVisit % 4 == 0:
                Thread.Sleep((int)(ofVisit >> 8) % 3);
                break;
            case 2:
                Thread.SpinWait((int)(ofVisit >> 8) % 2000);
                _ = Thread.Yield();
                break;
        }
    }

    /// <summary>FNV-1a, well mixed: the same in every process, which <see cref="string.GetHashCode()"/> is not.</summary>
    private uint Bits(string seam, int visit)
    {
        unchecked
        {
            uint hash = 2166136261;
            foreach (char letter in seam)
                hash = (hash ^ letter) * 16777619;
            hash = ((hash ^ (uint)seed) * 16777619) ^ (uint)visit;
            hash = (hash ^ (hash >> 16)) * 0x7FEB352D;
            hash = (hash ^ (hash >> 15)) * 0x846CA68B;
            return hash ^ (hash >> 16);
        }
    }
}
