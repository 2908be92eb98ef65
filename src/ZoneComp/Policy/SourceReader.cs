namespace ZoneComp.Policy;

/// <summary>Reads <c>source</c>: a path, a block with a path, or a list of these; the block around may state crs, encoding and datum for
/// all.</summary>
internal static class SourceReader
{
    public static IReadOnlyList<SourceSettings> Read(MapReader around)
    {
        string? crs = ReadCrs(around), encoding = around.OptionalText("encoding");
        DatumSettings? datum = around.Optional("datum") is PolicyNode stated ? ReadDatum(stated, around.Errors) : null;
        PolicyNode? sources = around.Required("source");
        IEnumerable<PolicyNode> each = sources is null ? [] : sources.Kind == PolicyNodeKind.List ? sources.Items : [sources];
        List<SourceSettings> read = [.. each.Select(node => ReadOne(node, crs, encoding, datum, around.Errors))];
        if (sources is not null && read.Count == 0)
            around.Errors.Add(sources, "'source' is an empty list", "“source”是空列表");
        return read;
    }

    private static SourceSettings ReadOne(PolicyNode node, string? crs, string? encoding, DatumSettings? datum, PolicyErrors errors)
    {
        if (node.Kind == PolicyNodeKind.Scalar)
        {
            if (string.IsNullOrWhiteSpace(node.Text))
                errors.Add(node, "found nothing; expected a path", "这里是空；应为路径");
            return new SourceSettings(node.Text, null, crs, encoding, null, datum, node);
        }

        MapReader map = new(node, errors);
        PolicyNode? path = map.Required("path");
        SourceSettings source = new(
            map.Text(path) ?? "",
            map.OptionalText("layer"),
            ReadCrs(map) ?? crs,
            map.OptionalText("encoding") ?? encoding,
            map.Optional("where"),
            map.Optional("datum") is PolicyNode own ? ReadDatum(own, errors) : datum,
            path ?? node);
        map.Finish();
        return source;
    }

    /// <summary>A CRS as text, which must read: refused where it stands, before any file is opened.</summary>
    public static string? ReadCrs(MapReader map)
    {
        string? text = map.OptionalText("crs");
        if (text is not null && !Crs.TryParse(text, out _, out LocalText? problem))
        {
            map.Errors.Add(
                map.Optional("crs")!,
                $"'crs' is '{text}': {problem.En}. It can be EPSG:4490 (CGCS2000, degrees), EPSG:4513 to 4533 (3-degree zones 25 to 45), "
                    + "EPSG:4534 to 4554 (3 degrees, central meridian 75 to 135), EPSG:4491 to 4501 (6-degree zones 13 to 23), another "
                    + "EPSG code, WKT or PROJJSON",
                $"“crs”是“{text}”：{problem.Zh}。可写 EPSG:4490（CGCS2000 经纬度）、EPSG:4513 至 4533（三度带 25 至 45 带）、"
                    + "EPSG:4534 至 4554（三度带，中央经线 75° 至 135°）、EPSG:4491 至 4501（六度带 13 至 23 带）、其他 EPSG 代码、WKT 或 PROJJSON");
        }

        return text;
    }

    private static DatumSettings ReadDatum(PolicyNode node, PolicyErrors errors)
    {
        MapReader map = new(node, errors);
        string? because = null;
        if (map.OptionalText("assume") is string assumed)
        {
            if (assumed != "cgcs2000")
                errors.Add(
                    map.Optional("assume")!,
                    $"'assume' is '{assumed}'; the only assumption there is: cgcs2000",
                    $"“assume”是“{assumed}”；只能写 cgcs2000");
            because = map.RequiredText("reason");
            map.Finish();
            return new DatumSettings([], [], 0m, true, because, node);
        }

        if (map.OptionalText("towgs84") is string use)
        {
            if (use != "use")
                errors.Add(map.Optional("towgs84")!, $"'towgs84' is '{use}'; it can only be: use", $"“towgs84”是“{use}”；只能写 use");
            string believed = map.RequiredText("reason");
            map.Finish();
            return new DatumSettings([], [], 0m, true, null, node) { DefinitionBecause = believed };
        }

        IReadOnlyList<decimal> shift = Three(map, "shift_m", required: true), rotation = Three(map, "rotation_arcsec", required: false);
        decimal scale = map.OptionalNumber("scale_ppm") ?? 0m;
        bool rotates = rotation.Any(angle => angle != 0);
        bool positionVector = map.Choice("convention", true, ("position_vector", true), ("coordinate_frame", false));
        if (rotates)
            _ = map.Required("convention");
        map.Finish();
        return new DatumSettings(shift, rotation, scale, positionVector, because, node);
    }

    private static IReadOnlyList<decimal> Three(MapReader map, string key, bool required)
    {
        PolicyNode? node = required ? map.Required(key) : map.Optional(key);
        if (node is null)
            return [0m, 0m, 0m];
        if (node.Kind != PolicyNodeKind.List || node.Items.Count != 3)
        {
            map.Errors.Add(node, $"'{key}' must be a list of three numbers: x, y, z", $"“{key}”应为三个数的列表：x、y、z");
            return [0m, 0m, 0m];
        }

        return [.. node.Items.Select(item => map.Number(item) ?? 0m)];
    }
}
