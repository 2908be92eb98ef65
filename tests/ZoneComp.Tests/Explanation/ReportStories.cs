using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Explanation;

/// <summary>What report.html tells of amounts, put together from the page's data as its script does.</summary>
internal static class ReportStories
{
    /// <summary>By payee and scheme the lines in English.</summary>
    public static IReadOnlyList<(string Code, string Scheme, string Text)> Read(string page)
    {
        using JsonDocument data = JsonDocument.Parse(
            Regex.Match(File.ReadAllText(page), "id=\"data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value);
        JsonElement amounts = data.RootElement.GetProperty("amounts");
        string[][][] lines = amounts.GetProperty("lines").Deserialize<string[][][]>()!;
        JsonElement[] texts = [.. amounts.GetProperty("texts").EnumerateArray()];
        JsonElement regions = data.RootElement.GetProperty("regions");
        return
        [
            .. amounts.GetProperty("told").EnumerateArray().Select(told => Story(regions[told[0].GetInt32()][0].GetString()!, told, 1)),
            .. amounts.GetProperty("others").EnumerateArray().Select(told => Story(told[0].GetString()!, told, 2)),
        ];

        (string, string, string) Story(string code, JsonElement told, int at) =>
            (
                code,
                amounts.GetProperty("schemes")[told[at].GetInt32()].GetString()!,
                Text(told[at + 1].GetInt32(), told[at + 2].GetString()!.Split(' ')));

        string Text(int index, string[] own)
        {
            JsonElement text = texts[index];
            List<string> written = [];
            int at = 0;
            foreach (int line in text[0].EnumerateArray().Select(each => each.GetInt32()))
            {
                string[] zh = lines[line][0], pieces = lines[line].Length > 1 ? lines[line][1] : zh;
                if (lines[line].Length == 2)
                    at += zh.Length - 1; // the Chinese line's numbers stand first
                string whole = pieces[0];
                foreach (string piece in pieces.Skip(1))
                {
                    JsonElement number = text[1][at++];
                    whole += (number.ValueKind == JsonValueKind.String ? number.GetString() : own[number.GetInt32()]) + piece;
                }

                written.Add(whole);
            }

            return string.Join('\n', written);
        }
    }
}
