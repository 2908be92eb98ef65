namespace ZoneComp.Tests.Reading.Schemas;

public class NationalSchemasTests
{
    [Theory]
    [InlineData("BSM,YSDM,DLBM,DLMC,QSDWDM,ZLDWDM,TBMJ,TKXS", "DLTB")]
    [InlineData("XZQDM,XZQMC,KZMJ", "XZQ")]
    [InlineData("TJSJ,XZQHDM,HXLX,LXBM,HXBM,TBMJ", "STBHHX")]
    [InlineData("LHDM,LHLX", "STBHHX")]
    [InlineData("sheng,xian,sen_lin_lb,shi_quan_d,mian_ji", "LDYZT")]
    [InlineData("SENLINLB,GJGYLBHDJ", "LDYZT")]
    [InlineData("林种,森林类别,事权等级", "LDYZT")]
    [InlineData("BHQMC,BHQJB,BHQMJ", "ZRBHD")]
    [InlineData("JBCYQK,MIAN_JI", "JBCY")]
    [InlineData("SDLX", "SD")]
    public void A_layer_is_known_by_its_telling_fields(string fields, string schema)
    {
        Assert.Equal(schema, NationalSchemas.Guess(fields.Split(','))?.Schema.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("fid,name,area")]
    [InlineData("BSM,TBMJ,BZ,MIAN_JI")] // names that every schema has
    [InlineData("LIN_ZHONG")] // one field is chance
    public void A_layer_that_tells_too_little_is_not_guessed(string fields)
    {
        Assert.Null(NationalSchemas.Guess(fields.Split(',')));
    }

    [Fact]
    public void The_guess_says_which_field_means_what()
    {
        var guess = NationalSchemas.Guess(["ID", "林种", "TDQS", "SEN_LIN_LB"])!;

        Assert.Equal(
            ["林种 = LIN_ZHONG", "TDQS = LD_QS", "SEN_LIN_LB = SEN_LIN_LB"],
            guess.Matches.Select(match => $"{match.LayerField} = {match.Field.Name}"));
    }

    [Theory]
    [InlineData("KCXS", "TKXS", "TKXS")]
    [InlineData("TKXS", "KCXS,AREA", "KCXS")]
    [InlineData("XZQDM", "行政区代码,NAME", "行政区代码")]
    [InlineData("sen_lin_lb", "SENLINLB", "SENLINLB")]
    [InlineData("ZYRWHDLX_2023", "ZYRWHDLX_2", "ZYRWHDLX_2")] // cut by a .dbf
    [InlineData("MIAN_JI", "PM_MIANJI,EL_MIANJI", "PM_MIANJI,EL_MIANJI")] // two candidates: nobody may choose
    [InlineData("DLBM", "KCDLBM,NAME", "")]
    public void A_wanted_field_is_found_under_its_other_names(string wanted, string fields, string expected)
    {
        Assert.Equal(expected, string.Join(',', NationalSchemas.SameMeaning(fields.Split(','), wanted)));
    }

    [Theory]
    [InlineData("1", CodePadding.Leading, "1")]
    [InlineData("01", CodePadding.Leading, "1")]
    [InlineData("1 ", CodePadding.Leading, "1")]
    [InlineData("１", CodePadding.Leading, "1")]
    [InlineData("1.0", CodePadding.Leading, "1")]
    [InlineData("10", CodePadding.Leading, "10")]
    [InlineData("10", CodePadding.LeadingOrTrailing, "1")]
    [InlineData("20", CodePadding.LeadingOrTrailing, "2")]
    [InlineData("00", CodePadding.LeadingOrTrailing, "0")]
    [InlineData("\u3000110105.00000", CodePadding.None, "110105")]
    [InlineData("0101", CodePadding.None, "0101")]
    [InlineData("0307K", CodePadding.Leading, "0307K")]
    [InlineData("1.5", CodePadding.None, "1.5")]
    public void Codes_come_to_one_form(string code, CodePadding padding, string expected)
    {
        Assert.Equal(expected, CodeText.Plain(code, padding));
    }

    [Fact]
    public void Names_and_aliases_are_unique_in_each_schema()
    {
        foreach (NationalSchema schema in NationalSchemas.All)
        {
            string[] names = [.. schema.Fields.SelectMany(field => field.Aliases.Append(field.Name).Distinct())];
            Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        }
    }
}
