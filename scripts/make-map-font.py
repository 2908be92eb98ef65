#!/usr/bin/env python3
"""Makes src/ZoneComp/Outputs/Maps/Raster/map-font.ttf.gz, the outlines that PNG maps are lettered with.

Chinese from Droid Sans Fallback (Debian fonts-droid-fallback), Latin letters, digits and signs from Roboto (Debian
fonts-roboto-unhinted), both Apache-2.0. What only a screen or a word processor needs is dropped. Needs python3-fonttools. Equal fonts give an equal file.
"""
import gzip
import io
import pathlib

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

CHINESE = "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"
LATIN = "/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf"
TARGET = pathlib.Path(__file__).parent.parent / "src/ZoneComp/Outputs/Maps/Raster/map-font.ttf.gz"


def wanted(code):
    """CJK Unified Ideographs and Extension A (names of places use both), and the signs of a caption."""
    return 0x3400 <= code <= 0x9FFF or 0x3000 <= code < 0x3020 or 0xFF00 <= code < 0xFFF0 or 0x2460 <= code < 0x2474 or 0x3220 <= code < 0x3244


chinese = TTFont(CHINESE)
options = subset.Options(hinting=False, layout_features=[], name_IDs=[0, 13, 14], notdef_outline=True, glyph_names=False)
options.drop_tables += ["GSUB", "GPOS", "GDEF", "vhea", "vmtx", "gasp", "OS/2"]
job = subset.Subsetter(options)
job.populate(unicodes=[code for code in chinese.getBestCmap() if wanted(code)])
job.subset(chinese)

latin = TTFont(LATIN)
scale = chinese["head"].unitsPerEm / latin["head"].unitsPerEm
letters = latin.getBestCmap()
signs = [code for code in letters if 0x20 <= code < 0x7F or 0xA0 <= code < 0x180 or 0x370 <= code < 0x3D0 or 0x2010 <= code < 0x2040 or code in (0x2212, 0x2264, 0x2265)]

glyphs = {name: chinese["glyf"][name] for name in chinese.getGlyphOrder()}
metrics = dict(chinese["hmtx"].metrics)
codes = dict(chinese.getBestCmap())
for code in signs:
    name = f"latin{code:04X}"
    recording = DecomposingRecordingPen(latin.getGlyphSet())
    latin.getGlyphSet()[letters[code]].draw(recording)
    pen = TTGlyphPen(None)
    recording.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
    glyphs[name] = pen.glyph()
    metrics[name] = (round(latin["hmtx"][letters[code]][0] * scale), 0)
    codes[code] = name

order = list(glyphs)
chinese.setGlyphOrder(order)
chinese["glyf"].glyphs = glyphs
chinese["glyf"].glyphOrder = order
for glyph in glyphs.values():
    glyph.recalcBounds(chinese["glyf"])
chinese["hmtx"].metrics = {name: (metrics[name][0], getattr(glyphs[name], "xMin", 0) or 0) for name in order}
table = newTable("cmap")
table.tableVersion = 0
form = CmapSubtable.newSubtable(12)
form.platformID, form.platEncID, form.format, form.reserved, form.length, form.language = 3, 10, 12, 0, 0, 0
form.cmap = codes
table.tables = [form]
chinese["cmap"] = table
chinese["head"].modified = chinese["head"].created
chinese.recalcTimestamp = False
plain = io.BytesIO()
chinese.save(plain)
with open(TARGET, "wb") as file, gzip.GzipFile(filename="", mode="wb", fileobj=file, compresslevel=9, mtime=0) as packed:
    packed.write(plain.getvalue())
print(f"{TARGET.name}: {len(codes)} characters, {len(plain.getvalue())} bytes, {TARGET.stat().st_size} packed")
