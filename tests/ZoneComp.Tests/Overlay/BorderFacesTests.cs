namespace ZoneComp.Tests.Overlay;

public class BorderFacesTests
{
    /// <summary>
    /// A notch of 10 m by 10 m in one region's side is closed by its neighbour, 100 m² of gap with a border of 40 m, so 5 m wide in the
    /// mean. Above the notch the
    /// neighbour laps over by 0.1 m: along the notch and along the rest of the side the two borders then share pieces whose ends differ.
    /// </summary>
    [Theory]
    [InlineData(1000)]
    [InlineData(999.999)]
    [InlineData(999.9)]
    public void A_gap_is_found_beside_an_overlap(double westOfNeighbour)
    {
        var regions = new OverlayInput(0);
        _ = regions.AddRegion();
        regions.AddRing(Ring(0, 0, 1000, 0, 1000, 495, 990, 495, 990, 505, 1000, 505, 1000, 1000, 0, 1000));
        _ = regions.AddRegion();
        regions.AddRing(Ring(1000, 0, 2000, 0, 2000, 1000, westOfNeighbour, 1000, westOfNeighbour, 505, 1000, 505));

        BorderFace gap = Assert.Single(BorderFaces.Find(RegionBorders.Loose(regions), [], _ => 1));

        Assert.Equal((0, 100m, 5d), (gap.Regions, gap.AreaM2, gap.WidthM));
    }

    /// <summary>Metres to the lattice of a millimetre.</summary>
    private static LatticePoint[] Ring(params double[] metres) =>
        [.. metres.Chunk(2).Select(point => new LatticePoint((long)Math.Round(point[0] * 1000), (long)Math.Round(point[1] * 1000)))];
}
