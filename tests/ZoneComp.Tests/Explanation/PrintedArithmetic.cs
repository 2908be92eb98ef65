using System.Globalization;
using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Explanation;

/// <summary>
/// An auditor with a pocket calculator: works out a line of printed arithmetic. Knows nothing of the product's code; written from
/// docs/policy.md.
/// Numbers come out in yuan, m², m, m³, t, kWh, persons; texts, flags and null as themselves.
/// </summary>
internal sealed partial class PrintedArithmetic
{
    private static readonly Dictionary<string, decimal> Units = new(StringComparer.Ordinal)
    {
        ["m2"] = 1m,
        ["ha"] = 10_000m,
        ["mu"] = 2000m / 3m,
        ["km2"] = 1_000_000m,
        ["wan_mu"] = 20_000_000m / 3m,
        ["m"] = 1m,
        ["km"] = 1000m,
        ["yuan"] = 1m,
        ["wan_yuan"] = 10_000m,
        ["yi_yuan"] = 100_000_000m,
        ["m3"] = 1m,
        ["wan_m3"] = 10_000m,
        ["yi_m3"] = 100_000_000m,
        ["t"] = 1m,
        ["wan_t"] = 10_000m,
        ["kg"] = 0.001m,
        ["kWh"] = 1m,
        ["MWh"] = 1000m,
        ["wan_kWh"] = 10_000m,
        ["person"] = 1m,
        ["wan_person"] = 10_000m,
    };

    private readonly string[] tokens;
    private int at;

    private PrintedArithmetic(string text) => tokens = [.. Token().Matches(text).Select(match => match.Value)];

    public static object? Work(string text)
    {
        PrintedArithmetic line = new(text);
        object? value = line.Else();
        return line.at == line.tokens.Length
            ? value
            : throw new FormatException($"cannot work out '{text}' behind {string.Join(' ', line.tokens.Take(line.at))}");
    }

    private string Next => at < tokens.Length ? tokens[at] : "";

    private bool Take(string token)
    {
        if (Next != token)
            return false;
        at++;
        return true;
    }

    private void Expect(string token)
    {
        if (!Take(token))
            throw new FormatException($"expected {token}, found '{Next}' in {string.Join(' ', tokens)}");
    }

    private object? Else()
    {
        object? left = Or();
        while (Take("else"))
        {
            object? right = Or();
            left ??= right;
        }

        return left;
    }

    private object? Or()
    {
        object? left = And();
        while (Take("or"))
        {
            object? right = And();
            left = left is true || right is true;
        }

        return left;
    }

    private object? And()
    {
        object? left = Not();
        while (Take("and"))
        {
            object? right = Not();
            left = left is true && right is true;
        }

        return left;
    }

    private object? Not() => Take("not") ? Not() is not true : Comparison();

    private object? Comparison()
    {
        object? left = Sum();
        if (Take("is"))
        {
            bool negated = Take("not");
            Expect("null");
            return left is null != negated;
        }

        bool notIn = Next == "not";
        if (notIn)
            at++;
        if (Take("in"))
        {
            Expect("(");
            bool found = false;
            do
                found |= Equals(left, Else());
            while (Take(","));
            Expect(")");
            return found != notIn;
        }

        string sign = Next;
        if (sign is not ("=" or "<>" or "<" or "<=" or ">" or ">=" or "==" or "!="))
            return left;
        at++;
        object? right = Sum();
        return sign switch
        {
            "=" or "==" => Equals(left, right),
            "<>" or "!=" => !Equals(left, right),
            "<" => Number(left) < Number(right),
            "<=" => Number(left) <= Number(right),
            ">" => Number(left) > Number(right),
            _ => Number(left) >= Number(right),
        };
    }

    private object? Sum()
    {
        object? left = Product();
        while (Next is "+" or "-")
        {
            bool plus = tokens[at++] == "+";
            object? right = Product();
            left = left is null || right is null ? null : plus ? Number(left) + Number(right) : Number(left) - Number(right);
        }

        return left;
    }

    private object? Product()
    {
        object? left = Unary();
        while (Next is "*" or "/")
        {
            bool times = tokens[at++] == "*";
            object? right = Unary();
            left = left is null || right is null || (!times && Number(right) == 0m)
                ? null
                : times ? Number(left) * Number(right) : Number(left) / Number(right);
        }

        return left;
    }

    private object? Unary() => Take("-") ? -Number(Unary()) : Primary();

    private object? Primary()
    {
        string token = tokens[at++];
        switch (token)
        {
            case "(":
                object? inside = Else();
                Expect(")");
                return inside;
            case "true" or "false":
                return token == "true";
            case "null":
                return null;
        }

        if (token[0] is '\'' or '"')
            return token[1..^1].Replace("''", "'", StringComparison.Ordinal);
        if (char.IsAsciiDigit(token[0]))
        {
            decimal number = decimal.Parse(token, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            if (Take("%"))
                return number / 100m;
            if (Units.TryGetValue(Next, out decimal unit))
            {
                at++;
                return number * unit;
            }

            return number;
        }

        return Next == "("
            ? Call(token)
            : Units.TryGetValue(token, out decimal one) ? one : throw new FormatException($"what is {token} in {string.Join(' ', tokens)}");
    }

    private object? Call(string function)
    {
        List<object?> plain = [];
        List<(object? Key, object? Value)> pairs = [];
        Dictionary<string, object?> named = new(StringComparer.Ordinal);
        Expect("(");
        while (!Take(")"))
        {
            _ = Take(",");
            if (Take("["))
            {
                while (!Take("]"))
                {
                    _ = Take(",");
                    object? key = Else();
                    Expect(":");
                    pairs.Add((key, Else()));
                }
            }
            else if (at + 1 < tokens.Length && tokens[at + 1] == ":")
            {
                string name = tokens[at];
                at += 2;
                named[name] = Next is "left" or "right" or "exact" or "step" or "interpolate" or "hold" or "error" ? tokens[at++] : Else();
            }
            else
            {
                plain.Add(Else());
            }
        }

        return function switch
        {
            "if" => plain[0] is true ? plain[1] : plain[2],
            "band" => Band(plain[0], pairs, named),
            "lookup" => Lookup(plain[0], pairs, named),
            "starts_with" => ((string)plain[0]!).StartsWith((string)plain[1]!, StringComparison.Ordinal),
            "ends_with" => ((string)plain[0]!).EndsWith((string)plain[1]!, StringComparison.Ordinal),
            "contains" => ((string)plain[0]!).Contains((string)plain[1]!, StringComparison.Ordinal),
            _ => plain.Contains(null) ? null : Number(function, [.. plain.Select(Number)]),
        };
    }

    private static decimal Number(string function, decimal[] values) => function switch
    {
        "abs" => Math.Abs(values[0]),
        "floor" => InUnit(values, 1, Math.Floor),
        "ceil" => InUnit(values, 1, Math.Ceiling),
        "round" => InUnit(values, 2, value => Round(value, (int)values[1])),
        "sqrt" => (decimal)Math.Sqrt((double)values[0]),
        "ln" => (decimal)Math.Log((double)values[0]),
        "exp" => (decimal)Math.Exp((double)values[0]),
        "pow" => (decimal)Math.Pow((double)values[0], (double)values[1]),
        "min" => values.Min(),
        "max" => values.Max(),
        "clamp" => Math.Min(Math.Max(values[0], values[1]), values[2]),
        _ => throw new FormatException($"no function {function}"),
    };

    // Rounded as counted in the unit that is written last, such as yuan/mu or 100 yuan. A mu's thirds leave a trace in the 28th digit
    // that must not decide a half: 20 digits are enough.
    private static decimal InUnit(decimal[] values, int unitAt, Func<decimal, decimal> rounding)
    {
        decimal unit = values.Length > unitAt ? values[unitAt] : 1m;
        return rounding(Math.Round(values[0] / unit, 20, MidpointRounding.AwayFromZero)) * unit;
    }

    private static decimal Round(decimal value, int digits)
    {
        decimal power = 1m;
        for (int digit = 0; digit < -digits; digit++)
            power *= 10m;
        return Math.Round(value / power, Math.Max(digits, 0), MidpointRounding.AwayFromZero) * power;
    }

    private static object? Band(object? x, List<(object? Key, object? Value)> bands, Dictionary<string, object?> named)
    {
        object? value = named.GetValueOrDefault("below");
        foreach ((object? edge, object? held) in bands)
        {
            if (named["closed"] is "left" ? Number(x) >= Number(edge) : Number(x) > Number(edge))
                value = held;
        }

        return value;
    }

    private static object? Lookup(object? x, List<(object? Key, object? Value)> entries, Dictionary<string, object?> named)
    {
        if (entries.Find(entry => Same(entry.Key, x)) is { Key: not null } exact)
            return exact.Value;
        if (named.GetValueOrDefault("mode") is not ("step" or "interpolate"))
            return named.GetValueOrDefault("other");
        (object? Key, object? Value)[] below = [.. entries.Where(entry => Number(entry.Key) < Number(x))],
            above = [.. entries.Where(entry => Number(entry.Key) > Number(x))];
        if (below.Length == 0)
            return above[0].Value;
        if (above.Length == 0 || named["mode"] is "step")
            return below[^1].Value;
        decimal from = Number(below[^1].Key), to = Number(above[0].Key), low = Number(below[^1].Value), high = Number(above[0].Value);
        return low + ((Number(x) - from) / (to - from) * (high - low));
    }

    private static bool Same(object? one, object? other) =>
        Equals(one, other) || (one is decimal or string && other is decimal or string && $"{one}" == $"{other}");

    private static decimal Number(object? value) =>
        value is string text
            ? decimal.Parse(text, CultureInfo.InvariantCulture)
            : value is decimal number ? number : throw new FormatException($"{value} is no number");

    [GeneratedRegex(@"'(?:[^']|'')*'|""[^""]*""|[0-9]+(?:\.[0-9]+)?|[\p{L}_][\p{L}\p{Nd}_]*|<=|>=|<>|!=|==|[^\s]")]
    private static partial Regex Token();
}
