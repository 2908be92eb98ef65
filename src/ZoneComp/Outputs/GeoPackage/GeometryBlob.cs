using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace ZoneComp.Outputs.GeoPackage;

/// <summary>A geometry as GeoPackage stores it: a header with the envelope, then WKB, all little-endian (standard, 2.1.3).</summary>
internal static class GeometryBlob
{
    private const byte LittleEndian = 0b0000_0001;
    private const byte EnvelopeXY = 0b0000_0010;
    private const byte Empty = 0b0001_0000;

    public static byte[] Write(Geometry geometry, int srsId)
    {
        byte[] wkb = new WKBWriter(ByteOrder.LittleEndian, handleSRID: false, emitZ: false, emitM: false).Write(geometry);
        bool withEnvelope = !geometry.IsEmpty && geometry is not Point;
        int header = withEnvelope ? 40 : 8;
        byte[] blob = new byte[header + wkb.Length];
        blob[0] = (byte)'G';
        blob[1] = (byte)'P';
        blob[3] = (byte)(LittleEndian | (withEnvelope ? EnvelopeXY : 0) | (geometry.IsEmpty ? Empty : 0));
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(4), srsId);
        if (withEnvelope)
        {
            Envelope box = geometry.EnvelopeInternal;
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(8), box.MinX);
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(16), box.MaxX);
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(24), box.MinY);
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(32), box.MaxY);
        }

        wkb.CopyTo(blob, header);
        return blob;
    }

    /// <summary>A geometry that <see cref="Write"/> wrote.</summary>
    public static Geometry Read(byte[] blob) => new WKBReader().Read(blob[((blob[3] & EnvelopeXY) != 0 ? 40 : 8)..]);
}
