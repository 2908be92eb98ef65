using System.Globalization;

namespace ZoneComp.Policy;

/// <summary>Reads the keys of one map, typed; what is wrong goes to the errors and a harmless value comes back, so that reading goes
/// on.</summary>
/// <remarks>Every key asked for is a known key: <see cref="Finish"/> reports all others, with the nearest known one.</remarks>
public sealed class MapReader
{
    private readonly PolicyNode node;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> own = new(StringComparer.Ordinal);

    public MapReader(PolicyNode node, PolicyErrors errors)
    {
        this.node = node;
        Errors = errors;
        if (node.Kind != PolicyNodeKind.Map && !node.IsNothing)
            errors.Add(node, $"found {Shown(node)}; expected a block of keys", $"这里是{ShownZh(node)}；应为键值块");
    }

    public PolicyNode Node => node;

    public PolicyErrors Errors { get; }

    /// <summary>The key's value; null when it is not there or nothing is written behind it.</summary>
    public PolicyNode? Optional(string key)
    {
        _ = known.Add(key);
        if (node.Entry(key) is not { } entry)
            return null;
        entry.Key.Mark(0, entry.Key.Text.Length);
        return entry.Value is { IsNothing: false } value ? value : null;
    }

    /// <summary>As <see cref="Optional"/>, of a name that the policy itself gave, such as a column's.</summary>
    public PolicyNode? Own(string name)
    {
        _ = own.Add(name);
        return node.Own(name) is { IsNothing: false } value ? value : null;
    }

    /// <summary>The key's value; null after an error was added.</summary>
    public PolicyNode? Required(string key)
    {
        PolicyNode? value = Optional(key);
        if (value is null && node.Kind == PolicyNodeKind.Map)
        {
            // A misspelt key is reported by Finish; saying here that the right one is missing points at the block.
            Errors.Add(
                node.Entries.Count > 0 ? node.Entries[0].Key : node,
                $"the key '{key}' is missing in this block",
                node.Document.IsChinese
                    ? $"此块缺少键“{Zh(key)}”"
                    : $"此块缺少键“{key}”{(PolicyWords.Chinese(key) is string word ? $"（{word}）" : "")}");
        }

        return value;
    }

    public string RequiredText(string key) => Text(Required(key)) ?? "";

    public string? OptionalText(string key) => Text(Optional(key));

    public decimal? OptionalNumber(string key) => Number(Optional(key));

    public decimal RequiredNumber(string key) => Number(Required(key)) ?? 0m;

    public int? OptionalInteger(string key)
    {
        if (Optional(key) is not PolicyNode value)
            return null;
        if (value.Kind == PolicyNodeKind.Scalar
            && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            return number;
        LocalText sign = ChineseSigns.Hint(value.Text);
        Errors.Add(value, $"'{key}' is {Shown(value)}; expected a whole number{sign.En}", $"“{Zh(key)}”是{ShownZh(value)}；应为整数{sign.Zh}");
        return null;
    }

    public bool OptionalFlag(string key, bool otherwise)
    {
        if (Optional(key) is not PolicyNode value)
            return otherwise;
        if (value.Kind == PolicyNodeKind.Scalar && value.Meaning is "true" or "false")
        {
            value.MarkAll();
            return value.Meaning == "true";
        }

        Errors.Add(value, $"'{key}' is {Shown(value)}; expected true or false", $"“{Zh(key)}”是{ShownZh(value)}；应为 true 或 false");
        return otherwise;
    }

    /// <summary>One of the named choices; <paramref name="otherwise"/> when the key is not there.</summary>
    public T Choice<T>(string key, T otherwise, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        if (Optional(key) is not PolicyNode value)
            return otherwise;
        List<string> names = [];
        foreach ((string name, T choice) in choices)
        {
            if (value.Kind == PolicyNodeKind.Scalar && (value.Text == name || PolicyWords.Meaning(value.Text, key) == name))
            {
                value.MarkAll(key);
                return choice;
            }

            names.Add(name);
        }

        LocalText hint = NearestName.Hint(value.Text, names);
        Errors.Add(
            value,
            $"'{key}' is {Shown(value)}; expected "
                + $"{string.Join(" or ", names)}{(hint.En.StartsWith("; did", StringComparison.Ordinal) ? hint.En : "")}",
            node.Document.IsChinese
                ? $"“{Zh(key)}”是{ShownZh(value)}；应为{string.Join("、", names.Select(name => PolicyWords.Chinese(name, key) ?? name))}之一"
                : $"“{key}”是{ShownZh(value)}；应为 {string.Join(" 或 ", names)}");
        return otherwise;
    }

    /// <summary>A text or a list of texts; empty when the key is not there.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        PolicyNode? value = Optional(key);
        if (value is null)
            return [];
        return value.Kind == PolicyNodeKind.List
            ? [.. value.Items.Select(Text).OfType<string>()]
            : Text(value) is string one ? [one] : [];
    }

    /// <summary>The key's block; null when it is not there or is no block (then an error was added).</summary>
    public MapReader? OptionalMap(string key) =>
        Optional(key) is not PolicyNode value ? null
        : value.Kind == PolicyNodeKind.Map ? new MapReader(value, Errors)
        : Wrong(value, key);

    /// <summary>Entries of a block of free names, each a letter or '_' followed by letters, digits and '_'.</summary>
    /// <param name="areLabels">Whether they are only shown, and no expression can name them.</param>
    public IReadOnlyList<KeyValuePair<PolicyNode, PolicyNode>> NamedEntries(string key, bool areLabels = false)
    {
        if (OptionalMap(key) is not MapReader map)
            return [];
        foreach ((PolicyNode name, _) in map.node.Entries)
            PolicyNames.Check(name, Errors, areLabels);
        return map.node.Entries;
    }

    /// <summary>Reports the keys that nobody asked for.</summary>
    public void Finish()
    {
        HashSet<string> met = new(StringComparer.Ordinal);
        foreach ((PolicyNode key, _) in node.Entries)
        {
            if (own.Contains(key.Text))
                continue;
            bool isWord = known.Contains(key.Meaning);
            if (isWord && !met.Add(key.Meaning))
            {
                Errors.Add(
                    key,
                    $"'{key.Text}' and another word of this block are one key, '{key.Meaning}'; write it once",
                    $"“{key.Text}”与本块中另一个词是同一个键（{key.Meaning}）；只能写一次");
            }

            if (isWord)
                continue;
            LocalText sign = ChineseSigns.Hint(key.Text), hint = sign.En.Length > 0 ? sign : NearestName.KeyHint(key.Text, Known(key.Text));
            if (sign.En.Length > 0)
            {
                Errors.Add(
                    key.At(key.Text.ToList().FindIndex(letter => ChineseSigns.HalfWidth(letter) is not null)),
                    $"unknown key '{key.Text}'{hint.En}",
                    $"未知的键“{key.Text}”{hint.Zh}");
                continue;
            }

            Errors.Add(key, $"unknown key '{key.Text}'{hint.En}", $"未知的键“{key.Text}”{hint.Zh}");
        }
    }

    private string Zh(string key) => node.Document.IsChinese ? PolicyWords.Chinese(key) ?? key : key;

    // In the language in which the unknown one is written.
    private IReadOnlyCollection<string> Known(string unknown) =>
        unknown.Any(PolicyNames.IsHan) ? [.. own, .. known.Select(key => PolicyWords.Chinese(key) ?? key)] : [.. own, .. known];

    public string? Text(PolicyNode? value)
    {
        if (value is null or { Kind: PolicyNodeKind.Scalar })
            return value?.Text;
        Errors.Add(value, $"found {Shown(value)}; expected text", $"这里是{ShownZh(value)}；应为文本");
        return null;
    }

    public decimal? Number(PolicyNode? value)
    {
        if (value is null)
            return null;
        if (value.Kind == PolicyNodeKind.Scalar
            && decimal.TryParse(
                value.Text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out decimal number))
            return number;
        LocalText sign = ChineseSigns.Hint(value.Text);
        Errors.Add(value, $"found {Shown(value)}; expected a number{sign.En}", $"这里是{ShownZh(value)}；应为数字{sign.Zh}");
        return null;
    }

    internal static string Shown(PolicyNode value) => value.Kind switch
    {
        PolicyNodeKind.List => "a list",
        PolicyNodeKind.Map => "a block of keys",
        _ => value.IsNothing ? "nothing" : $"'{value.Text}'",
    };

    internal static string ShownZh(PolicyNode value) => value.Kind switch
    {
        PolicyNodeKind.List => "列表",
        PolicyNodeKind.Map => "键值块",
        _ => value.IsNothing ? "空" : $"“{value.Text}”",
    };

    private MapReader? Wrong(PolicyNode value, string key)
    {
        Errors.Add(value, $"'{key}' is {Shown(value)}; expected a block of keys", $"“{Zh(key)}”是{ShownZh(value)}；应为键值块");
        return null;
    }
}
