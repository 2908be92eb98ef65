"""Opens a workbook and CSV files with hostile names in LibreOffice: what the program wrote as text is text, nothing computes or links.

usage: hostile_in_calc.py OUT
Every formula found must be one that the workbook's own XML has at that cell; a CSV file has none at all.
"""
import csv
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

out = pathlib.Path(sys.argv[1]).resolve()
failures = []


def converted(source, folder, kind):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", folder, str(source)], check=True, capture_output=True)
    return pathlib.Path(folder, source.stem + "." + kind.split(":")[0])


def cells(path):
    """Of a flat ODS: kinds and texts of cells that compute, and links."""
    text = path.read_text(encoding="utf-8")
    return re.findall(r'table:formula="([^"]*)"', text), re.findall(r"<text:a |<office:dde-source|xlink:href=\"(?!#)[^\"]*://", text)


with tempfile.TemporaryDirectory() as folder:
    with zipfile.ZipFile(out / "zonecomp.xlsx") as book:
        written = sum(len(re.findall(r"<(?:x:)?f>", book.read(name).decode())) for name in book.namelist() if "worksheets/" in name)
    formulas, links = cells(converted(out / "zonecomp.xlsx", folder, "fods"))
    if len(formulas) != written or links:
        failures.append(f"workbook: {written} formulas written, {len(formulas)} found; links {links[:3]}")
    for table in sorted((out / "csv").glob("*.csv")):
        formulas, links = cells(converted(table, folder, "fods"))
        if formulas or links:
            failures.append(f"{table.name}: computes {formulas[:3]} {links[:3]}")
        with open(table, encoding="utf-8-sig", newline="") as file:
            widths = {len(row) for row in csv.reader(file)}
        if len(widths) != 1:
            failures.append(f"{table.name}: rows of {widths} cells")
print("\n".join("WRONG " + failure for failure in failures) if failures else f"ok    {written} formulas, all the program's own; CSV files compute nothing")
sys.exit(1 if failures else 0)
