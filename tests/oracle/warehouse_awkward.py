"""Awkward values, each with the questions that tell it from its neighbors."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from oracle.engines import Cell, Column
from oracle.random_leads import TEXTS

AS_OF = datetime.date(2027, 1, 4)
SCORES = {"impact": 5, "confidence": 5, "ease": 5}


@dataclass
class Awkward:
    name: str
    plan: dict[str, Any]
    header: list[str]
    rows: list[list[str]]
    columns: list[Column] | None = None  # as an engine stores them; else texts
    sql: tuple[str, ...] = ()
    emits: dict[str, list[str]] = field(default_factory=dict)


def plan(wheres: list[str], attributes: dict[str, Any], **leads: Any) -> dict[str, Any]:
    """A segment a condition; the first is the highest."""
    return {
        "title": "Awkward: 'quotes', \"more\", ${x}, -- and\n/* comments */",
        "as_of": AS_OF,
        "leads": {"key": "the key", **leads},
        "attributes": attributes,
        "segments": [
            {"name": f"s{at:03}", "where": where, "scores": SCORES} for at, where in enumerate(wheres)
        ],
    }


def keyed(cells: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    keys = [f"k{at}" for at in range(len(cells))]
    return keys, [[key, *row] for key, row in zip(keys, cells)]


# By dialect, what is asked for.
NOT_BIGQUERY: dict[str, list[str]] = {"bigquery": []}
BIGQUERY_ONLY: dict[str, list[str]] = {
    one: [] for one in ("duckdb", "postgres", "spark", "clickhouse", "snowflake")
}
MOST = 150  # segments of a plan: more than 128, and few enough for Spark to plan


def tables() -> Iterator[Awkward]:
    yield names()
    yield sums()
    for whole in (texts(), texts(plain=True), numbers(), integers(), dates(near=True), dates(near=False), formats()):
        segments = whole.plan["segments"]
        for start in range(0, len(segments), MOST):
            yield replace(
                whole,
                name=f"{whole.name}-{start}",
                plan={**whole.plan, "segments": segments[start : start + MOST]},
                emits={"spark": ["masks"], **whole.emits},
            )


# Texts

MORE_TEXTS = [
    "", "a", "A", "ab", "b", "é", "e\u0301", "É", "z", "Z", "ä", "ö", "ß", "ss", "${x}", "${a}b", "$", "{x}", "\\", "\\\\",
    "\\n", "\\'", "%", "%%", "_", "a\\%b", "a\\_b", "100\\%", "\t", "\n", "\r\n", "\u2028", "\u00a0x", "'; DROP TABLE leads; --",
    "--", "/*", "*/", "$$", "$1", "\\1", "E'x'", "r'x'", "?", ":x", "%s", "{}", "{{x}}", "{% raw %}", "\u0001", "𝒳", "🏳️‍🌈",
    "I", "i", "İ", "ı", "ﬀ", "ǆ", "0", "00", "-0", "NaN", "inf", "\ufeff", "\uffff", "\U0010ffff",
]  # fmt: skip


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def texts(plain: bool = False) -> Awkward:
    """For BigQuery in a column with a plain name, and without what it refuses."""
    values = list(dict.fromkeys([*TEXTS, *MORE_TEXTS]))
    wheres = []
    for at, text in enumerate(values):
        own = quoted(text)
        wheres += [f"t = {own}", f"t like {own}", f"t contains {own}"]
        wheres.append(f"t starts with {quoted(text[:2])}")
        wheres.append(f"t {['<', '<=', '>', '>='][at % 4]} {own}")
        wheres.append(f"not (t != {own} or t is null)")
        wheres.append(f"t like {quoted('%' + text[:1] + '_%')}")
    wheres += ["t is null", "t is not null", "t not in ('a', 'b', '')", "t contains ''"]
    if plain:
        wheres = [where for where in wheres if " like " not in where or "\\" not in where]
    column = "t" if plain else "a \"b\" 'c' é"
    keys, rows = keyed([[text, text] for text in values])
    attributes = {
        "t": {"type": "text", "column": column},
        "u": {"type": "text", "missing": ["a", "NULL", "\\", "${x}", "🏳️‍🌈", "'"]},
    }
    wheres += ["u is null", "u = 'A'"]
    name, only = ("plain texts", BIGQUERY_ONLY) if plain else ("texts", NOT_BIGQUERY)
    return Awkward(name, plan(wheres, attributes), ["the key", column, "u"], rows, emits=only)


def names() -> Awkward:
    """Columns and segments that SQL has other ideas of."""
    columns = [
        "select", "order", "Group", "from table", "x.y", "a`b", 'c"d', "e'f", "g\\h", "größe", "🚀", "1st",
        "excluded", "segment", "priority", "leads", "mask", "typed", "fits", "k" * 60, "-- no", "a;b", "?", "%s",
    ]  # fmt: skip
    wheres = ['"' + column.replace('"', '""') + "\" = 'yes'" for column in columns]
    made = plan(wheres, {column: {"type": "text"} for column in columns})
    taken = ["excluded", "mask", "leads", "value", "select", "order", "typed", "fits", "one", "key_", "l" * 70]
    for segment, name in zip(made["segments"], taken):
        segment["name"] = name
    made["leads"]["exclude"] = "\"1st\" = 'no'"
    made["default"] = {"name": "else"}
    cells = [
        ["yes" if at == row else ["no", ""][(at + row) % 2] for at in range(len(columns))]
        for row in range(len(columns) + 1)
    ]
    keys, rows = keyed(cells)
    return Awkward("names", made, ["the key", *columns], rows, emits=NOT_BIGQUERY)


# Numbers

NUMBERS: list[float | None] = [
    None, float("nan"), 0.0, -0.0, 1.0, -1.0, 0.1, 0.2, 0.3, 0.1 + 0.2, 1.5, 2.5, -1.5, 1e15, 1e16, 123456789012345680.0,
    2.0**53, 2.0**53 + 2, 2.0**63, -(2.0**63), 1e22, 1e23, 1e300, -1e300, 5e-324, 2.2250738585072014e-308, 1e-7, 3.14159,
    0.30000000000000004, 999999999999999999.999999, 1 / 3,
]  # fmt: skip


def numbers() -> Awkward:
    written = sorted({number for number in NUMBERS if number is not None and number == number})
    wheres = []
    for at, number in enumerate(written):
        text = f"{Decimal(repr(number)):f}"
        text = text if "." in text else f"{text}.0"
        sign = ["<", "<=", ">", ">=", "!="][at % 5]
        wheres += [f"x = {text}", f"x {sign} {text}", f"x in ({text}, 7)", f"not x > {text}"]
    wheres += [
        "x between -1 and 0.1", "x not between 0.1 and 0.3", "x is null", "y is null", "y = 0.1",
        "x = 9007199254740993", "x > 0.29999999999999998", "x in (0, 0.1, 0.3)", "x = 0",
    ]  # fmt: skip
    attributes = {"x": {"type": "number"}, "y": {"type": "number", "missing": [0, "1.50", "-1"]}}
    cells = ["" if number is None or number != number else repr(number) for number in NUMBERS]
    keys, rows = keyed([[cell, cell] for cell in cells])
    columns = [
        Column("the key", "text", list(keys)),
        Column("x", "number", list(NUMBERS)),
        Column("y", "number", list(NUMBERS)),
    ]
    return Awkward("numbers", plan(wheres, attributes), ["the key", "x", "y"], rows, columns)


INTEGERS = [
    None, 0, 1, -1, 2, 3, 1500, 1501, 2**31 - 1, 2**31, -(2**31), 2**53, 2**53 + 1, 2**63 - 1, 2**63 - 2, -(2**63), -(2**63) + 1,
]  # fmt: skip


def integers() -> Awkward:
    wheres = []
    for at, number in enumerate(one for one in INTEGERS if one is not None):
        wheres += [f"n = {number}", f"n {['<', '<=', '>', '>='][at % 4]} {number}"]
    for edge in ["0.5", "-0.5", "1500.5", "9223372036854775808.0", "-9223372036854777856.0", "99999999999999999999.5"]:
        wheres += [f"n {sign} {edge}" for sign in ("<", "<=", ">", ">=")] + [f"not n < {edge}"]
    wheres += ["n between 0.5 and 2.5", "n not between -0.5 and 99999999999999999999.0", "m is null", "m > 0"]
    attributes = {"n": {"type": "integer"}, "m": {"type": "integer", "missing": [-1, 2, "3.0"]}}
    keys, rows = keyed([[str(n) if n is not None else ""] * 2 for n in INTEGERS])
    columns = [
        Column("the key", "text", list(keys)),
        Column("n", "integer", list(INTEGERS)),
        Column("m", "integer", list(INTEGERS)),
    ]
    return Awkward("integers", plan(wheres, attributes), ["the key", "n", "m"], rows, columns)


# Days

NEAR = [
    "1900-01-01", "1900-02-28", "1900-03-01", "1969-12-31", "1970-01-01", "1999-12-31", "2000-02-28", "2000-02-29", "2000-03-01",
    "2023-02-28", "2024-02-28", "2024-02-29", "2024-03-01", "2024-12-31", "2025-02-28", "2026-01-04", "2026-04-30", "2026-05-31",
    "2026-11-30", "2026-12-31", "2027-01-01", "2027-01-03", "2027-01-04", "2027-01-05", "2027-02-28", "2028-02-29", "2191-03-31",
    "2191-04-01", "2299-12-31",
]  # fmt: skip
FAR = ["0001-01-01", "0099-12-31", "1582-10-04", "1582-10-15", "1849-12-31", "1850-01-01", "1899-12-31", "2300-01-01", "9999-12-31"]  # fmt: skip


def dates(near: bool) -> Awkward:
    days = NEAR if near else [*NEAR, *FAR]
    wheres = []
    for at, day in enumerate(days):
        sign = ["<", "<=", ">", ">=", "!="][at % 5]
        wheres += [f"d = date '{day}'", f"d {sign} date '{day}'", f"not d > date '{day}'"]
        age = (AS_OF - datetime.date.fromisoformat(day)).days
        wheres += [f"days_since(d) {sign} {age}", f"days_since(d) = {age}"]
    for edge in ["0", "-1", "1.5", "365", "36525.5", "740000", "-3000000", "999999999999", "-999999999999999999999.0"]:
        wheres += [f"days_since(d) {sign} {edge}" for sign in ("<", ">=", ">")]
    wheres += [
        "days_since(d) between 0 and 365", "days_since(d) not between -1 and 40000", "d in (date '2024-02-29', date '2300-01-01')",
        "days_since(d) in (0, 1, 740000, 99999999)", "d between date '2024-02-29' and date '2026-12-31'", "d is null", "e is null",
    ]  # fmt: skip
    attributes = {"d": {"type": "date"}, "e": {"type": "date", "missing": ["1900-01-01", "9999-12-31"]}}
    keys, rows = keyed([[day, day] for day in ["", *days]])
    values: list[Cell] = [None, *map(datetime.date.fromisoformat, days)]
    columns = [
        Column("the key", "text", list(keys)),
        Column("d", "date", values),
        Column("e", "date", values),
    ]
    made = plan(wheres, attributes, date="d")
    return Awkward(
        "dates" if near else "far dates", made, ["the key", "d", "e"], rows, columns,
        emits={} if near else {"clickhouse": []},
    )  # fmt: skip


# What texts mean

FORMATS: dict[str, tuple[dict[str, Any], list[str], list[str]]] = {
    "whole": (
        {"type": "integer"},
        ["1500", " 1500", "1500 ", "\u00a01500\u2003", "1500.0", "1500.", "+1500", "-3", "-0", "007", "9223372036854775807", "-9223372036854775808.00"],
        ["= 1500", "= -3", "< 0", "= 7", "> 9223372036854775806", "= -9223372036854775808"],
    ),
    "plain": (
        {"type": "number", "missing": ["-", "0", "n/a"]},
        ["3.5", "-12", ".5", "5.", "1e6", "1E-3", "+2.50", "1.500", " 1 ", "0.0", "-0.0", "-", "n/a", "1e-7", "123456789012345678901234567890"],
        ["= 3.5", "= 0.5", "= 5", "= 1000000", "= 0.001", "= 1.5", "is null", "> 100000000000000000000.0"],
    ),
    "comma": (
        {"type": "number", "decimal": ","},
        ["1.234,50", "1234,5", "1 234,50", "1'234,5", "1\u2019234,50", "1\u00a0234,50", "1\u202f234,5", "1\u2009234,50", "-1.234.567,25", "0,5", ",5", "7", "1.234", "1e3", "1,5e2"],
        ["= 1234.5", "= -1234567.25", "= 0.5", "= 7", "= 1234", "= 1000", "= 150"],
    ),
    "point": (
        {"type": "number", "decimal": "."},
        ["1,234.50", "1234.5", "1 234.5", "1'234.50", "-1,234,567.25", ".5", "0.5", "1,234", "12,345,678"],
        ["= 1234.5", "= -1234567.25", "= 0.5", "= 1234", "= 12345678"],
    ),
    "count": (
        {"type": "integer", "decimal": ","},
        ["1.234", "1.234,0", "1234", "1 234 567", "12,", "-1.000", "0", "999"],
        ["= 1234", "= 1234567", "= 12", "= -1000", "< 1"],
    ),
    "usual": (
        {"type": "boolean"},
        ["true", "TRUE", "True", "yes", "Y", "t", "1", " yes ", "false", "No", "n", "F", "0", "fAlSe"],
        ["", "is null"],
    ),
    "own": (
        {"type": "boolean", "true": ["ja", "Äußerst", "да"], "false": ["nein", " NÖ "], "missing": ["weiß nicht"]},
        ["ja", "JA", "Ja ", "äußerst", "ÄUßERST", "ДА", "да", "nein", "nö", "NÖ", "Nö", "weiß nicht", "yes", "0"],
        ["", "is null"],
    ),
    "iso": (
        {"type": "date", "missing": ["2026-01-01", "never"]},
        ["2027-01-31", " 2027-01-31 ", "2027-01-31T10:00", "2027-01-31 23:59:59", "2027-01-31T", "2027-01-31T10:00:00Z", "2027-01-31T09:30:00.250+02:00", "2027-01-31 9:30 PM", "2027-01-31T23:59:60", "2027-01-31T09:30:00+0200[Europe/Berlin]", "2027-01-31  10", "2024-02-29", "2026-01-01T00:00", "never"],
        ["= date '2027-01-31'", "= date '2024-02-29'", "is null"],
    ),
    "german": (
        {"type": "date", "format": "%d.%m.%Y"},
        ["31.01.2027", "4.1.2027", "04.01.2027", " 29.02.2024"],
        ["= date '2027-01-31'", "= date '2027-01-04'", "= date '2024-02-29'"],
    ),
    "short": (
        {"type": "date", "format": "%m/%d/%y"},
        ["01/04/27", "1/4/27", "12/31/99", "02/29/00", "06/30/68", "06/30/69", "1/1/5"],
        ["= date '2027-01-04'", "= date '1999-12-31'", "= date '2000-02-29'", "= date '2068-06-30'", "= date '1969-06-30'", "= date '2005-01-01'"],
    ),
    "named": (
        {"type": "date", "format": "%d-%b-%Y", "missing": ["01-Jan-2000"]},
        ["04-Jan-2027", "4-jan-2027", "29-FEB-2024", "31-Dec-2026", "01-Jan-2000", "1-jan-2000"],
        ["= date '2027-01-04'", "= date '2024-02-29'", "= date '2026-12-31'", "is null"],
    ),
    "long": (
        {"type": "date", "format": "%B %d, %Y %H:%M"},
        ["January 4, 2027 10:00", "february 29,2024 23:59", "DECEMBER 31,   2026 0:5"],
        ["= date '2027-01-04'", "= date '2024-02-29'", "= date '2026-12-31'"],
    ),
    "digits": (
        {"type": "date", "format": "%Y%m%d"},
        ["20270104", "20240229", "19991231"],
        ["= date '2027-01-04'", "= date '2024-02-29'", "< date '2000-01-01'"],
    ),
}  # fmt: skip


def formats() -> Awkward:
    wheres = [
        f"{name} {question}".strip() for name, (_, _, questions) in FORMATS.items() for question in questions
    ]
    wheres += [f"not {name}" for name in ("usual", "own")]
    height = max(len(cells) for _, cells, _ in FORMATS.values()) + 2
    columns = [[*cells, "", "  "] + [""] * (height - 2 - len(cells)) for _, cells, _ in FORMATS.values()]
    keys, rows = keyed([list(row) for row in zip(*columns)])
    attributes = {name: attribute for name, (attribute, _, _) in FORMATS.items()}
    made = plan(wheres, attributes, value="comma", date="named")
    return Awkward("formats", made, ["the key", *FORMATS], rows, sql=("--text-columns",))


SUMS = [
    0.0000005, -0.0000005, 0.0000015, 1.0000005, 2.0000005, 0.0000025, 0.1, 0.2, 0.3, 1e-9, 1234567.891, 99.99, 9e12, -9e12, 8999999999999.123,
    123456789.123456, 0.5, 1.5, 2.5, None, float("nan"), 53277.5, 4503599627.370497, 0.4999999999999999,
]  # fmt: skip


def sums() -> Awkward:
    """Amounts whose sum depends on how they are rounded: each alone, and all together."""
    cells = [["" if one is None or one != one else repr(one)] for one in SUMS]
    keys, rows = keyed(cells)
    rows = [[*row, str(at)] for at, row in enumerate(rows)]
    wheres = [f"n = {at}" for at in range(0, len(rows) - 6)]
    columns = [
        Column("the key", "text", list(keys)),
        Column("v", "number", list(SUMS)),
        Column("n", "integer", list(range(len(rows)))),
    ]
    attributes = {"v": {"type": "number"}, "n": {"type": "integer"}}
    # DuckDB divides decimals in double precision, BigQuery does not.
    emits = {"bigquery": ["primary", "memberships"]}
    made = plan(wheres, attributes, value="v")
    return Awkward("sums", made, ["the key", "v", "n"], rows, columns, emits=emits)


# Cells that are no values of their type
UNREADABLE: list[tuple[dict[str, Any], str]] = [
    *(({"type": "integer"}, cell) for cell in ["1,500", "1.5", "abc", "1e3", "9223372036854775808", "1 500", "--1", ".0"]),
    *(({"type": "number"}, cell) for cell in ["1,5", "NaN", "inf", "1.2.3", "1e", "0x10", ".", "1e999"]),
    *(({"type": "number", "decimal": ","}, cell) for cell in ["1.5", "1.23,4", "12.34.567", "1.234 567,0", "0.123"]),
    *(({"type": "boolean"}, cell) for cell in ["maybe", "2", "on"]),
    *(({"type": "date"}, cell) for cell in ["2026-02-30", "2026-2-3", "2026-13-01", "2026-00-10", "2026-01-01x", "2026-01-01T25:00", "01.02.2026"]),
    *(({"type": "date", "format": "%d.%m.%Y"}, cell) for cell in ["31.02.2026", "2026-01-01", "1.1.26"]),
]  # fmt: skip
