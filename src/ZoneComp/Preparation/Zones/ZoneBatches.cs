namespace ZoneComp.Preparation.Zones;

/// <summary>Hands batches of zone features to other threads and adds what they make of them in the order of reading.</summary>
internal sealed class ZoneBatches(OpenedSource opened, ZoneTarget target, int threads)
{
    /// <summary>Batches read ahead while what takes them is not there yet.</summary>
    private const int ReadAhead = 24;

    private readonly Queue<ZoneBatch> underway = new();
    private ZoneBatch filling = NewBatch(opened, target);

    public void Add(long id, FeatureShape shape, IReadOnlyList<int> layerClasses, int firstClass)
    {
        filling.Add(id, shape, layerClasses, firstClass);
        if (filling.IsFull)
            Send();
    }

    public void Add(ILeavingCursor cursor, in LeftPolygon polygon, IReadOnlyList<int> layerClasses, int firstClass)
    {
        filling.Add(cursor, polygon, layerClasses, firstClass);
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

    /// <summary>Gives up what is left; afterwards no thread works at it.</summary>
    public void Abandon()
    {
        foreach (ZoneBatch batch in underway)
            batch.Abandon();
    }

    private int Ahead => threads == 1 ? 0 : target.IsReady ? threads : Math.Max(threads, ReadAhead);

    private static ZoneBatch NewBatch(OpenedSource opened, ZoneTarget target) =>
        new(target.ClassCount, opened.NewProjector(), opened.Plane, opened.LooksClosely);

    private void Send()
    {
        underway.Enqueue(filling);
        if (threads > 1)
            filling.Start();
        if (underway.Count <= Ahead)
        {
            filling = NewBatch(opened, target);
            return;
        }

        do
        {
            filling = underway.Peek();
            Receive(filling); // this thread projects too when it would have to wait
            _ = underway.Dequeue();
        }
        while (underway.Count > Ahead);
        filling.Clear();
    }

    private void Receive(ZoneBatch batch)
    {
        batch.Complete();
        opened.Took(batch);
        target.Add(opened.InputIndex, batch);
    }
}
