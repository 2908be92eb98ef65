namespace ZoneComp.EndToEndTests;

/// <summary>Names come from files that anybody wrote: a terminal must not obey them.</summary>
public class ScreenTextTests
{
    [Theory]
    [InlineData("\u001b[2J\u001b[31mred", "\\u001B[2J\\u001B[31mred")]
    [InlineData("a\r\nb: error ZC999", "a\\u000D\\u000Ab: error ZC999")]
    [InlineData("\u009b31m\u007f\t", "\\u009B31m\\u007F\\u0009")]
    [InlineData("\u202egnp.exe\u2028", "\\u202Egnp.exe\\u2028")]
    [InlineData("县 [red]é😀", "县 [red]é😀")]
    public void Controls_stand_as_numbers(string text, string shown) => Assert.Equal(shown, ScreenText.OneLine(text));

    [Fact]
    public void Lines_of_the_program_stay() => Assert.Equal("a\nb\\u001Bc", ScreenText.Lines("a\nb\u001bc"));

    [Fact]
    public void Cells_are_no_markup() => Assert.Equal("[[red]]\\u000A", ScreenText.Cell("[red]\n"));
}
