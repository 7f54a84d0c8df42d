"""What `resolve` writes besides each lead's segment (cli.md): memberships with `--long`, and the
columns of the lead table with `--keep-columns`, cell by cell, from CSV and Parquet to both."""

import datetime
import struct
import uuid
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import duckdb

from oracle import random_leads
from oracle.common import Case
from oracle.leads import Leads
from oracle.random_leads import Table
from oracle.tables import Dialect, StoredColumn, quoted, read_csv, write_csv, write_parquet

ADDED = ["segment", "priority", "also_matches"]


def check(case: Case) -> None:
    plan = random_leads.lead_plan(case.random, most=5, depth=1)
    table = random_leads.random_table(case.random, plan.attributes, case.random.randint(1, 40))
    if table.key:
        plan.plan["leads"]["key"] = table.key
    path, leads = case.write_plan(plan.plan), Leads.of(plan, table)
    check_csv(case, path, table, leads)
    check_parquet(case, path, table, leads)


def check_csv(case: Case, plan: Path, table: Table, leads: Leads) -> None:
    file, dialect = case.folder / "leads.csv", Dialect.any(case.random)
    write_csv(table, file, dialect)
    options = ["-o", "-", "--delimiter", dialect.delimiter]
    long = read_csv(case.segplan.run("resolve", plan, file, "--long", *options), dialect.delimiter)
    case.compare("--long", memberships(leads), long[1:])
    told = case.segplan.run("resolve", plan, file, "--keep-columns", *options)
    case.compare("--keep-columns", kept_rows(table, leads), read_csv(told, dialect.delimiter))


def memberships(leads: Leads) -> list[list[str]]:
    """A row for each segment that a lead fits, or for the default; none for an excluded lead."""
    rows = []
    for stand in leads.counted():
        fitting = leads.fitting(stand)
        if not fitting:
            rows.append([stand.key, leads.default, "", "true"])
        for place, name in enumerate(fitting):
            primary = "false" if place else "true"
            rows.append([stand.key, name, str(leads.priority[name]), primary])
    return rows


def kept_rows(table: Table, leads: Leads) -> list[list[str]]:
    """The header and all cells as they were, with what is added; the row number before them where
    the plan names no key."""
    number = [] if table.key else ["row"]
    rows = [[*number, *table.columns(), *ADDED]]
    for cells, (key, *added) in zip(table.cells, leads.resolved()):
        rows.append([*([] if table.key else [key]), *cells, *added])
    return rows


# Parquet


def check_parquet(case: Case, plan: Path, table: Table, leads: Leads) -> None:
    """Parquet keeps types and values; CSV has each value as text."""
    file, again = case.folder / "leads.parquet", case.folder / "resolved.parquet"
    kept = kept_columns(case.random, len(table.leads))
    write_parquet(table, file, case.random, kept)
    case.segplan.run("resolve", plan, file, "--keep-columns", "-o", again, "--quiet")
    case.compare("Parquet to Parquet: columns", described(file), described(again))
    case.compare("Parquet to Parquet: rows", values(file, file), values(again, file))
    told = case.segplan.run("resolve", plan, file, "--keep-columns", "-o", "-")
    header, *rows = read_csv(told)
    for name, (kind, given) in kept.items():
        place = header.index(name)
        for row, value in zip(rows, given):
            right = row[place] == "" if value is None else READ[kind](row[place]) == value
            case.expect(right, f"Parquet to CSV: {kind} {value!r} is written as {row[place]!r}")
    key = header.index(table.key or "row")
    resolved = [[row[key], *row[-len(ADDED) :]] for row in rows]
    case.compare("Parquet to CSV: segments", leads.resolved(), resolved)


def described(file: Path) -> set[tuple[str, str]]:
    """Names and types, without what is added."""
    rows = ask(f"DESCRIBE SELECT * FROM '{file}'")
    return {(row[0], row[1]) for row in rows if row[0] not in ("row", *ADDED)}


def values(file: Path, like: Path) -> list[tuple[Any, ...]]:
    """The rows of a file, of the columns that another one has."""
    names = ", ".join(quoted(name) for name, _ in sorted(described(like)))
    return ask(f"SELECT {names} FROM '{file}'")


def ask(query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def kept_columns(random: Random, rows: int) -> dict[str, StoredColumn]:
    """Columns that no condition asks for, of all types."""
    kinds = random.sample(list(MAKE), 3)
    return {
        f"Kept {kind}": (
            kind,
            [None if random.random() < 0.2 else MAKE[kind](random) for _ in range(rows)],
        )
        for kind in kinds
    }


def single(number: float) -> float:
    """The nearest number of 32 bits."""
    return float(struct.unpack("f", struct.pack("f", number))[0])


def moment(random: Random) -> datetime.datetime:
    start = datetime.datetime(1970, 1, 1)
    return start + datetime.timedelta(microseconds=random.randint(-(10**15), 4 * 10**15))


MAKE: dict[str, Callable[[Random], Any]] = {
    "UUID": lambda random: uuid.UUID(int=random.getrandbits(128)),
    "TIME": lambda random: moment(random).time(),
    "TIMESTAMP": moment,
    "TIMESTAMP_S": lambda random: moment(random).replace(microsecond=0),
    "DATE": lambda random: moment(random).date(),
    "DECIMAL(38, 10)": lambda random: Decimal(random.randint(-(10**37), 10**37)).scaleb(-10),
    "DECIMAL(9, 2)": lambda random: Decimal(random.randint(-(10**8), 10**8)).scaleb(-2),
    "UBIGINT": lambda random: random.randint(0, 2**64 - 1),
    "TINYINT": lambda random: random.randint(-128, 127),
    "DOUBLE": lambda random: random.choice(
        [random.gauss(0, 1), random.uniform(-1e300, 1e300), 0.1]
    ),
    "FLOAT": lambda random: single(random.choice([0.1, 1e30, random.gauss(0, 100)])),
    "BOOLEAN": lambda random: random.random() < 0.5,
}
READ: dict[str, Callable[[str], Any]] = {
    "UUID": uuid.UUID,
    "TIME": datetime.time.fromisoformat,
    "TIMESTAMP": datetime.datetime.fromisoformat,
    "TIMESTAMP_S": datetime.datetime.fromisoformat,
    "DATE": datetime.date.fromisoformat,
    "DECIMAL(38, 10)": Decimal,
    "DECIMAL(9, 2)": Decimal,
    "UBIGINT": int,
    "TINYINT": int,
    "DOUBLE": float,
    "FLOAT": lambda text: single(float(text)),
    "BOOLEAN": lambda text: {"true": True, "false": False}[text],
}
