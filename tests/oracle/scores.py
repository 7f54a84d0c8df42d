"""Scores by the plan format (plan-format.md, "Direction of Ease", "Formulas", "Panels", "Order"):
agreed scores, the formulas, qualifiers, and the keys of the order. Plans are plain YAML values."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

CRITERIA = ("impact", "confidence", "ease")
QUALIFIERS = ("measurable", "relevant", "actionable", "distinguishable", "stable")
VERDICTS = {"no": 0, "unknown": 1, "partly": 2, "yes": 3}  # from the least favorable
MET = {"yes": 1.0, "partly": 0.5, "no": 0.0, "unknown": 0.0}

Scores = dict[str, float | None]  # by criterion; ease in the favorable direction


def rounded(number: float) -> float:
    """Comparisons use 12 significant digits."""
    return float(f"{number:.11e}")


@dataclass(frozen=True)
class Scale:
    low: float
    high: float

    @property
    def span(self) -> float:
        return self.high - self.low

    def turned(self, score: float) -> float:
        """Effort as ease, and the reverse."""
        return self.low + self.high - score


@dataclass(frozen=True)
class Scoring:
    """How the scores of a plan become one number."""

    scale: Scale
    formula: str
    weights: tuple[float, float, float]
    panel: str
    margin: float
    third: str  # "ease" or "effort", as the plan writes it

    @classmethod
    def of(cls, plan: dict[str, Any]) -> "Scoring":
        given = plan.get("scoring") or {}
        ends = given.get("scale") or {"min": 1, "max": 10}
        scale = Scale(ends["min"], ends["max"])
        third = third_of(plan)
        weights = given.get("weights") or {}
        return cls(
            scale=scale,
            formula=given.get("formula", "product"),
            weights=tuple(weights.get(key, 1) for key in ("impact", "confidence", third)),
            panel=given.get("panel", "median"),
            margin=given.get("margin", scale.span / 9),
            third=third,
        )

    def written(self, criterion: str) -> str:
        """The criterion's key in this plan."""
        return self.third if criterion == "ease" else criterion

    def favorable(self, criterion: str, score: float) -> float:
        turned = criterion == "ease" and self.third == "effort"
        return self.scale.turned(score) if turned else score

    def agreed(self, segment: dict[str, Any]) -> Scores:
        """Each criterion's score: the agreed one, else the panel's; None if there is neither."""
        return {criterion: self._agreed(segment, criterion) for criterion in CRITERIA}

    def _agreed(self, segment: dict[str, Any], criterion: str) -> float | None:
        key = self.written(criterion)
        own = (segment.get("scores") or {}).get(key)
        if own is not None:
            return self.favorable(criterion, central(own))
        ballots = panel_scores(segment, key)
        if not ballots:
            return None
        return self.favorable(criterion, self.joined(list(map(central, ballots.values()))))

    def joined(self, scores: list[float]) -> float:
        """Several scorers as one."""
        if self.panel == "mean":
            return math.fsum(scores) / len(scores)
        ordered, half = sorted(scores), len(scores) // 2
        return ordered[half] if len(scores) % 2 else (ordered[half - 1] + ordered[half]) / 2

    def score(self, scores: Scores) -> float | None:
        """The formula's value; None if a score is missing, at weight 0 too."""
        known = [score for criterion in CRITERIA if (score := scores[criterion]) is not None]
        if len(known) < len(CRITERIA):
            return None
        return float(combine(self.formula, self.weights, known, self.scale))

    def percent(self, score: float) -> float:
        """The place between the lowest and the highest that the scale allows, 0 to 100."""
        ends = [
            float(combine(self.formula, self.weights, [end] * 3, self.scale))
            for end in (self.scale.low, self.scale.high)
        ]
        return 100 * (score - ends[0]) / (ends[1] - ends[0])


def third_of(plan: dict[str, Any]) -> str:
    """Whether the plan scores ease or effort."""
    parts = [plan.get("scoring", {}).get("weights") or {}]
    for segment in plan["segments"]:
        parts += [segment.get("scores") or {}, *(segment.get("panel") or {}).values()]
    return "effort" if any("effort" in part for part in parts) else "ease"


def combine(
    formula: str, weights: tuple[float, float, float], scores: Sequence[Any], scale: Scale
) -> Any:
    """A formula over the three favorable scores, which are floats or arrays of them."""
    impact, confidence, ease = scores
    first, second, third = weights
    if formula == "mean":
        return (first * impact + second * confidence + third * ease) / sum(weights)
    if formula == "ratio":
        return impact**first * confidence**second / scale.turned(ease) ** third
    product = impact**first * confidence**second * ease**third
    return product if formula == "product" else product ** (1 / sum(weights))


def central(score: Any) -> float:
    """A score as one number: a range's middle, the likeliest of three points."""
    if isinstance(score, dict):
        return float(score["likely"])
    if isinstance(score, str):
        low, high = map(float, score.split(".."))
        return (low + high) / 2
    return float(score)


def panel_scores(segment: dict[str, Any], key: str) -> dict[str, Any]:
    """What each scorer of the segment's panel gives for one criterion."""
    panel = segment.get("panel") or {}
    return {who: given[key] for who, given in panel.items() if given.get(key) is not None}


def verdicts(segment: dict[str, Any]) -> dict[str, str]:
    """The answer to each qualifier; unknown if there is none."""
    given = segment.get("qualifiers") or {}
    answers = {name: given.get(name) or "unknown" for name in QUALIFIERS}
    return {
        name: answer["verdict"] if isinstance(answer, dict) else answer
        for name, answer in answers.items()
    }


def qualifiers_met(segment: dict[str, Any]) -> float:
    return sum(MET[verdict] for verdict in verdicts(segment).values())


def fixed_key(name: str, segment: dict[str, Any]) -> float:
    """An ordering key that no score changes; more is better. A segment without a known sales
    cycle comes after all that have one, the shortest of which comes first."""
    if name == "qualifiers_met":
        return qualifiers_met(segment)
    if name == "cycle_days":
        days = segment.get("cycle_days")
        return -math.inf if days is None else -float(days)
    return VERDICTS[verdicts(segment)[name]]
