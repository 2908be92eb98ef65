namespace ZoneComp.Expressions;

/// <summary>Hands out a call's arguments by place or name, and reports what nobody wanted.</summary>
internal sealed class CallArguments(CallSyntax call, PolicyNode source, PolicyErrors errors)
{
    private readonly HashSet<ArgumentSyntax> taken = [];
    private readonly List<string> asked = [];
    private int places;

    public int Unnamed => call.Arguments.Count(argument => argument.Name is null);

    /// <summary>Whether an argument goes by that name.</summary>
    public bool Has(string name) => call.Arguments.Any(argument => argument.Name == name);

    /// <summary>The argument of a name, or the next one without; null when there is none.</summary>
    public Syntax? Optional(string name)
    {
        asked.Add(name);
        ArgumentSyntax? found = call.Arguments.FirstOrDefault(argument => argument.Name == name)
            ?? call.Arguments.Where(argument => argument.Name is null).Skip(places).FirstOrDefault();
        if (found is { Name: null })
            places++;
        if (found is not null)
            _ = taken.Add(found);
        return found?.Value;
    }

    /// <summary>An argument that goes by its name only.</summary>
    public Syntax? Named(string name)
    {
        asked.Add(name);
        ArgumentSyntax? found = call.Arguments.FirstOrDefault(argument => argument.Name == name);
        if (found is not null)
            _ = taken.Add(found);
        return found?.Value;
    }

    public Syntax? Required(string name)
    {
        Syntax? found = Optional(name);
        if (found is null)
            Missing(name, $"{call.Function}() needs '{name}'", $"{call.Function}() 需要“{name}”");
        return found;
    }

    /// <summary>One of the words; <paramref name="otherwise"/> when it is not given, an error when that is null.</summary>
    public string? Word(string name, string? otherwise, params string[] words) =>
        Word(name, Optional(name), otherwise, areNames: false, words);

    /// <summary>As <see cref="Word(string, string?, string[])"/>, of an argument that goes by its name only.</summary>
    public string? NamedWord(string name, string otherwise, params string[] words) =>
        Word(name, Named(name), otherwise, areNames: false, words);

    /// <summary>One of the names that the policy gave.</summary>
    public string? OwnName(string name, params string[] names) => Word(name, Optional(name), null, areNames: true, names);

    private string? Word(string name, Syntax? found, string? otherwise, bool areNames, string[] words)
    {
        if (found is null)
        {
            if (otherwise is null)
                Missing(
                    name,
                    $"{call.Function}() needs '{name}': {string.Join(" or ", words)}",
                    $"{call.Function}() 需要写明“{name}”：{string.Join(" 或 ", words)}");
            return otherwise;
        }

        if (found is NameSyntax word
            && words.FirstOrDefault(each => each == word.Name || each == PolicyWords.English(word.Name, name)) is string meant)
        {
            if (!areNames)
                source.Mark(word.Start, word.Name.Length, name);
            return meant;
        }

        errors.Add(
            source.At(found.Start, found.End - found.Start),
            $"found {source.Text[found.Start..found.End]}; expected {string.Join(" or ", words)}",
            $"这里是 {source.Text[found.Start..found.End]}；应为 {string.Join(" 或 ", words)}");
        return null;
    }

    /// <summary>All arguments without a name.</summary>
    public IReadOnlyList<Syntax> Rest()
    {
        ArgumentSyntax[] rest = [.. call.Arguments.Where(argument => argument.Name is null).Skip(places)];
        places += rest.Length;
        taken.UnionWith(rest);
        return [.. rest.Select(argument => argument.Value)];
    }

    public void Finish()
    {
        foreach (ArgumentSyntax argument in call.Arguments)
        {
            if (taken.Contains(argument))
                continue;
            LocalText hint = argument.Name is null ? new("", "") : NearestName.Hint(argument.Name, asked);
            errors.Add(
                source.At(argument.Start, Math.Max(argument.Value.End - argument.Start, 1)),
                argument.Name is null
                    ? $"{call.Function}() takes no further argument"
                    : $"{call.Function}() has no '{argument.Name}'{hint.En}",
                argument.Name is null ? $"{call.Function}() 没有更多参数" : $"{call.Function}() 没有参数“{argument.Name}”{hint.Zh}");
        }
    }

    private void Missing(string name, string en, string zh)
    {
        asked.Add(name);
        errors.Add(source.At(call.Start, call.FunctionEnd - call.Start), en, zh);
    }
}
