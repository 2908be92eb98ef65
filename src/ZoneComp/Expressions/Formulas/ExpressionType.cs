namespace ZoneComp.Expressions.Formulas;

/// <summary>Powers of the units that quantities are made of: a rate of yuan per mu is money 1, area -1.</summary>
public readonly record struct Dimension(int Money, int Area, int Length, int Volume = 0, int Mass = 0, int Energy = 0, int Persons = 0)
{
    public static readonly Dimension None;

    public static Dimension Of(Quantity quantity) => quantity switch
    {
        Model.Quantity.Money => new(1, 0, 0),
        Model.Quantity.Area => new(0, 1, 0),
        Model.Quantity.Length => new(0, 0, 1),
        Model.Quantity.Volume => new(0, 0, 0, Volume: 1),
        Model.Quantity.Mass => new(0, 0, 0, Mass: 1),
        Model.Quantity.Energy => new(0, 0, 0, Energy: 1),
        Model.Quantity.Persons => new(0, 0, 0, Persons: 1),
        _ => None,
    };

    /// <summary>By quantity its power, 0 for most.</summary>
    public IReadOnlyList<(Quantity Quantity, int Power)> Powers =>
    [
        (Model.Quantity.Money, Money), (Model.Quantity.Area, Area), (Model.Quantity.Length, Length), (Model.Quantity.Volume, Volume),
        (Model.Quantity.Mass, Mass), (Model.Quantity.Energy, Energy), (Model.Quantity.Persons, Persons),
    ];

    /// <summary>The quantity that this alone is; null for none and for products.</summary>
    public Quantity? Single => Powers.Where(each => each.Power != 0).ToArray() is [(Quantity only, 1)] ? only : null;

    /// <summary>One quantity per another, such as money per area; null for anything else.</summary>
    public (Quantity Above, Quantity Below)? Rate =>
        Powers.Where(each => each.Power != 0).OrderByDescending(each => each.Power).ToArray() is [(Quantity above, 1), (Quantity below, -1)]
            ? (above, below)
            : null;

    public static Dimension operator +(Dimension left, Dimension right) => new(
        left.Money + right.Money, left.Area + right.Area, left.Length + right.Length, left.Volume + right.Volume, left.Mass + right.Mass,
        left.Energy + right.Energy, left.Persons + right.Persons);

    public static Dimension operator -(Dimension left, Dimension right) => new(
        left.Money - right.Money, left.Area - right.Area, left.Length - right.Length, left.Volume - right.Volume, left.Mass - right.Mass,
        left.Energy - right.Energy, left.Persons - right.Persons);
}

public enum ValueKind
{
    /// <summary>A decimal with a dimension.</summary>
    Quantity,
    Text,
    Flag,

    /// <summary>Fits everything: null, a bare 0, a value of a last year that is not there.</summary>
    Any,
}

/// <summary>What an expression gives.</summary>
/// <param name="Unit">Unit that is written for the value, in which it is shown: "mu", "yuan/mu"; "" for the dimension's own (m2, m, yuan,
/// none).</param>
public sealed record ExpressionType(ValueKind Kind, Dimension Dimension, string Unit = "")
{
    /// <summary>Whether values in different units, or in one that is not written, were put together, so that nobody reads which unit is
    /// meant.</summary>
    public bool IsMixed { get; init; }

    public static readonly ExpressionType Number = new(ValueKind.Quantity, Dimension.None);
    public static readonly ExpressionType Text = new(ValueKind.Text, Dimension.None);
    public static readonly ExpressionType Flag = new(ValueKind.Flag, Dimension.None);
    public static readonly ExpressionType Any = new(ValueKind.Any, Dimension.None);

    public static ExpressionType Of(Quantity quantity, string unit = "") => quantity switch
    {
        Model.Quantity.Number when Policy.Unit.RateParts(unit) is var (above, below) => new ExpressionType(
            ValueKind.Quantity,
            Dimension.Of(above.Quantity) - Dimension.Of(below.Quantity),
            $"{above.Name}/{below.Name}"),
        Model.Quantity.Text => Text,
        Model.Quantity.Flag => Flag,
        _ => new ExpressionType(ValueKind.Quantity, Dimension.Of(quantity), unit),
    };

    /// <summary>Whether a column can hold it: one quantity, or one per another.</summary>
    public bool IsOfColumns => Quantity is not null || IsRate;

    /// <summary>One quantity per another: money per area, cubic metres per person.</summary>
    public bool IsRate => Kind == ValueKind.Quantity && Dimension.Rate is not null;

    public bool IsNumber => Kind == ValueKind.Any || (Kind == ValueKind.Quantity && Dimension == Dimension.None);

    /// <summary>The quantity of a column of this type; null for a mixed dimension such as yuan per mu, which no column can hold.</summary>
    public Quantity? Quantity => Kind switch
    {
        ValueKind.Text => Model.Quantity.Text,
        ValueKind.Flag => Model.Quantity.Flag,
        _ => Dimension == Dimension.None ? Model.Quantity.Number : Dimension.Single,
    };

    /// <summary>Whether values of the two types may be added, compared or chosen between.</summary>
    public bool Fits(ExpressionType other) =>
        Kind == ValueKind.Any || other.Kind == ValueKind.Any || (Kind == other.Kind && Dimension == other.Dimension);

    /// <summary>The common type of two that fit, whatever their order: the known one, shown in the larger of two units.</summary>
    public ExpressionType With(ExpressionType other)
    {
        if (Kind == ValueKind.Any)
            return other;
        if (other.Kind == ValueKind.Any || (Unit == other.Unit && !IsMixed && !other.IsMixed))
            return this;
        bool isOther = Unit.Length == 0
            || (other.Unit.Length > 0 && Exact.Compare(UnitProduct.Factor(other.Unit), UnitProduct.Factor(Unit)) > 0);
        return this with { Unit = isOther ? other.Unit : Unit, IsMixed = true };
    }

    public string Shown => Kind switch
    {
        ValueKind.Text => "text",
        ValueKind.Flag => "a flag",
        ValueKind.Any => "a value",
        _ when Quantity is { } own => Named(own).En,
        _ when Dimension.Rate is var (above, below) => $"{Named(above).En} per {Named(below).En.Split(' ')[^1]}",
        _ => $"a mixed quantity ({Mixed(Diagnostics.Language.English)})",
    };

    public string ShownZh => Kind switch
    {
        ValueKind.Text => "文本",
        ValueKind.Flag => "是否值",
        ValueKind.Any => "值",
        _ when Quantity is { } own => Named(own).Zh,
        _ when Dimension.Rate is var (above, below) => $"单位{Named(below).Zh}{Named(above).Zh}",
        _ => $"混合量（{Mixed(Diagnostics.Language.Chinese)}）",
    };

    /// <summary>What <see cref="InShownUnit"/> counts in: "mu", "yuan/mu", "" for a number.</summary>
    public string ShownUnitText => Unit.Length > 0 ? Unit : UnitProduct.Base(Dimension);

    /// <summary>A number of internal units, in the shown one.</summary>
    public Cell InShownUnit(Cell number) => Dimension == Dimension.None ? number : Exact.Divide(number, UnitProduct.Factor(ShownUnitText));

    /// <summary>The unit to show in: the stated one, else the dimension's own.</summary>
    public Unit? ShownUnit => Policy.Unit.Find(Unit.Length > 0 ? Unit : Quantity is { } own ? Policy.Unit.BaseOf(own) : "");

    internal static LocalText Named(Quantity quantity) => quantity switch
    {
        Model.Quantity.Money => new("money", "金额"),
        Model.Quantity.Area => new("an area", "面积"),
        Model.Quantity.Length => new("a length", "长度"),
        Model.Quantity.Volume => new("a volume", "体积"),
        Model.Quantity.Mass => new("a mass", "重量"),
        Model.Quantity.Energy => new("an energy", "电量"),
        Model.Quantity.Persons => new("persons", "人数"),
        _ => new("a number", "数"),
    };

    // "money^1 area^-2 length^0": the first three always, the others where they are meant.
    private string Mixed(Diagnostics.Language language) => string.Join(' ', Dimension.Powers
        .Where((each, index) => index < 3 || each.Power != 0)
        .Select(each => $"{Named(each.Quantity).In(language).Split(' ')[^1]}^{each.Power}"));
}
