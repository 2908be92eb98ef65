namespace ZoneComp.Preparation.Zones;

/// <summary>The layers' features and all that is known of them beside their rings; read by the thread that read the regions, or beside
/// it.</summary>
/// <param name="classes">Classes of the policy.</param>
/// <param name="looksClosely">Whether zones are looked through for <see cref="VertexOnEdge"/>.</param>
internal sealed class LayerReading(
    PolicyFile policy, AreaPlane plane, int classes, int threads, ReadingShare share, DiagnosticLog log, bool looksClosely)
{
    public SourceOpening Opening { get; } = new(policy, plane, log)
    {
        Share = (path, features) => share.Begin(path, isOfRegions: false, features),
        LooksClosely = looksClosely,
    };

    public ZoneOrigins Zones { get; private set; } = new();

    /// <summary>Digests of the zones' shapes, in the order of reading.</summary>
    public ShapeDigests Shapes { get; private set; } = new();

    public SourceFootprints Footprints { get; } = new();

    public List<PlaceFeature> Places { get; } = [];

    /// <summary>In which order the zones were read; those that only tell the regions' ground apart are one source more, the last.</summary>
    public ZoneOrder Order { get; private set; } = new(0);

    public IReadOnlyList<ZoneFile> Files { get; set; } = [];

    /// <summary>Ordinal of the source of zones that only tell the regions' ground apart.</summary>
    public int Hidden { get; private set; }

    /// <summary>Finds the files.</summary>
    /// <exception cref="UserErrorException">A pattern matches none.</exception>
    public void Begin()
    {
        Files = ZoneFile.Of(policy, log);
        Hidden = Files.Count(file => file.Source >= 0);
        Order = new ZoneOrder(Hidden + 1);
    }

    /// <summary>Reads them all.</summary>
    /// <param name="rings">Takes the zones; may come later.</param>
    /// <param name="before">Zones that are in it already.</param>
    /// <param name="stored">What sort pieces read of the zones, which are then not read; null to read them.</param>
    public void Read(Task<OverlayInput> rings, int before, HandedZones? handed, StoredZones? stored)
    {
        Shapes = ShapeDigests.For(handed?.MemoryBytes);
        var target = new ZoneTarget(classes, rings, Zones, Shapes, before);
        Action<ZoneFile, int>? take = stored is null ? null
            : (file, input) => stored.Take(file, Opening, input, rings.GetAwaiter().GetResult(), Zones, Shapes, Footprints);
        ZonePreparation.Read(Files, Opening, target, Order, plane, Places, threads, handed, take);
    }

    /// <summary>Features of zones whose shapes have one digest; call before <see cref="PutInOrder"/>, which numbers them anew.</summary>
    /// <param name="inputsBefore">Inputs before the layers' files.</param>
    public IReadOnlyList<FeatureKey[]> Alike(int inputsBefore)
    {
        int[] inputs = NumbersOfInputs(inputsBefore);
        return [.. Shapes.Alike()
            .Select(zones =>
                zones.Select(zone => new FeatureKey(inputs[Zones.Source(zone)], Zones.FeatureId(zone))).Distinct().Order().ToArray())
            .Where(features => features.Length > 1)];
    }

    /// <summary>The files that were read, by their index among all inputs.</summary>
    public IReadOnlyDictionary<int, ZoneFile> FilesByInput(int inputsBefore)
    {
        int[] inputs = NumbersOfInputs(inputsBefore);
        return Files.Where(file => inputs[file.Input] >= 0).ToDictionary(file => inputs[file.Input]);
    }

    /// <summary>Numbers the zones in the policy's order, and their sources among all inputs.</summary>
    /// <param name="before">Zones in the overlay's input before the layers'.</param>
    /// <param name="inputsBefore">Inputs before the layers' files.</param>
    public IReadOnlyList<PlaceFeature> PutInOrder(int before, int inputsBefore)
    {
        int[] inputs = NumbersOfInputs(inputsBefore);
        Zones = Zones.InOrder(Order.Sources.Take(Hidden).Select(part => (part.First - before, part.Count)), inputs);
        return [.. Places.Select(place => place with { Source = inputs[place.Source] })];
    }

    private int[] NumbersOfInputs(int before) => [.. Opening.PlacesOfInputs().Select(place => place < 0 ? place : place + before)];
}
