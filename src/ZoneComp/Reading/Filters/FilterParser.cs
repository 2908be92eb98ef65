using System.Globalization;
using ZoneComp.Diagnostics;

namespace ZoneComp.Reading.Filters;

/// <summary>Recursive descent: OR over AND over NOT over one condition.</summary>
internal sealed class FilterParser(string text)
{
    private const int DeepestNesting = 100;

    private static readonly string[] Keywords = ["AND", "OR", "NOT", "IN", "LIKE", "BETWEEN", "IS", "NULL", "TRUE", "FALSE"];

    private readonly List<FilterToken> tokens = FilterLexer.Cut(text);
    private readonly List<string> fields = [];
    private int at;
    private int depth;

    public IReadOnlyList<string> Fields => fields;

    private FilterToken Current => tokens[at];

    public FilterNode ParseAll()
    {
        FilterNode node = ParseOr();
        return Current.Kind == FilterTokenKind.End ? node : throw Expected("AND, OR or the end", "AND、OR 或结尾");
    }

    private FilterNode ParseOr()
    {
        FilterNode node = ParseAnd();
        while (TakeWord("OR"))
            node = new EitherNode(node, ParseAnd());
        return node;
    }

    private FilterNode ParseAnd()
    {
        FilterNode node = ParseNot();
        while (TakeWord("AND"))
            node = new BothNode(node, ParseNot());
        return node;
    }

    private FilterNode ParseNot()
    {
        if (++depth > DeepestNesting)
            throw new AttributeFilterException(text, Current.Column, new LocalText("conditions are nested more than 100 deep", "条件嵌套超过 100 层"));
        FilterNode node;
        if (TakeWord("NOT"))
        {
            node = new NotNode(ParseNot());
        }
        else if (TakeSign("("))
        {
            node = ParseOr();
            Require(")");
        }
        else
        {
            node = ParseCondition();
        }

        depth--;
        return node;
    }

    private FilterNode ParseCondition()
    {
        FilterOperand left = ParseOperand();
        if (TakeWord("IS"))
        {
            bool negated = TakeWord("NOT");
            if (!TakeWord("NULL"))
                throw Expected(negated ? "NULL" : "NULL or NOT NULL", negated ? "NULL" : "NULL 或 NOT NULL");
            return Negate(new NullNode(left), negated);
        }

        bool not = TakeWord("NOT");
        if (TakeWord("IN"))
            return Negate(new InNode(left, ParseList()), not);
        if (TakeWord("LIKE"))
        {
            if (Current.Kind != FilterTokenKind.Text)
                throw Expected("a pattern in single quotes, such as 'I%'", "单引号中的模式，如 'I%'");
            return Negate(new LikeNode(left, tokens[at++].Text), not);
        }

        if (TakeWord("BETWEEN"))
        {
            FilterOperand low = ParseOperand();
            if (!TakeWord("AND"))
                throw Expected("AND and the upper bound", "AND 和上限");
            return Negate(new BothNode(new CompareNode(left, ">=", low), new CompareNode(left, "<=", ParseOperand())), not);
        }

        if (not)
            throw Expected("IN, LIKE or BETWEEN after NOT", "NOT 后应为 IN、LIKE 或 BETWEEN");
        if (Current.Kind != FilterTokenKind.Sign || Current.Text is not ("=" or "<>" or "<" or "<=" or ">" or ">="))
            throw Expected("a comparison: = <> < <= > >= IN LIKE BETWEEN IS", "比较运算：= <> < <= > >= IN LIKE BETWEEN IS");
        string sign = tokens[at++].Text;
        return new CompareNode(left, sign, ParseOperand());
    }

    private List<FilterOperand> ParseList()
    {
        Require("(");
        List<FilterOperand> members = [ParseOperand()];
        while (TakeSign(","))
            members.Add(ParseOperand());
        Require(")");
        return members;
    }

    private FilterOperand ParseOperand()
    {
        FilterToken token = Current;
        switch (token.Kind)
        {
            case FilterTokenKind.Text:
                at++;
                return FilterOperand.Of(token.Text);
            case FilterTokenKind.Number:
                if (!decimal.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
                    throw new AttributeFilterException(text, token.Column, new LocalText($"{token.Text} is not a number; text stands in single quotes", $"{token.Text} 不是数；文本应放在单引号中"));
                at++;
                return FilterOperand.Of(number);
            case FilterTokenKind.Name:
                at++;
                return FieldOf(token.Text);
            case FilterTokenKind.Word when token.IsWord("TRUE") || token.IsWord("FALSE"):
                at++;
                return FilterOperand.Of(token.IsWord("TRUE"));
            case FilterTokenKind.Word when !Keywords.Contains(token.Text, StringComparer.OrdinalIgnoreCase):
                at++;
                return FieldOf(token.Text);
            default:
                throw Expected("a field name, a number or a text in single quotes", "字段名、数或单引号中的文本");
        }
    }

    private FilterOperand FieldOf(string name)
    {
        int index = fields.IndexOf(name);
        if (index < 0)
        {
            index = fields.Count;
            fields.Add(name);
        }

        return FilterOperand.Field(index);
    }

    private static FilterNode Negate(FilterNode node, bool negated) => negated ? new NotNode(node) : node;

    private bool TakeWord(string word)
    {
        bool taken = Current.IsWord(word);
        at += taken ? 1 : 0;
        return taken;
    }

    private bool TakeSign(string sign)
    {
        bool taken = Current.IsSign(sign);
        at += taken ? 1 : 0;
        return taken;
    }

    private void Require(string sign)
    {
        if (!TakeSign(sign))
            throw Expected(sign, sign);
    }

    private AttributeFilterException Expected(string en, string zh) => new(
        text, Current.Column, new LocalText($"expected {en}, found {Current.Shown}", $"此处应为 {zh}，实为 {Current.ShownZh}"));
}
