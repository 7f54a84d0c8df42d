"""Random plans without conditions: scores, policies, qualifiers, pins, panels."""

import datetime
from random import Random
from typing import Any

from oracle.scores import CRITERIA, QUALIFIERS, VERDICTS

AS_OF = datetime.date(2027, 1, 4)
SCALES = [(1, 10), (0, 10), (1, 5), (0, 100), (0.5, 9.5), (0, 1), (-5, 5)]
ORDER_KEYS = ["score", "impact", "confidence", "ease", *QUALIFIERS, "qualifiers_met", "cycle_days"]


def often(random: Random, share: float) -> bool:
    return random.random() < share


class ScoreMaker:
    """Scores of one plan: on its scale, in steps, in the forms that the plan uses."""

    def __init__(self, random: Random, scale: tuple[float, float], forms: list[str]):
        self.random, self.forms = random, forms
        self.low, self.high = scale
        whole = all(float(end).is_integer() for end in scale) and scale[1] - scale[0] > 2
        self.step = random.choice([1, 1, 1, 0.5, 0.1]) if whole else 0.1

    def number(self) -> float:
        steps = round((self.high - self.low) / self.step)
        value = round(self.low + self.random.randint(0, steps) * self.step, 6)
        return int(value) if value == int(value) else value

    def score(self) -> Any:
        form = self.random.choice(self.forms)
        if form == "number":
            return self.number()
        low, likely, high = sorted(self.number() for _ in range(3))
        if form == "range":
            return f"{low}..{high}"
        return {"low": low, "likely": likely, "high": high}


def scored_plan(random: Random, most: int = 12, forms: list[str] | None = None) -> dict[str, Any]:
    """A plan without conditions: scores, policies, qualifiers, pins, panels."""
    third = random.choice(["ease", "effort"])
    scoring = random_scoring(random, third)
    ends = scoring.get("scale") or {"min": 1, "max": 10}
    forms = forms or random.choice([["number"], ["number"], ["number", "range", "three"]])
    maker = ScoreMaker(random, (ends["min"], ends["max"]), forms)
    count = random.randint(1, most)
    scorers = random.sample(["ana", "bram", "chidi", "dora"], random.choice([0, 0, 1, 2, 3, 4]))
    plan: dict[str, Any] = {"title": "Random plan", "as_of": AS_OF}
    if scoring:
        plan["scoring"] = scoring
    if often(random, 0.5):
        plan["qualify"] = random_policy(random)
    plan["segments"] = [
        scored_segment(random, place, third, maker, scorers) for place in range(count)
    ]
    names_its_third(plan, third, maker)
    if order := random_order(random, [segment["name"] for segment in plan["segments"]]):
        plan["order"] = order
    return plan


def random_scoring(random: Random, third: str) -> dict[str, Any]:
    low, high = random.choice(SCALES)
    formulas = ["mean"]
    if low >= 0:
        formulas += ["product", "product", "geometric_mean"]
    if low > 0 and third == "effort":
        formulas += ["ratio", "ratio"]
    scoring: dict[str, Any] = {"formula": random.choice(formulas)}
    if (low, high) != (1, 10) or often(random, 0.3):
        scoring["scale"] = {"min": low, "max": high}
    if often(random, 0.4):
        weights = [random.choice([0, 0.5, 1, 2, 3]) for _ in range(3)]
        if any(weights):
            scoring["weights"] = dict(zip(("impact", "confidence", third), weights))
    if often(random, 0.4):
        scoring["panel"] = random.choice(["median", "mean"])
    if often(random, 0.4):
        scoring["margin"] = random.choice([0, 0.5, 1, 2, high - low]) if high - low > 2 else 0.1
    return scoring


def random_policy(random: Random) -> dict[str, Any]:
    return {
        "required": random.sample(QUALIFIERS, random.randint(0, 3)),
        "at_least": random.choice([0, 1, 2.5, 3, 4.5]),
    }


def names_its_third(plan: dict[str, Any], third: str, maker: ScoreMaker) -> None:
    """At least one score says whether the plan counts ease or effort."""
    scores = plan["segments"][0].setdefault("scores", {})
    if scores.get(third) is None:
        scores[third] = maker.number()


def random_order(random: Random, names: list[str]) -> dict[str, Any]:
    order: dict[str, Any] = {}
    if often(random, 0.4):
        order["by"] = random.sample(ORDER_KEYS, random.randint(1, 3))
    if often(random, 0.4):
        left = [key for key in ORDER_KEYS if key not in order.get("by", ["score"])]
        order["break_ties"] = random.sample(left, random.randint(0, 3))
    if often(random, 0.4):
        pinned = random.sample(names, random.randint(1, min(3, len(names))))
        ranks = random.sample(range(1, len(names) + 1), len(pinned))
        order["pin"] = [
            {"segment": name, "rank": rank, "because": f"Decision on {name}"}
            for name, rank in zip(pinned, ranks)
        ]
    return order


def scored_segment(
    random: Random, place: int, third: str, maker: ScoreMaker, scorers: list[str]
) -> dict[str, Any]:
    segment: dict[str, Any] = {"name": f"segment_{place}"}
    keys = [*CRITERIA[:2], third]
    lacking = 0.5 if scorers else 0.06
    scores = {key: maker.score() for key in keys if not often(random, lacking)}
    if scores or often(random, 0.5):
        nulls = {key: None for key in keys if key not in scores and often(random, 0.3)}
        segment["scores"] = {**scores, **nulls}
    if scorers and often(random, 0.9):
        segment["panel"] = random_panel(random, keys, maker, scorers)
    if often(random, 0.7):
        segment["qualifiers"] = random_qualifiers(random)
    if often(random, 0.4):
        segment["cycle_days"] = random.choice([0, 10, 10, 30.5, 90])
    if often(random, 0.4):
        segment["evidence"] = [random_evidence(random) for _ in range(random.randint(1, 3))]
    if often(random, 0.3):
        segment["message"] = f"Message of {place}"
    if often(random, 0.3):
        segment["owner"] = "Priya"
    return segment


def random_panel(
    random: Random, keys: list[str], maker: ScoreMaker, scorers: list[str]
) -> dict[str, Any]:
    panel = {who: {key: maker.score() for key in keys if often(random, 0.9)} for who in scorers}
    if often(random, 0.2):
        panel.pop(random.choice(scorers))
    return panel


def random_qualifiers(random: Random) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for name in QUALIFIERS:
        if often(random, 0.8):
            verdict = random.choice(["yes", "yes", "yes", *VERDICTS])
            reasoned = {"verdict": verdict, "because": "Asked for in 14 of 20 interviews"}
            answers[name] = reasoned if often(random, 0.2) else verdict
    return answers


def random_evidence(random: Random) -> dict[str, Any]:
    evidence: dict[str, Any] = {
        "kind": random.choice(["opinion", "opinion", "survey", "market_data", "test"])
    }
    if often(random, 0.7):
        age = random.choice([0, 30, 364, 365, 366, 800])
        evidence["date"] = AS_OF - datetime.timedelta(days=age)
    return evidence
