namespace ZoneComp.Shapefile;

public enum DbfFieldKind
{
    Text,

    /// <summary>Digits: <see cref="long"/> without decimals, else <see cref="decimal"/>, or <see cref="double"/> where that is too
    /// small.</summary>
    Number,
    Logical,
    Date,

    /// <summary>Date and time, given as text yyyy-MM-ddTHH:mm:ss.fff.</summary>
    Timestamp,

    /// <summary>Memo, picture, unknown letter: named, never read.</summary>
    NotRead,
}

/// <summary>One column of a .dbf.</summary>
/// <param name="Name">Decoded, and made unique with a number where the file repeats it.</param>
/// <param name="TypeCode">The file's letter: C N F L D I B O T Y @ + M ...</param>
/// <param name="Width">Bytes in a row.</param>
public sealed record DbfField(string Name, char TypeCode, int Width, int Decimals = 0)
{
    /// <summary>Where the value begins in a row; the delete flag is byte 0.</summary>
    internal int Offset { get; init; }

    public DbfFieldKind Kind => TypeCode switch
    {
        'C' => DbfFieldKind.Text,
        'N' or 'F' => DbfFieldKind.Number,
        'I' or '+' when Width == 4 => DbfFieldKind.Number,
        'O' or 'B' or 'Y' when Width == 8 => DbfFieldKind.Number,
        'L' => DbfFieldKind.Logical,
        'D' => DbfFieldKind.Date,
        'T' or '@' when Width == 8 => DbfFieldKind.Timestamp,
        _ => DbfFieldKind.NotRead,
    };

    /// <summary>Whether the values are whole numbers that fit 64 bits.</summary>
    public bool IsInteger =>
        Kind == DbfFieldKind.Number && (TypeCode is 'I' or '+' || (TypeCode is 'N' or 'F' && Decimals == 0 && Width <= 18));
}
