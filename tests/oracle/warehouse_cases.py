"""Plans and tables for which a warehouse must say what segplan says."""

import csv
import dataclasses
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import yaml

from oracle import random_leads, warehouse_awkward
from oracle.common import ROOT
from oracle.engines import Cell, Column
from oracle.random_leads import Attribute, Table
from oracle.random_plans import often
from oracle.language import Writer

EMITS = ["primary", "memberships", "masks"]
# ClickHouse has no other days.
FIRST, LAST = datetime.date(1900, 1, 1), datetime.date(2299, 12, 31)


@dataclass(frozen=True)
class Case:
    """A plan, a table as CSV, and the same table as columns of an engine."""

    name: str
    folder: Path
    plan: Path
    table: Path
    columns: list[Column]
    sql: tuple[str, ...] = ()  # options of `segplan sql`
    draw: tuple[str, ...] = ()  # how a control group is drawn
    audits: bool = False  # whether the masks are audited, too
    emits: dict[str, list[str]] = field(default_factory=dict)  # by dialect, where not all

    def options(self, emit: str) -> tuple[str, ...]:
        return self.sql if emit == "masks" else (*self.sql, *self.draw)

    def emits_for(self, dialect: str) -> list[str]:
        return self.emits.get(dialect, EMITS)


def made(folder: Path, name: str, plan: dict[str, Any], header: list[str], rows: list[list[str]],
         columns: list[Column], **more: Any) -> Case:  # fmt: skip
    own = folder / name
    own.mkdir(exist_ok=True)
    text = yaml.safe_dump(plan, sort_keys=False, allow_unicode=True, width=10_000)
    (own / "plan.yaml").write_text(text, encoding="utf-8")
    with (own / "leads.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([header, *rows])
    return Case(name, own, own / "plan.yaml", own / "leads.csv", columns, **more)


def texts(header: list[str], rows: list[list[str]]) -> list[Column]:
    return [Column(name, "text", [row[at] for row in rows]) for at, name in enumerate(header)]


# Random plans


def random(folder: Path, seed: int, number: int, dialect: str) -> Case:
    """A random plan over a random table, as texts or with types. For ClickHouse without days that it
    does not have."""
    random = Random(f"warehouse {seed} {number}")
    plan = random_leads.lead_plan(random, most=14)
    table = random_leads.random_table(random, plan.attributes, random.randint(1, 60))
    table.key = table.key or "some id"
    plan.plan["leads"]["key"] = table.key
    if often(random, 0.5):
        condition = random_leads.random_condition(random, plan.attributes, 1)
        plan.plan["leads"]["control"] = Writer(random).write(condition)
    draw: tuple[str, ...] = ()
    if often(random, 0.4):
        draw = ("--holdout", random.choice(["10%", "50%", "33.3%"]))
        draw += ("--salt", random.choice(["q1", "O'Brien's ${salt}\\", "größe 👍"]))
        draw += ("--per-segment",) if often(random, 0.5) else ()
    all_texts = often(random, 0.4)
    name = f"random-{seed}-{number}"
    if dialect == "clickhouse":
        name, table = f"{name}-short", within(table)
    header, rows = table.columns(), table.cells
    columns = texts(header, rows)
    if not all_texts:
        columns = [columns[0], *(typed(random, table, at) for at in range(len(table.attributes)))]
    emits = {"spark": [random.choice(["primary", "memberships"]), "masks"]}
    return made(
        folder, name, plan.plan, header, rows, columns,
        sql=("--text-columns",) if all_texts else (), draw=draw, audits=number % 10 == 0, emits=emits,
    )  # fmt: skip


def within(table: Table) -> Table:
    """Without days that ClickHouse does not have: they are missing."""

    def outside(value: Any) -> bool:
        return isinstance(value, datetime.date) and not FIRST <= value <= LAST

    leads, cells = [], []
    for lead, row in zip(table.leads, table.cells):
        out = [outside(lead[one.name]) for one in table.attributes]
        leads.append({name: None if outside(value) else value for name, value in lead.items()})
        cells.append([row[0], *("" if is_out else cell for is_out, cell in zip(out, row[1:]))])
    return Table(table.attributes, leads, cells, table.key)


def typed(random: Random, table: Table, at: int) -> Column:
    """A column as an engine stores it: with its type, or as texts where the plan says how to read it."""
    attribute = table.attributes[at]
    written = [row[at + 1] for row in table.cells]
    if attribute.type == "text" or attribute.format or (says_texts(attribute) and often(random, 0.5)):
        return Column(attribute.column, "text", list(written))
    values = [lead[attribute.name] for lead in table.leads]
    return Column(attribute.column, attribute.type, [stored(attribute, value) for value in values])


def says_texts(attribute: Attribute) -> bool:
    words = [word for word in attribute.missing if word != "-1" or attribute.type == "boolean"]
    return attribute.declared and bool(words)


def stored(attribute: Attribute, value: Any) -> Cell:
    match value:
        case Decimal():
            return int(value) if attribute.type == "integer" else float(value)
        case _:
            return value


# The examples and awkward values


def fixed(folder: Path) -> Iterator[Case]:
    yield from examples(folder)
    for one in warehouse_awkward.tables():
        columns = one.columns or texts(one.header, one.rows)
        yield made(folder, one.name, one.plan, one.header, one.rows, columns, sql=one.sql, emits=one.emits)


EXAMPLES = {
    "quarterly": ("plans/quarterly.yaml", "plans/leads.csv"),
    "last-quarter": ("plans/last-quarter.yaml", "plans/last-quarter.csv"),
    "rates": ("tests/data/awkward/rates.yaml", "tests/data/awkward/rates.csv"),
    "control": ("tests/data/awkward/control.yaml", "tests/data/awkward/control.csv"),
    "labels": ("tests/data/awkward/labels.yaml", "tests/data/awkward/labels.csv"),
}
DOTTED, PLAIN = "No. of employees", "Number of employees"


def examples(folder: Path) -> Iterator[Case]:
    """Example plans with their leads, as texts and, where the plan declares all, with types. Once more
    without a dot in a column's name, which BigQuery does not have."""
    for name, (plan, table) in EXAMPLES.items():
        text = (ROOT / plan).read_text(encoding="utf-8")
        leads = (ROOT / table).read_text(encoding="utf-8-sig")
        if DOTTED not in text:
            yield from example(folder, name, text, leads, {})
            continue
        yield from example(folder, name, text, leads, warehouse_awkward.NOT_BIGQUERY)
        text, leads = text.replace(DOTTED, PLAIN), leads.replace(DOTTED, PLAIN, 1)
        yield from example(folder, f"{name}-plain", text, leads, warehouse_awkward.BIGQUERY_ONLY)


def example(
    folder: Path, name: str, plan: str, leads: str, emits: dict[str, list[str]]
) -> Iterator[Case]:
    own = folder / name
    own.mkdir(exist_ok=True)
    (own / "plan.yaml").write_text(plan, encoding="utf-8")
    (own / "leads.csv").write_text(leads, encoding="utf-8")
    header, *rows = csv.reader(io.StringIO(leads, newline=""))
    columns = texts(header, rows)
    whole = Case(name, own, own / "plan.yaml", own / "leads.csv", columns, emits=emits, audits=True)
    draw = ("--holdout", "10%", "--salt", "q1-2027")
    yield dataclasses.replace(whole, sql=("--text-columns",), draw=draw)
    attributes = yaml.safe_load(plan).get("attributes") or {}
    declared = {one.get("column", key): one for key, one in attributes.items()}
    if "lead_id" in header:
        typed = [parsed(column, declared.get(column.name)) for column in columns]
        yield dataclasses.replace(whole, name=f"{name}-typed", columns=typed)


def parsed(column: Column, declared: dict[str, Any] | None) -> Column:
    """A column of texts with the type that the plan declares, unless words stand in it."""
    kind = (declared or {}).get("type", "text")
    read = {
        "integer": int,
        "number": float,
        "boolean": lambda text: text.lower() in ("true", "yes", "1", "y", "t"),
        "date": datetime.date.fromisoformat,
    }.get(kind)
    if read is None or (declared or {}).get("missing"):
        return column
    return Column(column.name, kind, [read(text) if text else None for text in column.values])


def unreadable(folder: Path) -> Iterator[Case]:
    """Tables with one cell that is no value of its type."""
    for number, (attribute, cell) in enumerate(warehouse_awkward.UNREADABLE):
        plan = {
            "title": "One cell",
            "as_of": datetime.date(2027, 1, 4),
            "leads": {"key": "id"},
            "attributes": {"x": attribute},
            "segments": [{"name": "one", "where": "x is null", "scores": warehouse_awkward.SCORES}],
        }
        rows = [["1", ""], ["2", cell]]
        yield made(folder, f"unreadable-{number}", plan, ["id", "x"], rows,
                   texts(["id", "x"], rows), sql=("--text-columns",))  # fmt: skip
