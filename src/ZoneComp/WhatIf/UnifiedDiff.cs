using System.Globalization;
using System.Text;

namespace ZoneComp.WhatIf;

/// <summary>What splices changed, as a unified diff that patch(1) and git apply take: splices keep the number of lines.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>"" where nothing changed.</summary>
    public static string Of(string oldName, string newName, string old, string current)
    {
        string[] before = Lines(old), after = Lines(current);
        int[] changed = [.. Enumerable.Range(0, before.Length).Where(line => before[line] != after[line])];
        if (changed.Length == 0)
            return "";
        StringBuilder diff = new(string.Create(CultureInfo.InvariantCulture, $"--- {oldName}\n+++ {newName}\n"));
        for (int at = 0; at < changed.Length;)
        {
            int last = at;
            while (last + 1 < changed.Length && changed[last + 1] - changed[last] <= 2 * Context + 1)
                last++;
            int from = Math.Max(0, changed[at] - Context), to = Math.Min(before.Length, changed[last] + Context + 1);
            _ = diff.Append(CultureInfo.InvariantCulture, $"@@ -{from + 1},{to - from} +{from + 1},{to - from} @@\n");
            for (int line = from; line < to;)
            {
                if (before[line] == after[line])
                {
                    Append(diff, ' ', before[line++]);
                    continue;
                }

                int end = line;
                while (end < to && before[end] != after[end])
                    end++;
                for (int gone = line; gone < end; gone++)
                    Append(diff, '-', before[gone]);
                for (int fresh = line; fresh < end; fresh++)
                    Append(diff, '+', after[fresh]);
                line = end;
            }

            at = last + 1;
        }

        return diff.ToString();
    }

    /// <summary>A file that was not there.</summary>
    public static string New(string name, string text)
    {
        string[] lines = Lines(text);
        StringBuilder diff = new(string.Create(CultureInfo.InvariantCulture, $"--- /dev/null\n+++ {name}\n@@ -0,0 +1,{lines.Length} @@\n"));
        foreach (string line in lines)
            Append(diff, '+', line);
        return diff.ToString();
    }

    private static void Append(StringBuilder diff, char sign, string line)
    {
        _ = diff.Append(sign).Append(line);
        if (!line.EndsWith('\n'))
            _ = diff.Append("\n\\ No newline at end of file\n");
    }

    // With their ends, so that those of Windows stay.
    private static string[] Lines(string text)
    {
        List<string> lines = [];
        for (int at = 0; at < text.Length;)
        {
            int end = text.IndexOf('\n', at) is >= 0 and int found ? found + 1 : text.Length;
            lines.Add(text[at..end]);
            at = end;
        }

        return [.. lines];
    }
}
