namespace ZoneComp.Reading.Schemas;

/// <summary>The known national schemas: what their fields are called, and which of them a layer follows.</summary>
/// <remarks>
/// Names as found in rule texts and in software of the field; field tables of the red line, wetlands and protected areas were not
/// to be had, and their names vary by ministry and year. So a guess is a help for people and for finding a field, never a decision on its
/// own.
/// </remarks>
public static class NationalSchemas
{
    // Two telling fields are no chance; one is, where it is the only one of the schema (JBCYQK, SDLX).
    private const int EnoughTellingFields = 2;

    public static IReadOnlyList<NationalSchema> All { get; } =
    [
        new("DLTB", new LocalText("land survey parcels (third national survey)", "国土调查地类图斑"),
        [
            Field("DLBM", "land class code", "地类编码", telling: true),
            Field("DLMC", "land class name", "地类名称", telling: true),
            Field("TBBH", "parcel number", "图斑编号", telling: true),
            Field("QSXZ", "kind of ownership", "权属性质", telling: true),
            Field("QSDWDM", "owner's code", "权属单位代码", telling: true),
            Field("QSDWMC", "owner's name", "权属单位名称", telling: true),
            Field("ZLDWDM", "code of the unit where it lies; its first six digits are the county", "坐落单位代码", telling: true),
            Field("ZLDWMC", "name of the unit where it lies", "坐落单位名称", telling: true),
            Field("TBMJ", "parcel area, m2", "图斑面积", telling: false),
            Field("KCDLBM", "class of the deducted ground", "扣除地类编码", telling: true),
            Field("KCXS", "ratio of the deducted ground", "扣除系数", telling: true, "TKXS"),
            Field("KCMJ", "deducted area, m2", "扣除面积", telling: true, "TKMJ"),
            Field("TBDLMJ", "class area: parcel area less deductions, m2", "图斑地类面积", telling: true),
            Field("FRDBS", "enclave flag", "飞入地标识", telling: true),
            Field("SJNF", "year of the data", "数据年份", telling: false),
        ]),
        new("XZQ", new LocalText("administrative regions of the land survey", "国土调查行政区"),
        [
            Field("XZQDM", "region code", "行政区代码", telling: true, "XZQHDM", "行政区划代码"),
            Field("XZQMC", "region name", "行政区名称", telling: true, "XZQHMC", "行政区划名称"),
            Field("DCMJ", "surveyed area, m2: the control area", "调查面积", telling: true, "KZMJ", "控制面积"),
            Field("JSMJ", "computed (ellipsoidal) area, m2", "计算面积", telling: true),
        ]),
        new("STBHHX", new LocalText("ecological red line", "生态保护红线"),
        [
            Field("HXLX", "type of red line", "红线类型", telling: true, "LHLX"),
            Field("HXBM", "code of the red line", "红线编码", telling: true, "LHDM", "红线代码"),
            Field("HXMM", "name of the red line", "红线命名", telling: true),
            Field("LXBM", "type code of two digits", "类型编码", telling: true, "LXDM", "类型代码"),
            Field("ZDSTXTFWGN", "leading function", "主导生态系统服务功能", telling: true, "STGNYBHMB"),
            Field("STXTYZBLX", "ecosystem and vegetation", "生态系统与植被类型", telling: true),
            Field("ZYRWHDLX", "main human activities", "主要人为活动类型", telling: true, "RWHDLX"),
            Field("STHJWT", "environmental problems", "生态环境问题", telling: true),
            Field("GKCS", "control measures", "管控措施", telling: true),
            Field("BHDMC", "name of the protected area", "保护地名称", telling: false),
            Field("BHDJB", "level of the protected area", "保护地级别", telling: false),
            Field("GNFQ", "function zone", "功能分区", telling: false),
            Field("XZQHDM", "county code", "行政区划代码", telling: false, "XJXZQHDM"),
            Field("TBMJ", "area", "图斑面积", telling: false, "QYMJ"),
        ]),
        new("LDYZT", new LocalText("forest land map and public-welfare forest", "林地一张图与公益林"),
        [
            Coded("SEN_LIN_LB", "forest category: 1 public-welfare, 2 commercial", "森林类别", CodePadding.Leading),
            Coded("SHI_QUAN_D", "level of responsibility: 1 national, 2 local", "事权等级", CodePadding.LeadingOrTrailing),
            Coded("GJGYL_BHDJ", "protection grade of national public-welfare forest", "国家级公益林保护等级", CodePadding.Leading),
            Coded("BH_DJ", "protection grade of forest land", "林地保护等级", CodePadding.Leading),
            Field("LIN_ZHONG", "forest use", "林种", telling: true, "LZ"),
            Field("LIN_BAN", "compartment", "林班", telling: true),
            Field("XIAO_BAN", "subcompartment", "小班", telling: true),
            Field("G_CHENG_LB", "programme", "工程类别", telling: true),
            Field("LYFQ", "forest function zone", "林地功能分区", telling: true),
            Field("QYKZ", "main function zone", "主体功能区", telling: true),
            Field("LD_QS", "ownership of the land", "林地权属", telling: true, "TDQS"),
            Field("QI_YUAN", "origin of the stand", "起源", telling: true),
            Field("YOU_SHI_SZ", "leading tree species", "优势树种", telling: true),
            Field("YU_BI_DU", "canopy density", "郁闭度", telling: true),
            Field("DI_LEI", "land class", "地类", telling: true),
            Field("SHENG", "province", "省", telling: false),
            Field("XIAN", "county", "县", telling: false),
            Field("XIANG", "township: three digits, or nine", "乡", telling: false),
            Field("CUN", "village: three digits, or twelve", "村", telling: false),
            Field("MIAN_JI", "area, ha", "面积", telling: false, "PM_MIANJI", "EL_MIANJI"),
        ]),
        new("ZRBHD", new LocalText("protected areas", "自然保护地"),
        [
            Field("BHDMC", "name", "保护地名称", telling: true, "BHQMC", "保护区名称"),
            Field("BHDJB", "level", "保护地级别", telling: true, "BHQJB"),
            Field("GNFQ", "function zone: core, general control", "功能分区", telling: true),
            Field("BHQMJ", "area", "保护区面积", telling: true),
        ]),
        new(
            "JBCY",
            new LocalText("basic grassland", "基本草原"),
            [Field("JBCYQK", "1 yes, 2 no, 3 not delimited", "基本草原情况", telling: true), Field("MIAN_JI", "area, ha", "面积", telling: false)]),
        new("SD", new LocalText("wetland", "湿地"), [Field("SDLX", "wetland type", "湿地类型", telling: true)]),
    ];

    /// <summary>The schema with the most telling fields among the layer's; null when none has enough.</summary>
    public static SchemaGuess? Guess(IReadOnlyList<string> fieldNames)
    {
        SchemaGuess? best = null;
        int most = 0;
        foreach (NationalSchema schema in All)
        {
            List<(string, SchemaField)> matches = [];
            foreach (string name in fieldNames)
            {
                if (schema.Find(name) is SchemaField field)
                    matches.Add((name, field));
            }

            int telling = matches.Select(match => match.Item2).Where(field => field.Telling).Distinct().Count();
            int enough = Math.Min(EnoughTellingFields, schema.Fields.Count(field => field.Telling));
            if (telling >= enough && telling > most)
                (best, most) = (new SchemaGuess(schema, matches), telling);
        }

        return best;
    }

    /// <summary>The layer's fields that mean the same as a wanted name in some schema; the wanted name itself is not looked for.</summary>
    public static IReadOnlyList<string> SameMeaning(IReadOnlyList<string> fieldNames, string wanted) =>
    [
        .. fieldNames.Where(name => FieldNameForm.Same(name, wanted)
            || All.Any(schema => schema.Find(wanted) is SchemaField field && field.IsMeantBy(name))),
    ];

    /// <summary>How the codes of a field are padded, where a schema with such a field says so.</summary>
    public static CodePadding PaddingOf(string fieldName) =>
        All.Select(schema => schema.Find(fieldName)).FirstOrDefault(field => field is { Padding: not CodePadding.None })?.Padding
        ?? CodePadding.None;

    private static SchemaField Field(string name, string en, string zh, bool telling, params string[] aliases) =>
        new(name, new LocalText(en, zh), [zh, .. aliases], telling);

    private static SchemaField Coded(string name, string en, string zh, CodePadding padding) =>
        new(name, new LocalText(en, zh), [zh], Telling: true, padding);
}
