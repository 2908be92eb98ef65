using System.Text;

namespace ZoneComp.Reading.Schemas;

/// <summary>Compares field names as people and programs vary them.</summary>
internal static class FieldNameForm
{
    private const int DbfBytes = 10;

    /// <summary>SEN_LIN_LB, SENLINLB and sen_lin_lb are the same; so is GJGYL_BHDJ_A as a .dbf cuts it: GJGYL_BHDJ.</summary>
    public static bool Same(string one, string other) =>
        string.Equals(Plain(one), Plain(other), StringComparison.OrdinalIgnoreCase) || IsCutOf(one, other) || IsCutOf(other, one);

    private static bool IsCutOf(string cut, string whole) =>
        Encoding.UTF8.GetByteCount(cut) is > DbfBytes - 3 and <= DbfBytes
        && Encoding.UTF8.GetByteCount(whole) > DbfBytes
        && Encoding.UTF8.GetByteCount(cut + whole[Math.Min(cut.Length, whole.Length - 1)]) > DbfBytes
        && whole.StartsWith(cut, StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
}
