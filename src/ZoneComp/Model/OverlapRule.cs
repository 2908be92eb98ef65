namespace ZoneComp.Model;

/// <summary>What is paid for ground on which several items of a scheme lie.</summary>
public enum OverlapRule
{
    /// <summary>Every item pays: double payment, by the policy's own word.</summary>
    Sum,

    /// <summary>One payment at the one rate that all items share.</summary>
    Union,

    /// <summary>The highest stated rate, once (就高不就低、不重复; Jiangxi 2023).</summary>
    HighestRate,

    /// <summary>The item that pays most after its coefficients, piece by piece (Tocantins Lei 1.323/2002 art. 3 §2).</summary>
    BestReturn,

    /// <summary>The first item in the policy's order.</summary>
    Priority,

    /// <summary>Items must not meet; ground where they do is an error (grazing ban and grass balance).</summary>
    Disjoint,
}
