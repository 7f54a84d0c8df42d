"""The language of conditions (plan-format.md, "Conditions"): its tree, how it is written, and what
it means, with SQL's rules for null. Values are str, Decimal, bool and date; None is null."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from random import Random
from typing import Any

Value = str | Decimal | bool | datetime.date
Lead = dict[str, Value | None]  # attribute -> value
Truth = bool | None

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": eq,
    "!=": ne,
    "<>": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
KEYWORDS = {"and", "or", "not", "in", "between", "like", "starts", "with", "contains", "is", "null"}
KEYWORDS |= {"true", "false", "date", "days_since"}


@dataclass(frozen=True)
class Operand:
    """An attribute, or the days since it."""

    attribute: str
    days: bool = False


@dataclass(frozen=True)
class Compare:
    operand: Operand
    operator: str
    value: Value


@dataclass(frozen=True)
class OneOf:
    operand: Operand
    values: tuple[Value, ...]
    negated: bool


@dataclass(frozen=True)
class Between:
    operand: Operand
    low: Value
    high: Value
    negated: bool


@dataclass(frozen=True)
class Matches:
    """`kind` is like, starts with or contains."""

    attribute: str
    kind: str
    text: str
    negated: bool


@dataclass(frozen=True)
class IsNull:
    attribute: str
    negated: bool


@dataclass(frozen=True)
class Holds:
    """A bare boolean attribute."""

    attribute: str


@dataclass(frozen=True)
class Not:
    part: "Condition"


@dataclass(frozen=True)
class Joined:
    """`word` is and, or or."""

    word: str
    parts: tuple["Condition", ...]


Condition = Compare | OneOf | Between | Matches | IsNull | Holds | Not | Joined


# Meaning


def holds(condition: Condition, lead: Lead, as_of: datetime.date) -> Truth:
    """True, False, or None where a missing attribute leaves it open."""
    match condition:
        case Joined("and", parts):
            return all_of([holds(part, lead, as_of) for part in parts])
        case Joined(_, parts):
            return negate(all_of([negate(holds(part, lead, as_of)) for part in parts]))
        case Not(part):
            return negate(holds(part, lead, as_of))
        case IsNull(attribute, negated):
            return (lead[attribute] is None) != negated
        case Holds(attribute):
            value = lead[attribute]
            return None if value is None else value is True
        case Matches(attribute, kind, text, negated):
            return unless_null(lead[attribute], lambda value: matches(kind, text, value) != negated)
        case Compare(operand, operator, value):
            compare = OPERATORS[operator]
            return unless_null(operand_of(operand, lead, as_of), lambda own: compare(own, value))
        case OneOf(operand, values, negated):
            own = operand_of(operand, lead, as_of)
            return unless_null(own, lambda own: (own in values) != negated)
        case Between(operand, low, high, negated):
            own = operand_of(operand, lead, as_of)
            return unless_null(own, lambda own: (low <= own <= high) != negated)


def all_of(truths: list[Truth]) -> Truth:
    if any(truth is False for truth in truths):
        return False
    return None if None in truths else True


def negate(truth: Truth) -> Truth:
    return None if truth is None else not truth


def unless_null(value: Value | None, test: Callable[..., bool]) -> Truth:
    return None if value is None else test(value)


def operand_of(operand: Operand, lead: Lead, as_of: datetime.date) -> Value | None:
    value = lead[operand.attribute]
    if not operand.days or value is None:
        return value
    assert isinstance(value, datetime.date)
    return Decimal((as_of - value).days)


def matches(kind: str, text: str, value: str) -> bool:
    if kind == "contains":
        return text in value
    if kind == "starts with":
        return value.startswith(text)
    wild = {"%": ".*", "_": "."}
    pattern = "".join(wild.get(sign) or re.escape(sign) for sign in text)
    return re.fullmatch(pattern, value, re.DOTALL) is not None


# Writing


class Writer:
    """Writes conditions, with all the freedom that the language leaves."""

    def __init__(self, random: Random):
        self.random = random

    def write(self, condition: Condition) -> str:
        match condition:
            case Joined(word, parts):
                space = self.random.choice([" ", " ", "\n"])
                return f"{space}{self.word(word)} ".join(self.part(part) for part in parts)
            case Not(part):
                return f"{self.word('not')} {self.part(part)}"
            case IsNull(attribute, negated):
                return (
                    f"{self.name(attribute)} {self.word('is not null' if negated else 'is null')}"
                )
            case Holds(attribute):
                return self.name(attribute)
            case Matches(attribute, kind, text, negated):
                return f"{self.name(attribute)} {self.word(kind, negated)} {literal(text)}"
            case Compare(operand, operator, value):
                space = self.random.choice([" ", ""])
                return f"{self.operand(operand)}{space}{operator}{space}{literal(value)}"
            case OneOf(operand, values, negated):
                listed = ", ".join(map(literal, values))
                return f"{self.operand(operand)} {self.word('in', negated)} ({listed})"
            case Between(operand, low, high, negated):
                ends = f"{literal(low)} {self.word('and')} {literal(high)}"
                return f"{self.operand(operand)} {self.word('between', negated)} {ends}"

    def part(self, condition: Condition) -> str:
        text = self.write(condition)
        binds = isinstance(condition, Joined | Not)
        return f"({text})" if binds or self.random.random() < 0.1 else text

    def word(self, word: str, negated: bool = False) -> str:
        style = self.random.choice([str.lower, str.lower, str.upper, str.title])
        return style(f"not {word}" if negated else word)

    def operand(self, operand: Operand) -> str:
        name = self.name(operand.attribute)
        return f"days_since({name})" if operand.days else name

    def name(self, attribute: str) -> str:
        bare = re.fullmatch(r"[a-z_][a-z0-9_]*", attribute) and attribute not in KEYWORDS
        if bare and self.random.random() < 0.8:
            return attribute
        return '"' + attribute.replace('"', '""') + '"'


def literal(value: Value) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return "'" + value.replace("'", "''") + "'"
        case datetime.date():
            return f"date '{value.isoformat()}'"
        case _:
            return f"{value:f}"
