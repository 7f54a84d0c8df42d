"""The smallest change of one score that makes the lower of two neighbors overtake the upper
(statistics.md, "Flips"): every score within the scale is tried, and the plan ranked again."""

import math
import re

from oracle import random_plans
from oracle.common import Case
from oracle.ranking import Plan, Ranked, Ranking, rank
from oracle.scores import CRITERIA, Scores, Scoring

ROUNDING = 0.0051  # explain writes two decimals
LINE = re.compile(
    r"(?P<way>Raise|Lower) (?P<score>Impact|Confidence|Ease|Effort) of (?P<name>Segment \d+)"
    r" from (?P<old>\S+) to (?P<new>\S+) and (?P<who>it|Segment \d+) overtakes"
    r" (?P<whom>it|Segment \d+)"
)


def check(case: Case) -> None:
    plan = random_plans.scored_plan(case.random, most=6)
    path = case.write_plan(plan)
    ranking = rank(plan)
    for upper, lower in zip(ranking.ranked, ranking.ranked[1:]):
        told = told_flips(case.segplan.run("explain", path, lower.name, "--draws", 100))
        for moved, best in (
            (lower, smallest(plan, upper, lower, lower)),
            (upper, smallest(plan, upper, lower, upper)),
        ):
            compare_flip(case, plan, (upper, lower), moved, best, told)


def steps(plan: Plan) -> list[float]:
    """The scores to try: whole ones where all the plan's scores are whole, else tenths."""
    scoring = Scoring.of(plan)
    scores = [score for one in plan["segments"] for score in scoring.agreed(one).values()]
    parts = 1 if all(score is None or score.is_integer() for score in scores) else 10
    first, last = math.ceil(scoring.scale.low * parts), math.floor(scoring.scale.high * parts)
    return [count / parts for count in range(first, last + 1)]


def smallest(plan: Plan, upper: Ranked, lower: Ranked, moved: Ranked) -> float | None:
    """The size of the smallest change of one score of `moved`; None if no change is enough, or if
    a pin decides."""
    if upper.pinned or lower.pinned:
        return None
    sizes = [
        size
        for criterion in CRITERIA
        if (size := smallest_of(plan, upper, lower, moved, criterion)) is not None
    ]
    return min(sizes, default=None)


def smallest_of(
    plan: Plan, upper: Ranked, lower: Ranked, moved: Ranked, criterion: str
) -> float | None:
    old = moved.scores[criterion]
    assert old is not None
    tried = [new for new in steps(plan) if (new > old if moved is lower else new < old)]
    for new in sorted(tried, key=lambda new: abs(new - old)):
        if overtakes(plan, upper, lower, moved, {**moved.scores, criterion: new}):
            return abs(new - old)
    return None


def overtakes(plan: Plan, upper: Ranked, lower: Ranked, moved: Ranked, scores: Scores) -> bool:
    again: Ranking = rank(plan, {moved.name: scores})
    return again.rank(lower.name) < again.rank(upper.name)


def told_flips(text: str) -> list[dict[str, str]]:
    """The lines of `explain` that tell of a change."""
    return [match.groupdict() for match in LINE.finditer(text)]


def compare_flip(
    case: Case,
    plan: Plan,
    pair: tuple[Ranked, Ranked],
    moved: Ranked,
    best: float | None,
    told: list[dict[str, str]],
) -> None:
    """Is the change told, as large as the smallest, and does it do what it says?"""
    upper, lower = pair
    found = [line for line in told if line_is(line, moved, upper, lower)]
    what = f"{lower.name} over {upper.name} by a change of {moved.name}"
    sizes = [round(abs(float(line["new"]) - float(line["old"])), 6) for line in found]
    right = not sizes if best is None else len(sizes) == 1 and abs(sizes[0] - best) < ROUNDING
    case.expect(right, f"{what}: expected {best}, segplan {sizes}")
    for line in found:
        scoring = Scoring.of(plan)
        criterion = line["score"].lower().replace("effort", "ease")
        scores = {**moved.scores, criterion: scoring.favorable(criterion, float(line["new"]))}
        case.expect(
            overtakes(plan, upper, lower, moved, scores), f"{what}: {line} does not do what it says"
        )


def label(one: Ranked) -> str:
    return one.name.replace("_", " ").capitalize()


def line_is(line: dict[str, str], moved: Ranked, upper: Ranked, lower: Ranked) -> bool:
    if line["name"] != label(moved):
        return False
    if moved is lower:
        return line["who"] == "it" and line["whom"] == label(upper)
    return line["who"] == label(lower) and line["whom"] == "it"
