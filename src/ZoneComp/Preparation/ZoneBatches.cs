using ZoneComp.Overlay;
using ZoneComp.Reading;

namespace ZoneComp.Preparation;

/// <summary>Hands batches of zone features to other threads and adds what they make of them in the order of reading.</summary>
internal sealed class ZoneBatches(OpenedSource opened, OverlayInput rings, ZoneOrigins origins, int threads)
{
    private readonly Queue<ZoneBatch> underway = new();
    private ZoneBatch filling = new(rings.ClassCount, opened.NewProjector(), opened.Plane);

    public void Add(long id, FeatureShape shape, IReadOnlyList<int> layerClasses, int firstClass)
    {
        filling.Add(id, shape, layerClasses, firstClass);
        if (filling.IsFull)
            Send();
    }

    /// <summary>Adds all that is left; call once after the last feature.</summary>
    public void Finish()
    {
        if (!filling.IsEmpty)
            Send();
        while (underway.TryDequeue(out ZoneBatch? batch))
            Receive(batch);
    }

    private void Send()
    {
        underway.Enqueue(filling);
        if (threads > 1)
            filling.Start();
        // The reading thread projects too when it would have to wait.
        if (threads > 1 && underway.Count <= threads)
        {
            filling = new ZoneBatch(rings.ClassCount, opened.NewProjector(), opened.Plane);
            return;
        }

        filling = underway.Dequeue();
        Receive(filling);
        filling.Clear();
    }

    private void Receive(ZoneBatch batch)
    {
        batch.Complete();
        rings.Append(batch.Rings);
        foreach (long feature in batch.ZoneFeatures)
            origins.Add(opened.InputIndex, feature);
        opened.Took(batch);
    }
}
