namespace ZoneComp.Diagnostics;

/// <summary>
/// The run cannot start or go on because of what the user gave: a missing file, a bad setting, a policy
/// that does not read. Caught once, in the program, which prints the text and exits with 2.
/// </summary>
public class UserErrorException(LocalText text, Exception? inner = null) : Exception(OneOf.Singular(text.En), inner)
{
    public UserErrorException(string en, string zh, Exception? inner = null)
        : this(new LocalText(en, zh), inner)
    {
    }

    public LocalText Text { get; } = text with { En = OneOf.Singular(text.En) };
}
