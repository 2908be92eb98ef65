namespace ZoneComp.Outputs.Tables;

/// <summary>一, 二, …, 十, 十一, …, 九十九: how offices are counted in official tables.</summary>
internal static class ChineseNumber
{
    private const string Digits = "〇一二三四五六七八九";

    public static string Of(int number) => number switch
    {
        < 10 => Digits[number].ToString(),
        < 100 => (number < 20 ? "" : Digits[number / 10].ToString()) + "十" + (number % 10 == 0 ? "" : Digits[number % 10].ToString()),
        _ =>
            Digits[number / 100]
                + "百"
                + (number % 100 == 0
                    ? ""
                    : number % 100 < 10 ? "〇" + Digits[number % 10] : (number % 100 < 20 ? "一" : "") + Of(number % 100)),
    };
}
