namespace ZoneComp.Expressions.Formulas;

/// <summary>Powers of the three units that quantities are made of: a rate of yuan per mu is money 1, area -1.</summary>
public readonly record struct Dimension(int Money, int Area, int Length)
{
    public static readonly Dimension None;

    public static Dimension Of(Quantity quantity) => quantity switch
    {
        Model.Quantity.Money => new(1, 0, 0),
        Model.Quantity.Area => new(0, 1, 0),
        Model.Quantity.Length => new(0, 0, 1),
        _ => None,
    };

    public static Dimension operator +(Dimension left, Dimension right) =>
        new(left.Money + right.Money, left.Area + right.Area, left.Length + right.Length);

    public static Dimension operator -(Dimension left, Dimension right) =>
        new(left.Money - right.Money, left.Area - right.Area, left.Length - right.Length);
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
        Model.Quantity.Number when Policy.Unit.MoneyPerArea(unit) is string rate => new ExpressionType(
            ValueKind.Quantity,
            new Dimension(1, -1, 0),
            rate),
        Model.Quantity.Text => Text,
        Model.Quantity.Flag => Flag,
        _ => new ExpressionType(ValueKind.Quantity, Dimension.Of(quantity), unit),
    };

    /// <summary>Whether a column can hold it: one quantity, or money per area.</summary>
    public bool IsOfColumns => Quantity is not null || IsRate;

    /// <summary>Money per area.</summary>
    public bool IsRate => Kind == ValueKind.Quantity && Dimension == new Dimension(1, -1, 0);

    public bool IsNumber => Kind == ValueKind.Any || (Kind == ValueKind.Quantity && Dimension == Dimension.None);

    /// <summary>The quantity of a column of this type; null for a mixed dimension such as yuan per mu, which no column can hold.</summary>
    public Quantity? Quantity => Kind switch
    {
        ValueKind.Text => Model.Quantity.Text,
        ValueKind.Flag => Model.Quantity.Flag,
        _ => Dimension switch
        {
            (0, 0, 0) => Model.Quantity.Number,
            (1, 0, 0) => Model.Quantity.Money,
            (0, 1, 0) => Model.Quantity.Area,
            (0, 0, 1) => Model.Quantity.Length,
            _ => null,
        },
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
        _ => Dimension switch
        {
            (0, 0, 0) => "a number",
            (1, 0, 0) => "money",
            (0, 1, 0) => "an area",
            (0, 0, 1) => "a length",
            (1, -1, 0) => "money per area",
            _ => $"a mixed quantity (money^{Dimension.Money} area^{Dimension.Area} length^{Dimension.Length})",
        },
    };

    public string ShownZh => Kind switch
    {
        ValueKind.Text => "文本",
        ValueKind.Flag => "是否值",
        ValueKind.Any => "值",
        _ => Dimension switch
        {
            (0, 0, 0) => "数",
            (1, 0, 0) => "金额",
            (0, 1, 0) => "面积",
            (0, 0, 1) => "长度",
            (1, -1, 0) => "单位面积金额",
            _ => $"混合量（金额^{Dimension.Money} 面积^{Dimension.Area} 长度^{Dimension.Length}）",
        },
    };

    /// <summary>What <see cref="InShownUnit"/> counts in: "mu", "yuan/mu", "" for a number.</summary>
    public string ShownUnitText => Unit.Length > 0 ? Unit : UnitProduct.Base(Dimension);

    /// <summary>A number of internal units, in the shown one.</summary>
    public Cell InShownUnit(Cell number) => Dimension == Dimension.None ? number : Exact.Divide(number, UnitProduct.Factor(ShownUnitText));

    /// <summary>The unit to show in: the stated one, else the dimension's own.</summary>
    public Unit? ShownUnit => Policy.Unit.Find(Unit.Length > 0 ? Unit : Quantity switch
    {
        Model.Quantity.Area => "m2",
        Model.Quantity.Length => "m",
        Model.Quantity.Money => "yuan",
        _ => "",
    });
}
