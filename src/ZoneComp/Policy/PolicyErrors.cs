namespace ZoneComp.Policy;

/// <summary>One thing that is wrong in the policy file.</summary>
/// <param name="Message">What was found, what was expected, the nearest known name.</param>
public sealed record PolicyError(PolicyPlace Place, LocalText Message)
{
    public LocalText Full => new(
        $"{Place}: {Message.En}\n{Place.Excerpt()}",
        $"{Place}：{Message.Zh}\n{Place.Excerpt()}");
}

/// <summary>Gathers what is wrong, so that the user sees all of it at once.</summary>
public sealed class PolicyErrors
{
    /// <summary>More than this many are not shown: what follows is mostly an echo.</summary>
    public const int Most = 50;

    private readonly List<PolicyError> errors = [];

    public IReadOnlyList<PolicyError> All => errors;

    public void Add(PolicyPlace place, string en, string zh)
    {
        PolicyError error = new(
            place, new LocalText(en, place.Document.IsChinese ? PolicyWords.InChinese(zh, place.Document) : zh));
        if (errors.Count < Most && !errors.Contains(error))
            errors.Add(error);
    }

    public void Add(PolicyNode node, string en, string zh) => Add(node.Place, en, zh);

    public void ThrowIfAny()
    {
        if (errors.Count > 0)
            throw new PolicyException([.. errors.OrderBy(error => error.Place.Line).ThenBy(error => error.Place.Column)]);
    }
}

/// <summary>The policy file does not read: every error that was found, in the order of the file.</summary>
public sealed class PolicyException(IReadOnlyList<PolicyError> errors) : UserErrorException(Join(errors))
{
    public IReadOnlyList<PolicyError> Errors { get; } = errors;

    private static LocalText Join(IReadOnlyList<PolicyError> errors) => new(
        string.Join("\n", errors.Select(error => error.Full.En)),
        string.Join("\n", errors.Select(error => error.Full.Zh)));
}
