"""Plans: read from a file or generated, as segplan's conditions and as SQL.

The conditions of segplan are nearly SQL, so one text serves all engines. What differs is
translated here: the name of a column, `days_since` and `contains`. The segments of every plan
stand in priority order, so the first of them that fits is the segment of a lead.
"""

import datetime
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

DEFAULT = "newsletter"

# What the plans say about the attributes of the lead table.
LEAD_ATTRIBUTES = """\
  country: {type: text}
  industry: {type: text, missing: [Select]}
  employees: {type: integer, column: No. of employees, missing: [unknown]}
  role: {type: text, missing: [Select]}
  stage: {type: text}
  source: {type: text}
  visits_30d: {type: integer}
  last_visit: {type: date}
  email_opt_in: {type: boolean}
  is_competitor: {type: boolean}
  converted: {type: integer}
"""
WIDE_ATTRIBUTES = """\
  industry: {type: text, missing: [Select]}
  role: {type: text, missing: [Select]}
  visits_30d: {type: integer}
  last_visit: {type: date}
  converted: {type: integer}
"""
KEYED_ATTRIBUTES = """\
  account: {type: text}
  company: {type: text}
  converted: {type: integer}
"""


@dataclass(frozen=True)
class Plan:
    """A plan's file, and its segments in priority order: names and SQL conditions."""

    file: str
    names: list[str]
    conditions: list[str]


def read(file):
    """Reads a plan in the layout of benches/compare.yaml."""
    text = Path(file).read_text()
    as_of = datetime.date.fromisoformat(re.search(r"^as_of: (\S+)", text, re.M)[1])
    segments = re.findall(r"^  - name: (\S+)\n    where: (.+)", text, re.M)
    conditions = [json.loads(where) if where.startswith('"') else where for _, where in segments]
    names = [name for name, _ in segments]
    return Plan(str(file), names, [to_sql(condition, as_of) for condition in conditions])


def write(file, key, attributes, conditions):
    """Writes a plan with these conditions in priority order, and reads it."""
    lines = [
        "title: A plan to measure",
        "as_of: 2027-01-04",
        f"leads: {{key: {key}, outcome: converted = 1}}",
        "attributes:",
        attributes + "segments:",
    ]
    for number, condition in enumerate(conditions):
        impact = 10 - 9 * number / len(conditions)
        lines.append(f"  - name: s{number}")
        lines.append(f"    where: {json.dumps(condition)}")
        lines.append(f"    scores: {{impact: {impact:.2f}, confidence: 5, ease: 5}}")
    lines.append(f"default: {{name: {DEFAULT}}}\n")
    Path(file).write_text("\n".join(lines))
    return read(file)


FLIPPED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


def to_sql(condition, as_of):
    """A condition of segplan as SQL that DuckDB, Polars and ClickHouse read alike."""

    def days_since(match):
        column, comparison, days = match.groups()
        day = as_of - datetime.timedelta(int(days))
        return f"{column} {FLIPPED[comparison]} DATE '{day}'"

    condition = re.sub(r"days_since\((\w+)\) ([<>]=?) (\d+)", days_since, condition)
    condition = re.sub(r"contains '([^']*)'", r"LIKE '%\1%'", condition)
    quoted_or_name = r"'[^']*'|\bemployees\b"
    return re.sub(
        quoted_or_name,
        lambda match: '"No. of employees"' if match[0] == "employees" else match[0],
        condition,
    )


TEXTS = {
    "country": ["Germany", "Austria", "France", "Netherlands", "Poland", "Sweden", "United Kingdom"],
    "industry": ["Manufacturing", "Healthcare", "Retail", "Software", "Logistics"],
    "role": ["Plant manager", "Director, operations", "Managing director", "Engineer", "Student"],
    "stage": ["awareness", "consideration", "decision", "customer"],
    "source": ["Webinar", "Referral", "Partner", "Trade fair", "Website", "Newsletter"],
}
OTHERS = ["visits_30d", "employees", "last_visit", "email_opt_in", "is_competitor"]


def random_conditions(count, seed=1, attributes=(*TEXTS, *OTHERS)):
    """Conditions of three tests each over these attributes, the same for the same seed."""
    draw = random.Random(seed * 1000 + count)

    def test():
        attribute = draw.choice(attributes)
        if attribute in TEXTS:
            return text_test(attribute, draw)
        comparison = draw.choice([">", "<", ">=", "<="])
        if attribute == "visits_30d":
            return f"visits_30d {comparison} {draw.randrange(1, 20)}"
        if attribute == "employees":
            return f"employees {comparison} {draw.randrange(10, 5000)}"
        if attribute == "last_visit":
            day = datetime.date(2026, 1, 1) + datetime.timedelta(draw.randrange(365))
            return f"last_visit {comparison} date '{day}'"
        return draw.choice(["", "not "]) + attribute

    def condition():
        first, second, third = test(), test(), test()
        return draw.choice([
            f"{first} and {second} and {third}",
            f"({first} or {second}) and {third}",
            f"{first} and ({second} or not ({third}))",
        ])

    return [condition() for _ in range(count)]


def text_test(attribute, draw):
    one, other = draw.sample(TEXTS[attribute], 2)
    return draw.choice([
        f"{attribute} = '{one}'",
        f"{attribute} in ('{one}', '{other}')",
        f"{attribute} <> '{one}'",
        f"{attribute} like '{one[0]}%'",
    ])
