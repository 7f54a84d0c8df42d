"""The tables that are measured, as CSV and as Parquet, and some as JSON lines or as a workbook; what is
there is not made again.

They are made by processes of their own: a process that is started counts the memory of the one
that started it as its own peak, so the one that measures stays small.
"""

import csv
import random
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from . import ROOT

SEED = 1
FORMATS = ("csv", "parquet")

# The columns of the lead table in the file's order; what no condition needs is left as text.
LEADS = {
    "lead_id": "text",
    "created_on": "text",
    "country": "text",
    "industry": "text",
    "No. of employees": "integer",
    "role": "text",
    "stage": "text",
    "source": "text",
    "visits_30d": "integer",
    "last_visit": "date",
    "email_opt_in": "boolean",
    "is_competitor": "boolean",
    "deal_value": "text",
    "converted": "tiny",
}
KEYED = {"account": "text", "company": "text", "converted": "tiny"}
# Words that mean that nothing is known, by column. (In Parquet a number is null instead.)
MISSING = {"industry": "Select", "role": "Select", "No. of employees": "unknown"}
# The columns that are kept of the lead table in the wide one.
KEPT = ["lead_id", "country", "industry", "role", "stage", "source", "visits_30d", "last_visit",
        "converted"]
WIDE_COLUMNS = 500
# Files of the table that is a folder.
FILES = 100


def wide_columns():
    """500 columns; the key and the eight that the plan reads are spread among fillers."""
    columns, apart = {}, WIDE_COLUMNS // len(KEPT)
    for place in range(WIDE_COLUMNS):
        if place % apart == apart // 2 and place // apart < len(KEPT):
            kept = KEPT[place // apart]
            columns[kept] = LEADS[kept]
        else:
            columns[f"filler_{place}"] = "text"
    return columns


@dataclass(frozen=True, eq=False)
class Table:
    """A table: its files by format, its columns, and words for missing by column."""

    rows: int
    files: dict[str, str]
    columns: dict[str, str]
    missing: dict[str, str] = field(default_factory=dict)


def leads(rows, folder):
    """The invented lead table of examples/make_leads."""
    files = {kind: Path(folder) / f"leads-{rows}.{kind}" for kind in FORMATS}
    for file in files.values():
        if not file.exists():
            command = ["cargo", "run", "--quiet", "--release", "--example", "make_leads", "--"]
            made = file.with_stem("unfinished")
            subprocess.run([*command, str(rows), str(SEED), str(made)], cwd=ROOT, check=True)
            made.rename(file)
    return Table(rows, told(files), LEADS, MISSING)


def leads_as(kind, rows, folder, source):
    """The first rows of the lead table, of JSON lines or in a workbook."""
    file = Path(folder) / f"leads-{rows}.{kind}"
    if not file.exists():
        door, made = ROOT / "benches/compare.py", file.with_stem("unfinished")
        command = [sys.executable, str(door), "--make", kind, str(made), str(rows)]
        subprocess.run([*command, source.files["csv"]], check=True)
        made.rename(file)
    return Table(rows, told({kind: file}), LEADS, MISSING)


def keyed(rows, folder):
    """Accounts with a unique key of six signs and a company name, unique too."""
    files = {kind: Path(folder) / f"accounts-{rows}.{kind}" for kind in FORMATS}
    make(files, "keyed", rows)
    return Table(rows, told(files), KEYED)


def in_folder(rows, folder, source):
    """The lead table in many Parquet files, as a pattern that every engine knows."""
    files = Path(folder) / f"leads-{rows}-in-{FILES}"
    if not files.exists():
        unfinished = files.with_stem("unfinished")
        unfinished.mkdir(exist_ok=True)
        door = ROOT / "benches/compare.py"
        names = [str(unfinished), source.files["parquet"]]
        subprocess.run([sys.executable, str(door), "--make", "folder", *names, str(rows)], check=True)
        unfinished.rename(files)
    return Table(rows, {"parquet": str(files / "*.parquet")}, LEADS, MISSING)


def wide(rows, folder, source):
    """The first rows of the lead table among columns that no condition reads."""
    files = {kind: Path(folder) / f"wide-{rows}.{kind}" for kind in FORMATS}
    make(files, "wide", rows, source.files["csv"])
    missing = {column: word for column, word in MISSING.items() if column in KEPT}
    return Table(rows, told(files), wide_columns(), missing)


def make(files, which, *arguments):
    if not all(file.exists() for file in files.values()):
        unfinished = {kind: file.with_stem("unfinished") for kind, file in files.items()}
        door = ROOT / "benches/compare.py"
        names = [str(unfinished[kind]) for kind in FORMATS]
        command = [sys.executable, str(door), "--make", which, *names, *map(str, arguments)]
        subprocess.run(command, check=True)
        for kind, file in files.items():
            unfinished[kind].rename(file)


def told(files):
    for file in files.values():
        print(f"{file.name}: {file.stat().st_size / 1e6:,.0f} MB")
    return {kind: str(file) for kind, file in files.items()}


def made_in_process(which, *arguments):
    """What `compare.py --make` does."""
    if which in ("jsonl", "xlsx"):
        file, rows, source = arguments
        return write_typed(which, file, int(rows), source)
    text, parquet, *arguments = arguments
    if which == "folder":
        write_folder(text, parquet, int(arguments[0]))
    elif which == "keyed":
        write_keyed(text, int(arguments[0]))
        write_parquet(text, parquet, KEYED)
    else:
        write_wide(text, int(arguments[0]), arguments[1])
        write_parquet(text, parquet, wide_columns())


def key_of(number):
    """Six signs of which no two numbers below 36^6 have the same."""
    left, signs = number * 1_103_515_245 % 36**6, ""
    for _ in range(6):
        left, digit = divmod(left, 36)
        signs += "0123456789abcdefghijklmnopqrstuvwxyz"[digit]
    return signs


FIRST = "Alpha Baltic Central Delta Eastern Fjord Global Hansa Inter Juniper Kappa Lake Metro Nordic".split()
SECOND = "Steel Paper Valve Motor Glass Timber Crane Pump Robot Laser Cable Foundry Optics Tools".split()
LEGAL = ["GmbH", "AG", "Ltd", "Inc", "SA", "BV", "Sp. z o.o.", "Oy"]


def write_keyed(file, rows):
    draw = random.Random(SEED)
    with open(file, "w", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(KEYED)
        for number in range(rows):
            words = draw.choice(FIRST), draw.choice(SECOND), str(number), draw.choice(LEGAL)
            lines.writerow((key_of(number), " ".join(words), int(draw.random() < 0.05)))


def write_wide(file, rows, source):
    import duckdb

    cells = []
    for place, column in enumerate(wide_columns()):
        kept = f'"{column}"'
        number = f"hash(row_number() OVER () * {WIDE_COLUMNS} + {place}) % {10 ** (1 + place % 6)}"
        word = f"concat('text ', {number})" if place % 4 == 0 else number
        cells.append(kept if column in KEPT else f"{word} AS {kept}")
    duckdb.execute(
        f"COPY (SELECT {', '.join(cells)} FROM (FROM read_csv('{source}', header = true,"
        f" all_varchar = true) LIMIT {rows})) TO '{file}' (FORMAT csv, HEADER)"
    )


def write_typed(kind, file, rows, source):
    """Numbers, dates and yes or no as what they are."""
    import duckdb

    types = {"text": "VARCHAR", "integer": "INTEGER", "tiny": "TINYINT", "date": "DATE",
             "boolean": "BOOLEAN"}
    typed = {name: types[kind] for name, kind in LEADS.items()}
    read = (
        f"FROM read_csv('{source}', header = true, auto_detect = false, columns = {typed},"
        f" nullstr = ['', 'unknown']) LIMIT {rows}"
    )
    if kind == "jsonl":
        duckdb.execute(f"COPY ({read}) TO '{file}' (FORMAT json)")
        return
    import xlsxwriter

    workbook = xlsxwriter.Workbook(file, {"constant_memory": False, "in_memory": True})
    sheet, date = workbook.add_worksheet(), workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, LEADS)
    for row, cells in enumerate(duckdb.execute(read).fetchall(), 1):
        for column, (cell, kind) in enumerate(zip(cells, LEADS.values())):
            if cell is not None:
                sheet.write(row, column, cell, date if kind == "date" else None)
    workbook.close()


def write_folder(folder, source, rows):
    import duckdb

    size = -(-rows // FILES)
    for number in range(FILES):
        duckdb.execute(
            f"COPY (FROM read_parquet('{source}') LIMIT {size} OFFSET {number * size})"
            f" TO '{folder}/{number:03}.parquet' (FORMAT parquet)"
        )


def write_parquet(source, file, columns):
    import duckdb

    types = {"text": "VARCHAR", "integer": "INTEGER", "tiny": "TINYINT", "date": "DATE"}
    typed = {name: types[kind] for name, kind in columns.items()}
    duckdb.execute(
        f"COPY (FROM read_csv('{source}', header = true, auto_detect = false, columns = {typed},"
        f" nullstr = '')) TO '{file}' (FORMAT parquet)"
    )
