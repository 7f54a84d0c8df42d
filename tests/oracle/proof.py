"""What definitions alone prove (docs/method.md, "What definitions prove without leads"), by Z3, an SMT
solver: conditions as formulas over strings, integers and reals, each with a flag for a missing value.
Nothing that segplan proves may be wrong, and nothing may be missed: of each segment it must be said
that it can win a lead, or that it can't."""

import csv
import datetime
import io
import re
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

import z3

from oracle.common import Case
from oracle.language import (
    Between,
    Compare,
    Condition,
    Holds,
    IsNull,
    Joined,
    Matches,
    Not,
    OneOf,
    Operand,
    Value,
    Writer,
)

TODAY = datetime.date(2027, 1, 4)
BEFORE = datetime.date(2026, 10, 1)
# Beyond this the solver is not waited for, and its answer counts for nothing.
MILLISECONDS = 5000
# Flags that say of a segment that it can win no lead, or of a condition why.
DEAD = {
    "never-matches", "unreachable", "subset-below", "same-leads", "same-definition",
    "impossible-value", "value-not-listed",
}  # fmt: skip


@dataclass(frozen=True)
class Attribute:
    name: str
    kind: str  # as in the plan
    values: tuple[str, ...] = ()
    bounds: tuple[int | None, int | None] = (None, None)
    missing: tuple[str, ...] = ()

    def declared(self) -> dict[str, Any]:
        plan: dict[str, Any] = {"type": self.kind}
        if self.values:
            plan["values"] = list(self.values)
        if self.missing:
            plan["missing"] = list(self.missing)
        for key, bound in zip(("min", "max"), self.bounds, strict=True):
            if bound is not None:
                plan[key] = bound
        return plan


# Random plans


def random_attributes(random: Random) -> list[Attribute]:
    low = random.choice([None, None, 0, 1])
    high = random.choice([None, None, 6, 9])
    return [
        Attribute("word", "text", missing=random.choice([(), (), ("b",)])),
        Attribute("kind", "text", values=random.choice([(), ("a", "b", "c"), ("a", "b")])),
        Attribute("size", "integer", bounds=(low, high)),
        Attribute("rate", "number", bounds=(random.choice([None, 0]), None)),
        Attribute("day", "date"),
        Attribute("yes", "boolean"),
    ]


def random_text(random: Random, signs: str = "ab") -> str:
    return "".join(random.choice(signs) for _ in range(random.randint(1, 3)))


def random_value(random: Random, kind: str) -> Value:
    match kind:
        case "integer":
            return Decimal(random.randint(-1, 9))
        case "number":
            return Decimal(random.randint(-2, 6)) / 2
        case "date":
            return TODAY - datetime.timedelta(days=random.randint(-3, 9))
        case _:
            return random_text(random, "abc")


def random_test(random: Random, attributes: list[Attribute]) -> Condition:
    one = random.choice(attributes)
    negated = random.random() < 0.3
    if random.random() < 0.1:
        return IsNull(one.name, negated)
    if one.kind == "boolean":
        return Holds(one.name)
    if one.kind == "text" and not one.values and random.random() < 0.5:
        kind = random.choice(["like", "starts with", "contains"])
        text = random_text(random, "ab%_" if kind == "like" else "ab")
        return Matches(one.name, kind, text, negated)
    days = one.kind == "date" and random.random() < 0.5
    kind = "integer" if days else one.kind
    operand = Operand(one.name, days)
    form = random.random()
    if form < 0.25:
        values = tuple(random_value(random, kind) for _ in range(random.randint(1, 3)))
        return OneOf(operand, values, negated)
    if form < 0.4 and kind != "text":
        low, high = sorted(random_value(random, kind) for _ in range(2))  # type: ignore[type-var]
        return Between(operand, low, high, negated)
    signs = ["=", "!="]
    if kind != "text" or random.random() < 0.2:
        signs += ["<", "<=", ">", ">="]
    return Compare(operand, random.choice(signs), random_value(random, kind))


def random_condition(random: Random, attributes: list[Attribute], deep: int = 2) -> Condition:
    if deep == 0 or random.random() < 0.35:
        return random_test(random, attributes)
    if random.random() < 0.15:
        return Not(random_condition(random, attributes, deep - 1))
    parts = [random_condition(random, attributes, deep - 1) for _ in range(random.randint(2, 3))]
    return Joined(random.choice(["and", "or"]), tuple(parts))


# Meaning


class World:
    """The leads that can be, as Z3 sees them."""

    def __init__(self, attributes: list[Attribute], as_of: datetime.date):
        self.kinds = {one.name: one.kind for one in attributes}
        self.as_of = as_of
        sorts = {"text": z3.String, "number": z3.Real, "boolean": z3.Bool}
        self.values = {one.name: sorts.get(one.kind, z3.Int)(one.name) for one in attributes}
        self.null = {one.name: z3.Bool(f"{one.name} is null") for one in attributes}
        self.rules = [rule for one in attributes for rule in self.rules_of(one)]

    def rules_of(self, one: Attribute) -> list[Any]:
        value = self.values[one.name]
        rules = []
        if one.kind == "text":
            rules.append(value != "")
            rules += [value != word for word in one.missing]
        if one.kind == "date":
            first, last = datetime.date.min.toordinal(), datetime.date.max.toordinal()
            rules += [value >= first, value <= last]
        if one.values:
            rules.append(z3.Or([value == text for text in one.values if text not in one.missing]))
        low, high = one.bounds
        rules += [value >= low] if low is not None else []
        rules += [value <= high] if high is not None else []
        return rules

    def truth(self, condition: Condition) -> tuple[Any, Any]:
        """That the condition is true, and that it is false; neither where it is null."""
        match condition:
            case Joined(word, parts):
                yes, no = zip(*(self.truth(part) for part in parts), strict=True)
                return (z3.And(yes), z3.Or(no)) if word == "and" else (z3.Or(yes), z3.And(no))
            case Not(part):
                yes, no = self.truth(part)
                return no, yes
            case IsNull(attribute, negated):
                null = self.null[attribute]
                return (z3.Not(null), null) if negated else (null, z3.Not(null))
            case Holds(attribute):
                return self.known(attribute, self.values[attribute], False)
            case Matches(attribute, kind, text, negated):
                return self.known(attribute, matches(kind, text, self.values[attribute]), negated)
            case Compare(operand, operator, value):
                compared = compare(self.operand(operand), operator, self.literal(value))
                return self.known(operand.attribute, compared, False)
            case OneOf(operand, values, negated):
                own = self.operand(operand)
                any_of = z3.Or([own == self.literal(value) for value in values])
                return self.known(operand.attribute, any_of, negated)
            case Between(operand, low, high, negated):
                own = self.operand(operand)
                inside = z3.And(self.literal(low) <= own, own <= self.literal(high))
                return self.known(operand.attribute, inside, negated)

    def known(self, attribute: str, holds: Any, negated: bool) -> tuple[Any, Any]:
        null, holds = self.null[attribute], z3.Not(holds) if negated else holds
        return z3.And(z3.Not(null), holds), z3.And(z3.Not(null), z3.Not(holds))

    def operand(self, operand: Operand) -> Any:
        value = self.values[operand.attribute]
        return self.as_of.toordinal() - value if operand.days else value

    def literal(self, value: Value) -> Any:
        match value:
            case str():
                return z3.StringVal(value)
            case datetime.date():
                return value.toordinal()
            case Decimal():
                return z3.RealVal(str(value)) if value % 1 else int(value)
        return value

    def can_be(self, *facts: Any) -> bool | None:
        """Whether a lead can be for which all of this is true; None if the solver did not finish."""
        solver = z3.Solver()
        solver.set("timeout", MILLISECONDS)
        solver.add(*self.rules, *facts)
        answer = solver.check()
        return None if answer == z3.unknown else answer == z3.sat


def matches(kind: str, text: str, value: Any) -> Any:
    if kind == "contains":
        return z3.Contains(value, text)
    if kind == "starts with":
        return z3.PrefixOf(z3.StringVal(text), value)
    one = z3.AllChar(z3.ReSort(z3.StringSort()))
    signs = [{"%": z3.Star(one), "_": one}.get(sign) for sign in text]
    pairs = zip(text, signs, strict=True)
    parts = [z3.Re(letter) if sign is None else sign for letter, sign in pairs]
    return z3.InRe(value, parts[0] if len(parts) == 1 else z3.Concat(*parts))


def compare(own: Any, operator: str, value: Any) -> Any:
    match operator:
        case "=":
            return own == value
        case "!=":
            return own != value
        case "<":
            return own < value
        case "<=":
            return own <= value
        case ">":
            return value < own
        case _:
            return value <= own


# Segplan against it


def check(case: Case) -> None:
    attributes = random_attributes(case.random)
    count = case.random.randint(2, 6)
    definitions = [random_condition(case.random, attributes) for _ in range(count)]
    exclude = random_test(case.random, attributes) if case.random.random() < 0.3 else None
    path = case.write_plan(written(case, attributes, definitions, exclude, TODAY))
    world = World(attributes, TODAY)
    fits = [world.truth(condition)[0] for condition in definitions]
    passes = [z3.Not(world.truth(exclude)[0])] if exclude else []
    findings = case.segplan.json("check", path, "--draws", "10")["files"][0]["findings"]
    reached(case, world, (fits, passes), findings, won(case, path, count))
    for finding in findings:
        proven(case, world, (fits, passes), finding)
    ranking = case.segplan.json("rank", path, "--draws", "10")["ranking"]
    for upper, row in enumerate(ranking[:-1]):
        shared = world.can_be(*passes, *map(z3.Not, fits[:upper]), fits[upper], fits[upper + 1])
        agree(case, f"a lead depends on s{upper}", shared, not row["interchangeable_with_next"])
    conditions = definitions + ([exclude] if exclude else [])
    known = [z3.Not(world.null[name]) for name in asked(conditions)]
    left = world.can_be(*passes, *known, *map(z3.Not, fits))
    told = case.segplan.json("explain", path, "rest", "--draws", "10")["known"]["is"]
    agree(case, "a known lead is left", left, {"nothing": False, "undecided": None}.get(told, True))
    compared(case, attributes, (definitions, exclude), path)


def written(
    case: Case,
    attributes: list[Attribute],
    definitions: list[Condition],
    exclude: Condition | None,
    as_of: datetime.date,
) -> dict[str, Any]:
    """A plan that ranks the segments in this order."""
    writer = Writer(case.random)
    return {
        "title": "Proof",
        "as_of": as_of,
        "leads": {"exclude": writer.write(exclude)} if exclude else {},
        "attributes": {one.name: one.declared() for one in attributes},
        "segments": [
            {
                "name": f"s{place}",
                "where": writer.write(condition),
                "scores": {"impact": 9 - place, "confidence": 9, "ease": 9},
            }
            for place, condition in enumerate(definitions)
        ],
        "default": {"name": "rest"},
    }


def won(case: Case, plan: Any, count: int) -> list[bool]:
    """Of each segment, whether a lead is shown that it wins."""
    table = case.folder / "shown.csv"
    case.segplan.run("resolve", plan, "--witnesses", "-o", table, "-q")
    rows = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8")))
    shown = [(row["expected_segment"], row["shows"]) for row in rows]
    for segment, shows in shown:
        if shows.startswith("won by "):
            case.compare(shows, f"won by {segment.capitalize()}", shows)
    segments = {segment for segment, _ in shown}
    return [f"s{place}" in segments for place in range(count)]


def agree(case: Case, what: str, expected: bool | None, told: bool | None) -> None:
    """Notes where segplan says otherwise, or nothing, if the solver finished."""
    if expected is not None:
        case.compare(what, expected, told)


def reached(
    case: Case,
    world: World,
    leads: tuple[list[Any], list[Any]],
    findings: list[dict[str, Any]],
    won: list[bool],
) -> None:
    """Each segment wins a lead that is shown, or is told to be dead."""
    fits, passes = leads
    dead = {name for one in findings if one["flag"] in DEAD for name in one["segments"]}
    for place, own in enumerate(fits):
        wins = world.can_be(*passes, *map(z3.Not, fits[:place]), own)
        agree(case, f"s{place} wins a lead", wins, won[place])
        if wins is False:
            case.expect(f"s{place}" in dead, f"nothing says that s{place} is dead")


def proven(
    case: Case, world: World, leads: tuple[list[Any], list[Any]], finding: dict[str, Any]
) -> None:
    """What a finding claims."""
    fits, passes = leads
    places = [int(name[1:]) for name in finding["segments"]]
    what = f"{finding['flag']} of {finding['segments']}"
    match finding["flag"]:
        case "never-matches":
            agree(case, what, world.can_be(*passes, fits[places[0]]), False)
        case "always-matches":
            agree(case, what, world.can_be(*passes, z3.Not(fits[places[0]])), False)
        case "same-leads":
            one, other = (fits[place] for place in places)
            agree(case, what, world.can_be(*passes, one != other), False)
        case "unreachable" | "subset-below":
            listed = re.search(r"also fits (.*?), (above|which rank above)", finding["message"])
            takers = [int(number) for number in re.findall(r"S(\d+)", listed[1])] if listed else []
            case.expect(bool(takers), f"{what}: by whom? {finding['message']}")
            for left_out in [None, *takers]:
                others = [z3.Not(fits[taker]) for taker in takers if taker != left_out]
                left = world.can_be(*passes, fits[places[0]], *others)
                agree(case, f"{what} without s{left_out}", left, left_out is not None)


def asked(conditions: list[Condition]) -> set[str]:
    """The attributes that conditions ask for."""
    names: set[str] = set()
    for condition in conditions:
        match condition:
            case Joined(_, parts):
                names |= asked(list(parts))
            case Not(part):
                names |= asked([part])
            case Compare(operand, _, _) | OneOf(operand, _, _) | Between(operand, _, _, _):
                names.add(operand.attribute)
            case IsNull(attribute, _) | Matches(attribute, _, _, _) | Holds(attribute):
                names.add(attribute)
    return names


def compared(
    case: Case,
    attributes: list[Attribute],
    new: tuple[list[Condition], Condition | None],
    path: Any,
) -> None:
    """`compare` with a plan of before, whose definitions are others; ages are counted to one day."""
    definitions, exclude = new
    olds = [vary(case.random, attributes, condition) for condition in definitions]
    before = written(case, attributes, olds, exclude, BEFORE)
    old = case.write_plan(before, "before.yaml")
    world = World(attributes, TODAY)
    passes = [z3.Not(world.truth(exclude)[0])] if exclude else []
    told = case.segplan.json("compare", old, path, "--draws", "10")["segments"]
    told = {one["segment"]: one["definition"] for one in told}
    for place, pair in enumerate(zip(olds, definitions, strict=True)):
        was, now = (world.truth(condition)[0] for condition in pair)
        gone = world.can_be(*passes, was, z3.Not(now))
        come = world.can_be(*passes, now, z3.Not(was))
        if gone is None or come is None:
            continue
        relation = {
            (False, False): "equal",
            (True, False): "narrower",
            (False, True): "wider",
            (True, True): "different",
        }[gone, come]
        change = told[f"s{place}"]
        if change is None:  # the same but for its wording
            case.compare(f"s{place} is as it was", relation, "equal")
        else:
            case.compare(f"s{place} against before", relation, change["relation"])


def vary(random: Random, attributes: list[Attribute], condition: Condition) -> Condition:
    """A definition like another one."""
    match random.randint(0, 4):
        case 0:
            return condition
        case 1:
            return random_condition(random, attributes)
        case 2:
            return Joined("or", (condition, random_test(random, attributes)))
        case 3:
            return Joined("and", (condition, random_test(random, attributes)))
        case _:
            return Not(Not(condition))
