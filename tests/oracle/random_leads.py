"""Random lead tables with awkward values, and plans with conditions over them."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from oracle.language import (
    OPERATORS,
    Between,
    Compare,
    Condition,
    Holds,
    IsNull,
    Joined,
    Lead,
    Matches,
    Not,
    OneOf,
    Operand,
    Value,
    Writer,
)
from oracle.random_plans import AS_OF, often, scored_plan

TEXTS = [
    "Manufacturing", "manufacturing", "Retail", "O'Brien", 'say "hi"', "a,b;c|d\te", "two\nlines",
    "two\r\nlines", "Größe", "gro\u0308ße", "👍🏽 ok", "100%", "a_b", "a%b", " lead", "trail ",
    "  ", "NULL", "null", "select", "1.500", "007", "true", "back\\slash", "İstanbul", "ﬁ",
    "\u00a0", "x" * 300, "2027-01-04", "=1+1", "# note", "שלום", "日本", "a\u200bb", "-",
    "'", "'quoted'", "a''b",
]  # fmt: skip
NAMES = [
    "industry", "role", "employees", "visits_30d", "created_on", "No. of employees", "in", "größe",
    'the "best"', "order by", "opt_in", "last visit", "date", "x", "UPPER", "a;b", "value",
    "is_old",
]  # fmt: skip
FORMATS = ["%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%m/%d/%Y"]
TYPES = ["text", "text", "number", "integer", "boolean", "date"]


@dataclass(frozen=True)
class Attribute:
    """An attribute with the values that leads have."""

    name: str
    type: str
    column: str
    declared: bool
    missing: tuple[str, ...]
    format: str | None
    pool: tuple[Value, ...]

    def declaration(self) -> dict[str, Any]:
        given: dict[str, Any] = {"type": self.type}
        if self.column != self.name:
            given["column"] = self.column
        if self.missing:
            given["missing"] = list(self.missing)
        if self.format:
            given["format"] = self.format
        return given


@dataclass
class Table:
    """Leads: their values, and how the cells are written."""

    attributes: list[Attribute]
    leads: list[Lead]
    cells: list[list[str]]  # the key first, then in the order of the attributes
    key: str | None

    def columns(self) -> list[str]:
        return [self.key or "some id", *(one.column for one in self.attributes)]

    def part(self, rows: slice) -> "Table":
        return Table(self.attributes, self.leads[rows], self.cells[rows], self.key)


def random_attributes(random: Random) -> list[Attribute]:
    names = random.sample(NAMES, random.randint(3, 8))
    return [random_attribute(random, name) for name in names]


def random_attribute(random: Random, name: str) -> Attribute:
    kind = random.choice(TYPES)
    declared = kind == "integer" or often(random, 0.8)
    missing = random.sample(["Select", "unknown", "N/A", "-1"], 2) if often(random, 0.3) else []
    return Attribute(
        name=name,
        type=kind,
        column=f"Column {name}" if declared and often(random, 0.2) else name,
        declared=declared,
        missing=tuple(missing) if declared else (),
        format=random.choice(FORMATS)
        if kind == "date" and declared and often(random, 0.5)
        else None,
        pool=random_pool(random, kind, missing),
    )


def random_pool(random: Random, kind: str, missing: list[str]) -> tuple[Value, ...]:
    if kind == "boolean":
        return (True, False)
    if kind == "text":
        texts = random.sample(TEXTS, random.randint(2, 8))
        return tuple(text for text in texts if text not in missing)
    values = [MAKERS[kind](random) for _ in range(random.randint(2, 8))]
    return tuple(value for value in values if str(value) not in missing)


def random_integer(random: Random) -> Decimal:
    extreme = [0, 1, -1, 2**53 + 1, 2**63 - 1, -(2**63), 10**15]
    return Decimal(
        random.choice([random.randint(-5, 5), random.randint(0, 3000), random.choice(extreme)])
    )


def random_number(random: Random) -> Decimal:
    digits = random.randint(0, 6)
    extreme = ["0", "-0.000001", "999999999999999999.999999", "0.1", "0.3", "9007199254740993"]
    small = Decimal(random.randint(-(10**4), 10**4)).scaleb(-digits)
    return random.choice([small, random_integer(random), Decimal(random.choice(extreme))])


def random_date(random: Random) -> datetime.date:
    awkward = [
        "2024-02-29", "2000-02-29", "1900-02-28", "2026-12-31", "2027-01-01", "2027-01-31",
        "0001-01-01", "9999-12-31", "1969-12-31", "1970-01-01", "2027-01-05",
        "1849-12-31", "1850-01-01", "2191-03-31", "2191-04-01",
    ]  # fmt: skip
    near = AS_OF - datetime.timedelta(days=random.randint(-40, 800))
    return random.choice([near, near, datetime.date.fromisoformat(random.choice(awkward))])


MAKERS: dict[str, Callable[[Random], Value]] = {
    "number": random_number,
    "integer": random_integer,
    "date": random_date,
}


def random_table(random: Random, attributes: list[Attribute], rows: int) -> Table:
    key = random.choice(["lead_id", "lead id", None])
    leads, cells = [], []
    for row in range(rows):
        lead = {one.name: random_value(random, one) for one in attributes}
        leads.append(lead)
        written = [cell(random, one, lead[one.name]) for one in attributes]
        cells.append([random.choice(["L-{}", "{}", 'k"{}', "k,{}", "ü {}"]).format(row), *written])
    return Table(attributes, leads, cells, key)


def random_value(random: Random, attribute: Attribute) -> Value | None:
    if not attribute.pool or often(random, 0.15):
        return None
    return random.choice(attribute.pool)


def cell(random: Random, attribute: Attribute, value: Value | None) -> str:
    """One of the ways to write a value in CSV."""
    match value:
        case None:
            return random.choice(["", *attribute.missing])
        case bool():
            return random.choice(
                ["true", "TRUE", "yes", "Y", "1"] if value else ["false", "F", "No", "0"]
            )
        case str():
            return value
        case datetime.date():
            if attribute.format:
                return strftime(value, attribute.format)
            return value.isoformat() + random.choice(["", "", "T10:00", " 23:59:59"])
        case _:
            return number_cell(random, value, attribute.missing)


def strftime(day: datetime.date, form: str) -> str:
    """Years have four digits everywhere, unlike in the C library."""
    return (
        form.replace("%Y", f"{day.year:04}")
        .replace("%m", f"{day.month:02}")
        .replace("%d", f"{day.day:02}")
    )


def number_cell(random: Random, value: Decimal, missing: tuple[str, ...]) -> str:
    plain = f"{value:f}"
    point = plain if "." in plain else plain + ".0"
    ways = [plain, plain, f" {plain}", f"{point}00", plain if plain[0] == "-" else f"+{plain}"]
    return random.choice([way for way in ways if way not in missing] or [point])


# Conditions


def random_condition(random: Random, attributes: list[Attribute], depth: int = 3) -> Condition:
    if depth == 0 or often(random, 0.4):
        return random_test(random, random.choice(attributes))
    if often(random, 0.25):
        return Not(random_condition(random, attributes, depth - 1))
    count = random.randint(2, 4)
    parts = tuple(random_condition(random, attributes, depth - 1) for _ in range(count))
    return Joined(random.choice(["and", "or"]), parts)


def random_test(random: Random, attribute: Attribute) -> Condition:
    if attribute.declared and often(random, 0.15):
        return IsNull(attribute.name, often(random, 0.5))
    if attribute.type == "boolean":
        return random_boolean_test(random, attribute.name)
    if attribute.type == "text" and often(random, 0.5):
        return random_match(random, attribute)
    operand = Operand(attribute.name)
    values: list[Value] = [random_literal(random, attribute) for _ in range(random.randint(1, 5))]
    if attribute.type == "date" and often(random, 0.4):
        operand = Operand(attribute.name, days=True)
        days = [(AS_OF - day).days for day in values if isinstance(day, datetime.date)]
        values = [Decimal(age + random.choice([-1, 0, 0, 1])) for age in days]
    return random_comparison(random, operand, values)


def random_comparison(random: Random, operand: Operand, values: list[Any]) -> Condition:
    form = random.choice(["compare", "compare", "in", "between"])
    if form == "compare":
        return Compare(operand, random.choice(list(OPERATORS)), values[0])
    negated = often(random, 0.3)
    if form == "in":
        return OneOf(operand, tuple(dict.fromkeys(values)), negated)
    return Between(operand, min(values), max(values), negated)


def random_boolean_test(random: Random, name: str) -> Condition:
    value = often(random, 0.5)
    operand = Operand(name)
    tests: list[Condition] = [
        Holds(name),
        Holds(name),
        Compare(operand, random.choice(["=", "!=", "<>"]), value),
        OneOf(operand, (value,), often(random, 0.3)),
    ]
    return random.choice(tests)


def random_literal(random: Random, attribute: Attribute) -> Value:
    """Mostly a value that leads have."""
    if attribute.pool and often(random, 0.8):
        return random.choice(attribute.pool)
    make = MAKERS.get(attribute.type)
    return make(random) if make else random.choice(TEXTS)


def random_match(random: Random, attribute: Attribute) -> Condition:
    text = str(random_literal(random, attribute))
    start = random.randint(0, len(text))
    piece = text[start : start + random.randint(0, 4)]
    kind = random.choice(["like", "like", "starts with", "contains"])
    if kind == "starts with":
        piece = text[: random.randint(0, 4)]
    if kind == "like":
        signs = [random.choice([sign, sign, "_", "%"]) for sign in text[:6]]
        piece = random.choice([f"%{piece}%", f"{text[:2]}%", f"%{text[-2:]}", "".join(signs), text])
    return Matches(attribute.name, kind, piece, often(random, 0.3))


# Plans with conditions over a table


@dataclass
class LeadPlan:
    """A plan, and the trees of its conditions: by segment, and by key of `leads`."""

    plan: dict[str, Any]
    where: dict[str, Condition]
    leads: dict[str, Condition]
    attributes: list[Attribute]

    value: str | None
    date: str | None


def lead_plan(random: Random, most: int = 8, depth: int = 3) -> LeadPlan:
    """A scored plan whose segments have conditions, with the attributes of a table."""
    attributes = random_attributes(random)
    plan, writer = scored_plan(random, most, ["number"]), Writer(random)
    where = {}
    for segment in plan["segments"]:
        if often(random, 0.85):
            where[segment["name"]] = random_condition(random, attributes, depth)
            segment["where"] = writer.write(where[segment["name"]])
    of_leads = {
        key: random_condition(random, attributes, 1)
        for key in ("outcome", "reachable", "exclude")
        if often(random, 0.6)
    }
    plan["leads"] = {key: writer.write(condition) for key, condition in of_leads.items()}
    value = some_name(random, [one for one in attributes if can_be_summed(one)])
    date = some_name(random, [one for one in attributes if one.declared and one.type == "date"])
    plan["leads"] |= {key: name for key, name in (("value", value), ("date", date)) if name}
    plan["attributes"] = {one.name: one.declaration() for one in attributes if one.declared}
    return LeadPlan(plan, where, of_leads, attributes, value, date)


def some_name(random: Random, attributes: list[Attribute]) -> str | None:
    return random.choice(attributes).name if attributes and often(random, 0.7) else None


def can_be_summed(attribute: Attribute) -> bool:
    """Sums are in double precision, so that values of all sizes would leave nothing to compare."""
    numbers = [value for value in attribute.pool if isinstance(value, Decimal)]
    numeric = attribute.declared and attribute.type in ("number", "integer")
    return numeric and all(abs(number) < 10**9 for number in numbers)
