"""Has LibreOffice compute every formula of a workbook anew and compares with the values that were written beside them, to the fen.

usage: recalculate.py zonecomp.xlsx
The written values are taken out of a copy first, so that nothing but the formulas can give them.
"""
import csv
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

source = pathlib.Path(sys.argv[1])
FORMULA = re.compile(r'(<(?:x:)?c [^>]*r="([A-Z]+)(\d+)"[^>]*>)(<(?:x:)?f>[^<]*</(?:x:)?f>)<(?:x:)?v>([^<]*)</(?:x:)?v>')
written = {}


def column(letters):
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


with tempfile.TemporaryDirectory() as folder:
    bare = pathlib.Path(folder, "bare.xlsx")
    with zipfile.ZipFile(source) as book, zipfile.ZipFile(bare, "w", zipfile.ZIP_DEFLATED) as copy:
        names = re.findall(r'<(?:x:)?sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
        sheets = sorted((name for name in book.namelist() if "worksheets/" in name and name.endswith(".xml")), key=lambda name: int(re.findall(r"\d+", name)[-1]))
        for entry in book.namelist():
            text = book.read(entry)
            if entry in sheets:
                cells = written.setdefault(names[sheets.index(entry)], {})

                def emptied(match, cells=cells):
                    cells[(int(match[3]) - 1, column(match[2]))] = float(match[5])
                    return match[1] + match[4]

                text = FORMULA.sub(emptied, text.decode()).encode()
            copy.writestr(entry, text)
    subprocess.run(["soffice", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1", "--outdir", folder, str(bare)], check=True, capture_output=True)
    compared = wrong = 0
    for name, cells in written.items():
        if not cells:
            continue
        with open(pathlib.Path(folder, f"bare-{name}.csv"), encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        for (row, at), value in cells.items():
            compared += 1
            found = rows[row][at]
            try:
                number = float(found[:-1]) / 100 if found.endswith("%") else float(found)
                same = abs(number - value) < 0.005 if abs(value) >= 1 else abs(number - value) < 1e-9
            except ValueError:
                same = False
            if not same:
                wrong += 1
                print(f"WRONG {name} row {row + 1} column {at + 1}: written {value}, computed {found!r}")
        print(f"ok    {name}: {len(cells)} formulas computed anew")
sys.exit(1 if wrong or compared == 0 else 0)
