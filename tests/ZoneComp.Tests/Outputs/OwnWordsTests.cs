namespace ZoneComp.Tests.Outputs;

public sealed class OwnWordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("hold-harmless", "不低于上年")]
    [InlineData("增幅控制", "增幅控制")] // a name that the policy gives stays
    [InlineData("floor; cap", "下限; 上限")]
    public void Bounds_are_said_in_Chinese_unless_the_policy_names_them(string written, string chinese)
    {
        Assert.Equal((written, chinese), (OwnWords.Bound(written).En, OwnWords.Bound(written).Zh));
    }

    [Theory]
    [InlineData("考核不合格; net of 3 payments", "考核不合格; 3 笔收付相抵后净额")]
    [InlineData("高耗能产业: -70 %, 50 % stay", "高耗能产业: -70 %，至少保留 50 %")]
    [InlineData("高耗能产业: -20 %", "高耗能产业: -20 %")]
    [InlineData("cap of the county", "cap of the county")] // somebody's own words
    public void Notes_of_the_program_are_said_in_Chinese_and_others_stay(string written, string chinese)
    {
        Assert.Equal(chinese, OwnWords.Note(written).Zh);
    }

    [Fact] // 500 is capped at 300, and late by a tenth more
    public void A_ledgers_notes_are_known()
    {
        LedgerEntry entry = new("s", "2025-01", "COD", "a", "b", 500m, PaidLate: true, "");

        string note = Ledger.Settle("l", [entry], 300m, 0.1m, 0.01m)[0].Note;

        Assert.Equal("cap 300 of 500; late, x 1.1", note);
        Assert.Equal("上限 300，原为 500; 逾期，乘 1.1", OwnWords.Note(note).Zh);
    }
}
