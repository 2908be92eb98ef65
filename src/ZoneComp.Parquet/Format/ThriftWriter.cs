namespace ZoneComp.Parquet.Format;

/// <summary>Types of the Thrift compact protocol, by their code in field and list headers.</summary>
internal enum ThriftType
{
    Stop = 0,
    True = 1,
    False = 2,
    Byte = 3,
    Int16 = 4,
    Int32 = 5,
    Int64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Set = 10,
    Map = 11,
    Struct = 12,
    Uuid = 13,
}

/// <summary>Writes structs in the Thrift compact protocol: the form of all Parquet metadata.</summary>
/// <remarks>Source: thrift/doc/specs/thrift-compact-protocol.md. Fields must be written in ascending order of their ids.</remarks>
internal sealed class ThriftWriter(ByteSink sink)
{
    private readonly Stack<int> outerFields = new();
    private int lastField;

    public void BeginStruct()
    {
        outerFields.Push(lastField);
        lastField = 0;
    }

    public void EndStruct()
    {
        sink.Byte((int)ThriftType.Stop);
        lastField = outerFields.Pop();
    }

    public void Field(int id, ThriftType type)
    {
        int step = id - lastField;
        if (step is > 0 and <= 15)
        {
            sink.Byte(step << 4 | (int)type);
        }
        else
        {
            sink.Byte((int)type);
            sink.ZigZag(id);
        }

        lastField = id;
    }

    public void Int32(int id, int value)
    {
        Field(id, ThriftType.Int32);
        sink.ZigZag(value);
    }

    public void Int64(int id, long value)
    {
        Field(id, ThriftType.Int64);
        sink.ZigZag(value);
    }

    public void Boolean(int id, bool value) => Field(id, value ? ThriftType.True : ThriftType.False);

    public void Text(int id, string value) => Binary(id, System.Text.Encoding.UTF8.GetBytes(value));

    public void Binary(int id, ReadOnlySpan<byte> value)
    {
        Field(id, ThriftType.Binary);
        BareBinary(value);
    }

    public void BareBinary(ReadOnlySpan<byte> value)
    {
        sink.Varint((ulong)value.Length);
        sink.Bytes(value);
    }

    public void BareInt32(int value) => sink.ZigZag(value);

    public void List(int id, ThriftType element, int count)
    {
        Field(id, ThriftType.List);
        if (count < 15)
        {
            sink.Byte(count << 4 | (int)element);
        }
        else
        {
            sink.Byte(0xf0 | (int)element);
            sink.Varint((ulong)count);
        }
    }

    /// <summary>A field that is a struct.</summary>
    public void Struct(int id, Action content)
    {
        Field(id, ThriftType.Struct);
        BeginStruct();
        content();
        EndStruct();
    }
}
