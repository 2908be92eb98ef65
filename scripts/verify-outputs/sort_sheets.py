"""Sorts every sheet of a workbook by every column, up and down, as its filter buttons do; filters, inserts rows and columns. Nobody's figures may change.

usage: sort_sheets.py zonecomp.xlsx
After each step LibreOffice computes all anew, and each row of each sheet, known by its texts, must show the numbers that it showed at first.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import TableSortField

PORT = 20000 + os.getpid() % 20000
failures = []


def value(name, what):
    pair = PropertyValue()
    pair.Name, pair.Value = name, what
    return pair


def office(folder):
    process = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", f"--accept=socket,host=127.0.0.1,port={PORT};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(240):
        try:
            remote = resolver.resolve(f"uno:socket,host=127.0.0.1,port={PORT};urp;StarOffice.ComponentContext")
            return process, remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice did not start")


def filters(book):
    """The range of each sheet's filter: head and rows."""
    found = {}
    for index in range(book.Sheets.Count):
        sheet = book.Sheets.getByIndex(index)
        ranges = book.getPropertyValue("UnnamedDatabaseRanges")
        if ranges.hasByTable(index):
            area = ranges.getByTable(index).DataArea
            if area.EndRow > area.StartRow:
                found[sheet.Name] = area
    return found


def rows(book, name, area):
    """Of each row its numbers, by its texts; several rows of the same texts are one list."""
    sheet = book.Sheets.getByName(name)
    found = {}
    for row in sheet.getCellRangeByPosition(0, area.StartRow + 1, area.EndColumn, area.EndRow).getDataArray():
        found.setdefault(tuple(cell for cell in row if isinstance(cell, str)), []).append([cell for cell in row if not isinstance(cell, str)])
    return found


def totals(book, name, area):
    """What stands above the filter's range and in the row below it."""
    sheet = book.Sheets.getByName(name)
    return [cell for first, last in [(0, area.StartRow), (area.EndRow + 1, area.EndRow + 1)]
            for row in sheet.getCellRangeByPosition(0, first, area.EndColumn, last).getDataArray() for cell in row]


def near(one, other):
    return len(one) == len(other) and all(abs(a - b) < 0.005 if abs(a) >= 1 else abs(a - b) < 1e-9 for a, b in zip(one, other))


def same(before, after):
    if before.keys() != after.keys():
        return False
    return all(len(numbers) == len(after[texts]) and all(near(a, b) for a, b in zip(sorted(numbers), sorted(after[texts]))) for texts, numbers in before.items())


def state(book, areas):
    book.calculateAll()
    return {name: rows(book, name, area) for name, area in areas.items()}


def check(condition, what):
    if not condition:
        print("WRONG " + what)
        failures.append(what)


def sort(book, name, area, column, ascending):
    field = TableSortField()
    field.Field, field.IsAscending = column, ascending
    book.Sheets.getByName(name).getCellRangeByPosition(area.StartColumn, area.StartRow, area.EndColumn, area.EndRow).sort(
        (value("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))), value("ContainsHeader", True)))


def errors_of(book):
    for index in range(book.Sheets.Count):
        sheet = book.Sheets.getByIndex(index)
        cells = sheet.queryFormulaCells(4)  # FormulaResult.ERROR
        check(cells.Count == 0, f"{sheet.Name}: formulas with an error: {cells.RangeAddressesAsString[:200]}")


def main():
    source = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        process, desktop = office(folder)
        try:
            started = time.monotonic()
            book = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (value("Hidden", True),))
            loaded = time.monotonic()
            areas = filters(book)
            check(len(areas) > 1, "sheets with a filter: " + ", ".join(areas))
            first = state(book, areas)
            print(f"      loaded in {loaded - started:.1f} s, computed and read in {time.monotonic() - loaded:.1f} s")
            heads = {name: totals(book, name, area) for name, area in areas.items()}
            errors_of(book)
            for name, area in areas.items():
                for column in range(area.EndColumn + 1):
                    for ascending in (True, False):
                        sort(book, name, area, column, ascending)
                        now = state(book, areas)
                        check(all(same(first[one], now[one]) for one in areas), f"{name} sorted by column {column + 1} {'up' if ascending else 'down'}: changed {[one for one in areas if not same(first[one], now[one])]}")
                        check(all(near([x for x in heads[one] if not isinstance(x, str)], [x for x in totals(book, one, areas[one]) if not isinstance(x, str)]) for one in areas), f"{name} sorted by column {column + 1}: another total")
                print(f"ok    {name}: sorted by each of {area.EndColumn + 1} columns, {area.EndRow - area.StartRow} rows")

            # A filter shows part of the rows: the totals follow it, the other sheets do not.
            for name, area in areas.items():
                sheet = book.Sheets.getByName(name)
                hidden = [row for row in range(area.StartRow + 1, area.EndRow + 1) if (row - area.StartRow) % 2 == 0]
                for row in hidden:
                    sheet.Rows.getByIndex(row).IsVisible = False
                now = state(book, areas)
                check(all(same(first[one], now[one]) for one in areas), f"{name}: filtered, other amounts")
                for row in hidden:
                    sheet.Rows.getByIndex(row).IsVisible = True
            print("ok    filtered: no row shows another amount")

            # A row and a column more in the midst of each sheet.
            for name, area in areas.items():
                sheet = book.Sheets.getByName(name)
                sheet.Rows.insertByIndex(area.StartRow + 1 + (area.EndRow - area.StartRow) // 2, 1)
                sheet.Columns.insertByIndex(2, 1)
                area.EndRow, area.EndColumn = area.EndRow + 1, area.EndColumn + 1
            now = state(book, areas)
            for one in areas:
                kept = {tuple(cell for cell in texts if cell): numbers for texts, numbers in now[one].items()}
                kept.pop((), None)
                check(same({tuple(cell for cell in texts if cell): numbers for texts, numbers in first[one].items()}, kept), f"{one}: a row and a column inserted, other amounts")
            print("ok    a row and a column inserted in each sheet")
            errors_of(book)
            book.close(True)
        finally:
            try:
                desktop.terminate()
            except Exception:
                pass
            process.wait(60)
    sys.exit(1 if failures else 0)


main()
