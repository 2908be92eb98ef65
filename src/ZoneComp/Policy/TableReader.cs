using System.Globalization;

namespace ZoneComp.Policy;

internal static class TableReader
{
    /// <summary>Column type of numbers from 0 to 1.</summary>
    private const string Ratio = "ratio";

    public static IReadOnlyList<TableSettings> ReadAll(MapReader map, RegionSettings? regions) =>
        [.. map.NamedEntries("tables").Select(entry => Read(entry.Key, entry.Value, regions, map.Errors))];

    private static TableSettings Read(PolicyNode name, PolicyNode node, RegionSettings? regions, PolicyErrors errors)
    {
        MapReader map = new(node, errors);
        SourceSettings source = ReadSource(map, node, sheet: true);
        TableRows rows = map.Choice(
            "rows", TableRows.Regions, ("regions", TableRows.Regions), ("many", TableRows.Many), ("free", TableRows.Free),
            ("parameters", TableRows.Parameters));
        bool hasKey = rows != TableRows.Free || map.Optional("key") is not null;
        IReadOnlyList<string> keys = hasKey ? RegionReader.ReadFields(map, "key") : [];
        string? key = keys.Count == 0 ? null : string.Join(CompositeCode.Joint, keys);
        string level = ReadLevel(map, regions);
        MissingRule missing = ReadMissing(map, MissingRule.Error);
        int header = map.OptionalInteger("header_row") ?? 1;
        if (header is < 1 or > 1000)
            errors.Add(map.Optional("header_row")!, "'header_row' must be 1 to 1000", "“header_row”应为 1 至 1000");
        PolicyNode? where = map.Optional("where");
        MergedRule merged = map.Choice(
            "merged", MergedRule.Error, ("error", MergedRule.Error), ("fill", MergedRule.Fill), ("first", MergedRule.First));
        CodeChanges? codes = map.OptionalMap("codes") is MapReader changes ? ReadChanges(changes) : null;
        (string? from, string? at) = ReadDates(map, rows, key);
        IReadOnlyList<TableColumn> columns =
        [
            .. map.NamedEntries("columns").Select(entry => ReadColumn(entry.Key, entry.Value, missing, errors)),
        ];
        if (columns.Count == 0)
            _ = map.Required("columns");
        if (rows == TableRows.Parameters && columns.Count != 1)
            errors.Add(node, "a table of parameters has one column, the value", "参数表只有一列，即参数值");
        string title = map.OptionalText("title") ?? name.Text;
        map.Finish();
        return new TableSettings(name.Text, title, source, rows, key, level, header, where, codes, columns, node)
        {
            Merged = merged,
            KeyFields = keys,
            From = from,
            At = at,
        };
    }

    private static (string? From, string? At) ReadDates(MapReader map, TableRows rows, string? key)
    {
        string? from = map.OptionalText("from"), at = map.OptionalText("at");
        if (from is not null && (key is null || rows is not (TableRows.Free or TableRows.Parameters)))
        {
            map.Errors.Add(
                map.Optional("from")!,
                "'from' (the field of the day from which a row holds) belongs to tables of rows: parameters, or of rows: free with a key",
                "from（各行施行日期字段）只用于 rows: parameters 的表，或有 key 的 rows: free 的表");
        }

        if (at is null)
            return (from, null);
        string? day = DateOnly.TryParseExact(at, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? at : null;
        if (day is null || from is null)
        {
            map.Errors.Add(
                map.Optional("at")!,
                day is null ? $"'at' is '{at}'; expected a day such as 2025-07-01" : "'at' (the day whose rows count) needs 'from'",
                day is null ? $"“at”是“{at}”；应为日期，如 2025-07-01" : "at（以哪一天为准）须与 from 同用");
        }

        return (from, day);
    }

    private static SourceSettings ReadSource(MapReader map, PolicyNode node, bool sheet)
    {
        PolicyNode? path = map.Required("source");
        string? encoding = map.OptionalText("encoding");
        string? inside = sheet ? map.OptionalText("sheet") : null;
        return new SourceSettings(map.Text(path) ?? "", inside, null, encoding, null, null, path ?? node);
    }

    private static string ReadLevel(MapReader map, RegionSettings? regions)
    {
        string? level = map.OptionalText("level");
        if (level is null || regions is null || regions.Parents.Any(parent => parent.Name == level))
            return level ?? "";
        LocalText hint = NearestName.Hint(level, [.. regions.Parents.Select(parent => parent.Name)]);
        map.Errors.Add(
            map.Optional("level")!,
            $"'{level}' is no level of the regions' 'parents'{hint.En}",
            $"“{level}”不是 regions 的 parents 中的级别{hint.Zh}");
        return "";
    }

    private static MissingRule ReadMissing(MapReader map, MissingRule otherwise) =>
        map.Choice("missing", otherwise, ("error", MissingRule.Error), ("zero", MissingRule.Zero), ("null", MissingRule.Null));

    /// <summary>A code-change table: of a table, or of last year's results.</summary>
    internal static CodeChanges ReadChanges(MapReader map)
    {
        SourceSettings source = ReadSource(map, map.Node, sheet: false);
        CodeChanges changes = new(source, map.RequiredText("old"), map.RequiredText("new"), map.OptionalText("share"), map.Node);
        map.Finish();
        return changes;
    }

    private static TableColumn ReadColumn(PolicyNode name, PolicyNode value, MissingRule missing, PolicyErrors errors)
    {
        if (value.Kind == PolicyNodeKind.Scalar)
        {
            (Quantity quantity, string unit) = ReadType(value, errors);
            return new TableColumn(name.Text, name.Text, name.Text, quantity, unit, missing, false, name)
            {
                IsRatio = value.Meaning == Ratio,
            };
        }

        MapReader map = new(value, errors);
        (Quantity Quantity, string Unit) type = map.Required("type") is PolicyNode written
            ? ReadType(written, errors)
            : (Quantity.Number, "");
        TableColumn column = new(
            name.Text,
            map.OptionalText("title") ?? name.Text,
            map.OptionalText("field") ?? name.Text,
            type.Quantity,
            type.Unit,
            ReadMissing(map, missing),
            map.OptionalFlag("adds", otherwise: false),
            name)
        { IsRatio = map.Optional("type")?.Meaning == Ratio };
        if (column is { IsRatio: true, Adds: true })
            errors.Add(map.Optional("adds")!, "ratios of merged regions do not add up", "合并区域的比例不能相加");
        map.Finish();
        return column;
    }

    /// <summary>"number", "text", "flag", "area mu", "length km", "money wan_yuan".</summary>
    private static (Quantity Quantity, string Unit) ReadType(PolicyNode node, PolicyErrors errors)
    {
        string[] words = node.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        node.MarkAll("type");
        (Quantity quantity, bool known) = PolicyWords.Meaning(words.FirstOrDefault() ?? "", "type") switch
        {
            "number" or Ratio => (Quantity.Number, true),
            "area" => (Quantity.Area, true),
            "length" => (Quantity.Length, true),
            "money" => (Quantity.Money, true),
            "volume" => (Quantity.Volume, true),
            "mass" => (Quantity.Mass, true),
            "energy" => (Quantity.Energy, true),
            "persons" => (Quantity.Persons, true),
            "text" => (Quantity.Text, true),
            "flag" => (Quantity.Flag, true),
            _ => (Quantity.Number, false),
        };
        bool needsUnit = known && Unit.BaseOf(quantity).Length > 0;
        if (!known || words.Length != (needsUnit ? 2 : 1))
        {
            errors.Add(
                node,
                $"'{node.Text}' is no column type; expected number, ratio, text, flag, area m2|ha|mu|km2, length m|km, money "
                    + $"yuan|wan_yuan|yi_yuan, volume m3|wan_m3, mass t|kg, energy kWh|MWh, or persons person",
                $"“{node.Text}”不是列类型；应为 number、ratio、text、flag、area m2|ha|mu|km2、length m|km、"
                    + $"money yuan|wan_yuan|yi_yuan、volume m3|wan_m3、mass t|kg、energy kWh|MWh 或 persons person");
            return (quantity, "");
        }

        if (!needsUnit || Unit.Find(words[1])?.Quantity == quantity)
            return (quantity, needsUnit ? Unit.Find(words[1])!.Name : "");
        bool isChinese = node.Document.IsChinese;
        LocalText hint = NearestName.Hint(
            words[1],
            [
                .. Unit.All.Where(unit => unit.Quantity == quantity)
                    .Select(unit => isChinese ? PolicyWords.Chinese(unit.Name) ?? unit.Name : unit.Name),
            ]);
        errors.Add(
            node.At(node.Text.IndexOf(words[1], StringComparison.Ordinal), words[1].Length),
            $"'{words[1]}' is no unit of {words[0]}{hint.En}",
            $"“{words[1]}”不是 {words[0]} 的单位{hint.Zh}");
        return (quantity, "");
    }
}
