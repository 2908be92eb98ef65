using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ZoneComp.Outputs.Workbook;

/// <summary>How a cell looks; equal looks share one entry of the workbook's style sheet.</summary>
/// <param name="NumberFormat">As Excel writes it: "#,##0.00", "@"; "" for general.</param>
/// <param name="QuotePrefix">Marks text that begins like a formula as text, also after someone edits the cell.</param>
internal sealed record CellLook(
    string NumberFormat = "",
    bool Bold = false,
    double Size = 11,
    bool Boxed = false,
    bool Shaded = false,
    string Align = "",
    bool Wrap = false,
    bool QuotePrefix = false,
    int Indent = 0);

/// <summary>Gathers the looks in use and writes them as the workbook's style sheet.</summary>
internal sealed class WorkbookStyles
{
    private const uint FirstOwnFormat = 164; // numbers below are Excel's own
    private readonly List<CellLook> looks = [new CellLook()];
    private readonly Dictionary<CellLook, int> indices = new() { [new CellLook()] = 0 };

    /// <summary>Index that a cell refers to.</summary>
    public uint Index(CellLook look)
    {
        if (!indices.TryGetValue(look, out int index))
        {
            index = indices[look] = looks.Count;
            looks.Add(look);
        }

        return (uint)index;
    }

    public Stylesheet Write()
    {
        List<string> formats =
        [
            .. looks.Select(look => look.NumberFormat).Where(format => format.Length > 0).Distinct(StringComparer.Ordinal),
        ];
        List<(bool Bold, double Size)> fonts = [.. looks.Select(look => (look.Bold, look.Size)).Distinct()];
        return new Stylesheet(
            new NumberingFormats(formats.Select((format, index) =>
                new NumberingFormat { NumberFormatId = FirstOwnFormat + (uint)index, FormatCode = format }))
            {
                Count = (uint)formats.Count,
            },
            new Fonts(fonts.Select(font => Font(font.Bold, font.Size))) { Count = (uint)fonts.Count },
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }), // Excel keeps the first two for itself
                new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE8EFE8" }) { PatternType = PatternValues.Solid }))
            { Count = 3 },
            new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()), Box())
            {
                Count = 2,
            },
            new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }) { Count = 1 },
            new CellFormats(looks.Select(look => Format(look, formats, fonts))) { Count = (uint)looks.Count },
            new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }) { Count = 1 });
    }

    private static Font Font(bool bold, double size)
    {
        Font font = new();
        if (bold)
            font.Append(new Bold());
        // 134: GB 2312, so that a system without the font picks a Chinese one
        font.Append(new FontSize { Val = size }, new FontName { Val = "Microsoft YaHei" }, new FontCharSet { Val = 134 });
        return font;
    }

    private static Border Box()
    {
        return new Border(Side<LeftBorder>(), Side<RightBorder>(), Side<TopBorder>(), Side<BottomBorder>(), new DiagonalBorder());

        static T Side<T>() where T : BorderPropertiesType, new() =>
            new() { Style = BorderStyleValues.Thin, Color = new Color { Rgb = "FF9AA59A" } };
    }

    private static CellFormat Format(CellLook look, List<string> formats, List<(bool, double)> fonts)
    {
        CellFormat format = new()
        {
            NumberFormatId = look.NumberFormat.Length == 0 ? 0 : FirstOwnFormat + (uint)formats.IndexOf(look.NumberFormat),
            FontId = (uint)fonts.IndexOf((look.Bold, look.Size)),
            FillId = look.Shaded ? 2u : 0u,
            BorderId = look.Boxed ? 1u : 0u,
            FormatId = 0,
            ApplyNumberFormat = look.NumberFormat.Length > 0,
            ApplyFont = true,
            ApplyFill = look.Shaded,
            ApplyBorder = look.Boxed,
            ApplyAlignment = true,
        };
        if (look.QuotePrefix)
            format.QuotePrefix = true;
        Alignment alignment = new() { Vertical = VerticalAlignmentValues.Center, WrapText = look.Wrap };
        if (look.Align.Length > 0)
            alignment.Horizontal = look.Align switch
            {
                "center" => HorizontalAlignmentValues.Center,
                "right" => HorizontalAlignmentValues.Right,
                _ => HorizontalAlignmentValues.Left,
            };
        if (look.Indent > 0)
            alignment.Indent = (uint)look.Indent;
        format.Append(alignment);
        return format;
    }

    /// <summary>"#,##0.00" for two decimals.</summary>
    public static string Decimals(int decimals) => decimals == 0 ? "#,##0" : "#,##0." + new string('0', decimals);

    /// <summary>Column letters: 0 is A, 26 is AA.</summary>
    public static string Column(int index)
    {
        string letters = "";
        for (int rest = index + 1; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        return letters;
    }

    public static string Address(int column, int row) => Column(column) + row.ToString(CultureInfo.InvariantCulture);
}
