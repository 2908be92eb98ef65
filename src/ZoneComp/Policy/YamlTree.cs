using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Parser = YamlDotNet.Core.Parser;

namespace ZoneComp.Policy;

/// <summary>YAML text to <see cref="PolicyNode"/>s: one document, no anchors, aliases, tags or merge keys, keys unique, size and depth
/// bounded.</summary>
public static class YamlTree
{
    private const int Deepest = 24;
    private const int MostNodes = 200_000;

    /// <summary>The root node; null after errors, which are added to <paramref name="errors"/>.</summary>
    public static PolicyNode? Read(PolicyDocument document, PolicyErrors errors)
    {
        using StringReader text = new(document.Text);
        GuardedParser parser = new(new Parser(new Scanner(text, skipComments: true)));
        int nodes = 0;
        try
        {
            _ = parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                errors.Add(new PolicyPlace(document, 1, 1, 1), "the policy file is empty", "测算方案是空的");
                return null;
            }

            _ = parser.Consume<DocumentStart>();
            PolicyNode root = Node(document, parser, errors, 0, ref nodes);
            _ = parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out DocumentStart? second))
            {
                errors.Add(
                    PlaceOf(document, second.Start),
                    "a second YAML document ('---') in the file; a policy is one document",
                    "文件中有第二个 YAML 文档（“---”）；一份测算方案只能是一个文档");
                return null;
            }

            return root;
        }
        catch (YamlException wrong)
        {
            if (ChineseSigns.Behind(document, checked((int)Math.Max(wrong.Start.Line, 1))) is ({ } place, { } sign))
            {
                errors.Add(place, sign.En, sign.Zh);
                return null;
            }

            // A formula such as rank(x, ties: min) reads as a key to YAML.
            bool isColon = wrong.Message.Contains("invalid mapping", StringComparison.Ordinal);
            errors.Add(
                PlaceOf(document, wrong.Start),
                isColon ? "a text that holds ': ' needs quotes around it, here before this place" : $"not valid YAML: {wrong.Message}",
                isColon ? "含有“: ”的文本须加引号（在此处之前）" : $"不是有效的 YAML：{wrong.Message}");
            return null;
        }
        catch (Exception wrong) when (wrong is BrokenInsideException or EndOfStreamException)
        {
            // YamlDotNet 16 meets some broken flow lists and blocks with other exceptions than its own.
            Mark near = parser.Current?.End ?? Mark.Empty;
            if (ChineseSigns.Behind(document, checked((int)Math.Max(near.Line, 1))) is ({ } place, { } sign))
            {
                errors.Add(place, sign.En, sign.Zh);
                return null;
            }

            errors.Add(
                PlaceOf(document, near),
                "not valid YAML at or after this place: is a bracket, quote or comma missing?",
                "此处或其后不是有效的 YAML：是否缺少括号、引号或逗号？");
            return null;
        }
        catch (TreeTooLargeException tooLarge)
        {
            errors.Add(
                PlaceOf(document, tooLarge.At),
                $"the file nests deeper than {Deepest} levels or has more than {MostNodes} nodes",
                $"文件嵌套超过 {Deepest} 层或节点超过 {MostNodes} 个");
            return null;
        }
    }

    private static PolicyNode Node(PolicyDocument document, GuardedParser parser, PolicyErrors errors, int depth, ref int nodes)
    {
        ParsingEvent next = parser.Current ?? throw new InvalidOperationException("The parser ended inside a document.");
        if (depth > Deepest || ++nodes > MostNodes)
            throw new TreeTooLargeException(next.Start);
        if (next is AnchorAlias)
            errors.Add(
                PlaceOf(document, next.Start),
                "YAML aliases (*name) are not used in policies; write the value out",
                "测算方案不使用 YAML 别名（*name）；请直接写出内容");
        else if (next is NodeEvent { Anchor.IsEmpty: false })
            errors.Add(
                PlaceOf(document, next.Start),
                "YAML anchors (&name) are not used in policies; write the value out",
                "测算方案不使用 YAML 锚点（&name）；请直接写出内容");
        else if (next is NodeEvent { Tag.IsEmpty: false })
            errors.Add(PlaceOf(document, next.Start), "YAML tags (!name) are not used in policies", "测算方案不使用 YAML 标签（!name）");

        _ = parser.MoveNext();
        return next switch
        {
            Scalar scalar => ScalarNode(document, scalar),
            SequenceStart list => ListNode(document, parser, errors, depth, list, ref nodes),
            MappingStart map => MapNode(document, parser, errors, depth, map, ref nodes),
            _ => new PolicyNode(document, PolicyNodeKind.Scalar, Index(next.Start), Index(next.End)), // an alias, already reported
        };
    }

    private static PolicyNode ListNode(
        PolicyDocument document, GuardedParser parser, PolicyErrors errors, int depth, SequenceStart list, ref int nodes)
    {
        List<PolicyNode> items = [];
        while (!parser.Accept<SequenceEnd>(out _))
            items.Add(Node(document, parser, errors, depth + 1, ref nodes));
        Mark end = parser.Consume<SequenceEnd>().End;
        return new PolicyNode(document, PolicyNodeKind.List, Index(list.Start), Index(end)) { Items = items };
    }

    private static PolicyNode MapNode(
        PolicyDocument document, GuardedParser parser, PolicyErrors errors, int depth, MappingStart map, ref int nodes)
    {
        List<KeyValuePair<PolicyNode, PolicyNode>> entries = [];
        Dictionary<string, PolicyNode> seen = new(StringComparer.Ordinal);
        while (!parser.Accept<MappingEnd>(out _))
        {
            PolicyNode key = Node(document, parser, errors, depth + 1, ref nodes);
            PolicyNode value = Node(document, parser, errors, depth + 1, ref nodes);
            if (key.Kind != PolicyNodeKind.Scalar)
            {
                errors.Add(key, "a key must be a plain name", "键必须是普通名称");
            }
            else if (key.Text == "<<" && !key.IsQuoted)
            {
                errors.Add(key, "YAML merge keys (<<) are not used in policies; write the value out", "测算方案不使用 YAML 合并键（<<）；请直接写出内容");
            }
            else if (seen.TryGetValue(key.Text, out PolicyNode? first))
            {
                errors.Add(
                    key,
                    $"key '{key.Text}' a second time in one block; first on line {first.Place.Line}",
                    $"同一块中键“{key.Text}”重复出现；首次在第 {first.Place.Line} 行");
            }
            else
            {
                seen.Add(key.Text, key);
                entries.Add(new(key, value));
            }
        }

        Mark end = parser.Consume<MappingEnd>().End;
        return new PolicyNode(document, PolicyNodeKind.Map, Index(map.Start), Index(end)) { Entries = entries };
    }

    private static PolicyNode ScalarNode(PolicyDocument document, Scalar scalar)
    {
        int start = Index(scalar.Start), end = Math.Min(Index(scalar.End), document.Text.Length), content = start;
        if (scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted)
            content++;
        else if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
            content = document.Text.IndexOf('\n', start) + 1;
        return new PolicyNode(document, PolicyNodeKind.Scalar, start, end)
        {
            Text = scalar.Value,
            IsQuoted = scalar.Style != ScalarStyle.Plain,
            ContentStart = content,
        };
    }

    private static int Index(Mark mark) => checked((int)mark.Index);

    private static PolicyPlace PlaceOf(PolicyDocument document, Mark mark) =>
        new(document, checked((int)Math.Max(mark.Line, 1)), checked((int)Math.Max(mark.Column, 1)), 1);

    /// <summary>YamlDotNet's parser, whose slips are told from our own: by where they are caught, since a source or stack does not outlive
    /// the compiler's inlining.</summary>
    private sealed class GuardedParser(Parser inner) : IParser
    {
        public ParsingEvent? Current => inner.Current;

        public bool MoveNext()
        {
            try
            {
                return inner.MoveNext();
            }
            catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or IndexOutOfRangeException
                or NullReferenceException)
            {
                throw new BrokenInsideException(wrong);
            }
        }
    }

#pragma warning disable CA1032, CA1064 // thrown and caught in this file only
    private sealed class BrokenInsideException(Exception inner) : Exception(inner.Message, inner);

    private sealed class TreeTooLargeException(Mark at) : Exception
#pragma warning restore CA1032, CA1064
    {
        public Mark At { get; } = at;
    }
}
