using System.Collections;

namespace ZoneComp.Expressions.Formulas;

/// <summary>The members of a fold, each made when it is asked for: most of thousands never are.</summary>
internal sealed class FoldMembers(Fold fold) : IReadOnlyList<Member>
{
    public int Count => fold.Numbers.Count;

    public Member this[int index] => new(fold.Labels[index], ExactText.Of(fold.Numbers[index], fold.Type), index == fold.Own);

    public IEnumerator<Member> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
