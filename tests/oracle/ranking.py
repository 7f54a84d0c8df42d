"""The order of a plan, counted a second time: scores, parked and unscored segments, ranks, ties,
pins (plan-format.md, "Formulas", "Panels", "Qualifiers", "Order"), and flags that follow from one
segment alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from oracle import random_plans
from oracle.common import Case
from oracle.scores import (
    CRITERIA,
    QUALIFIERS,
    Scores,
    Scoring,
    central,
    fixed_key,
    panel_scores,
    qualifiers_met,
    rounded,
    verdicts,
)

Plan = dict[str, Any]
Segment = dict[str, Any]


@dataclass
class Ranked:
    """A ranked segment with what its place rests on."""

    segment: Segment
    scores: Scores
    score: float
    by: tuple[float, ...]
    ties: tuple[float, ...]
    pinned: str | None = None
    tie_broken_by: str | None = None

    @property
    def name(self) -> str:
        return str(self.segment["name"])


@dataclass
class Ranking:
    ranked: list[Ranked]
    parked: dict[str, list[str]]  # name -> reasons
    unscored: dict[str, list[str]]  # name -> missing scores

    def rank(self, name: str) -> int:
        return [one.name for one in self.ranked].index(name) + 1


def rank(plan: Plan, changed: dict[str, Scores] | None = None) -> Ranking:
    """The ranking of a plan. `changed` replaces the agreed scores of segments."""
    scoring = Scoring.of(plan)
    ranking = Ranking([], {}, {})
    for segment in plan["segments"]:
        name = segment["name"]
        scores = (changed or {}).get(name) or scoring.agreed(segment)
        score = scoring.score(scores)
        if reasons := parked_because(plan, segment):
            ranking.parked[name] = reasons
        elif score is None:
            ranking.unscored[name] = missing(scoring, scores)
        else:
            ranking.ranked.append(placed(plan, segment, scores, score))
    ranking.ranked.sort(key=lambda one: (*one.by, *one.ties), reverse=True)  # stable: file order
    pin(plan, ranking)
    note_ties(plan, ranking.ranked)
    return ranking


def order_keys(plan: Plan) -> tuple[list[str], list[str]]:
    order = plan.get("order") or {}
    return order.get("by", ["score"]), order.get("break_ties", ["confidence", "impact", "ease"])


def placed(plan: Plan, segment: Segment, scores: Scores, score: float) -> Ranked:
    changing = {"score": score, **scores}

    def key(name: str) -> float:
        own = changing.get(name)
        return fixed_key(name, segment) if own is None else rounded(own)

    by, ties = order_keys(plan)
    return Ranked(segment, scores, score, tuple(map(key, by)), tuple(map(key, ties)))


def parked_because(plan: Plan, segment: Segment) -> list[str]:
    policy, answers = plan.get("qualify") or {}, verdicts(segment)
    required = policy.get("required", ["actionable"])
    reasons = [f"not-{name}" for name in QUALIFIERS if name in required and answers[name] == "no"]
    unknown = sum(answer == "unknown" for answer in answers.values())
    if qualifiers_met(segment) + unknown < policy.get("at_least", 0):
        reasons.append("too-few-qualifiers")
    return reasons


def missing(scoring: Scoring, scores: Scores) -> list[str]:
    return [scoring.written(name) for name in CRITERIA if scores[name] is None]


def pin(plan: Plan, ranking: Ranking) -> None:
    """Pins take their ranks, the rest fill in. Ranks past the end are the last ones, in order."""
    pins = {one["segment"]: one for one in (plan.get("order") or {}).get("pin") or []}
    pinned = [one for one in ranking.ranked if one.name in pins]
    order = [one for one in ranking.ranked if one.name not in pins]
    for one in sorted(pinned, key=lambda one: pins[one.name]["rank"]):
        one.pinned = pins[one.name]["because"]
        order.insert(pins[one.name]["rank"] - 1, one)
    ranking.ranked = order


def note_ties(plan: Plan, ranked: list[Ranked]) -> None:
    """What decides stands on the lower of an adjacent unpinned pair."""
    names = order_keys(plan)[1]
    for upper, lower in zip(ranked, ranked[1:]):
        if upper.pinned or lower.pinned or upper.by != lower.by:
            continue
        deciding = [name for name, a, b in zip(names, upper.ties, lower.ties) if a != b]
        lower.tie_broken_by = deciding[0] if deciding else "file_order"


def check(case: Case) -> None:
    plan = random_plans.scored_plan(case.random)
    path = case.write_plan(plan)
    told = case.segplan.json("rank", path, "--draws", 200)
    ranking, scoring = rank(plan), Scoring.of(plan)
    case.compare(
        "rank.plan", {"formula": scoring.formula, "third_score": scoring.third}, told["plan"]
    )
    case.compare("rank.ranking", ranked_rows(scoring, ranking), told["ranking"])
    compare_by_name(case, "rank.parked", parked_rows(plan, scoring, ranking), told["parked"])
    compare_by_name(case, "rank.unscored", unscored_rows(ranking), told["unscored"])
    check_flags(case, plan, ranking, told)
    order = [{"priority": n, "segment": one.name} for n, one in enumerate(ranking.ranked, 1)]
    case.compare("order", order, case.segplan.json("order", path)["order"])


def told_scores(scoring: Scoring, scores: Scores) -> dict[str, float | None]:
    ease = scores["ease"]
    effort = scoring.scale.turned(ease) if scoring.third == "effort" and ease is not None else None
    return {**scores, "effort": effort}


def ranked_rows(scoring: Scoring, ranking: Ranking) -> list[dict[str, Any]]:
    return [
        {
            "rank": rank,
            "segment": one.name,
            "score": one.score,
            "score_percent": scoring.percent(one.score),
            **told_scores(scoring, one.scores),
            "qualifiers": verdicts(one.segment),
            "qualifiers_met": qualifiers_met(one.segment),
            "tie_broken_by": one.tie_broken_by,
            "pinned": one.pinned,
        }
        for rank, one in enumerate(ranking.ranked, 1)
    ]


def compare_by_name(
    case: Case, what: str, expected: dict[str, Any], rows: list[dict[str, Any]]
) -> None:
    told = {row["segment"]: row for row in rows}
    case.compare(what, set(expected), set(told))
    case.compare(what, expected, told)


def parked_rows(plan: Plan, scoring: Scoring, ranking: Ranking) -> dict[str, dict[str, Any]]:
    scores = {segment["name"]: scoring.agreed(segment) for segment in plan["segments"]}
    return {
        name: {
            "because": reasons,
            "score": scoring.score(scores[name]),
            **told_scores(scoring, scores[name]),
        }
        for name, reasons in ranking.parked.items()
    }


def unscored_rows(ranking: Ranking) -> dict[str, dict[str, Any]]:
    return {name: {"missing": lacking} for name, lacking in ranking.unscored.items()}


def check_flags(case: Case, plan: Plan, ranking: Ranking, told: dict[str, Any]) -> None:
    """The flags that follow from one segment alone, and `tied`; `weak` from what segplan found."""
    scoring = Scoring.of(plan)
    found = {
        (finding["flag"], name) for finding in told["findings"] for name in finding["segments"]
    }
    expected = {
        (flag, segment["name"])
        for segment in plan["segments"]
        for flag, holds in SEGMENT_FLAGS.items()
        if holds(plan, scoring, segment)
    }
    expected |= {("too-few-qualifiers", n) for n, r in ranking.parked.items() if r[-1][:3] == "too"}
    for upper, lower in zip(ranking.ranked, ranking.ranked[1:]):
        if lower.tie_broken_by:
            expected |= {("tied", upper.name), ("tied", lower.name)}
    expected |= pin_flags(plan, ranking)
    looked_at = {*SEGMENT_FLAGS, "too-few-qualifiers", "tied", *PIN_FLAGS}
    found = {one for one in found if one[0] in looked_at}
    case.compare("flags", expected, found)
    for row in told["ranking"]:
        own = [
            f for f in told["findings"] if f["segments"] == [row["segment"]] and not f["allowed"]
        ]
        weak = any(finding["severity"] in ("warning", "error") for finding in own)
        case.compare(f"weak.{row['segment']}", weak, row["weak"])


PIN_FLAGS = ("pinned-against-score", "pin-without-effect")


def pin_flags(plan: Plan, ranking: Ranking) -> set[tuple[str, str]]:
    """A pin gives a rank that no order by score alone would, or names a segment not ranked."""
    scores = [rounded(one.score) for one in ranking.ranked]
    found = set()
    for name in (one["segment"] for one in (plan.get("order") or {}).get("pin") or []):
        if name in ranking.parked or name in ranking.unscored:
            found.add(("pin-without-effect", name))
            continue
        place = ranking.rank(name) - 1
        better = sum(score > scores[place] for score in scores)
        if not better <= place < better + scores.count(scores[place]):
            found.add(("pinned-against-score", name))
    return found


def below_lowest_third(criterion: str) -> Callable[[Plan, Scoring, Segment], bool]:
    def holds(plan: Plan, scoring: Scoring, segment: Segment) -> bool:
        score = scoring.agreed(segment)[criterion]
        third = scoring.scale.low + scoring.scale.span / 3
        return score is not None and rounded(score) < rounded(third)

    return holds


def unsupported(plan: Plan, scoring: Scoring, segment: Segment) -> bool:
    """Confidence above the start of the highest third without evidence, or on opinion alone."""
    confidence = scoring.agreed(segment)["confidence"]
    third = scoring.scale.high - scoring.scale.span / 3
    if confidence is None or rounded(confidence) <= rounded(third):
        return False
    return all(evidence["kind"] == "opinion" for evidence in segment.get("evidence") or [])


def stale(plan: Plan, scoring: Scoring, segment: Segment) -> bool:
    """The newest dated evidence is more than 365 days old."""
    dates = [one["date"] for one in segment.get("evidence") or [] if one.get("date")]
    return bool(dates) and (plan["as_of"] - max(dates)).days > 365


def contested(plan: Plan, scoring: Scoring, segment: Segment) -> bool:
    """The scores of one criterion span four ninths of the scale or more."""
    for criterion in CRITERIA:
        given = [central(one) for one in panel_scores(segment, scoring.written(criterion)).values()]
        if given and rounded(max(given) - min(given)) >= rounded(scoring.scale.span * 4 / 9):
            return True
    return False


def says_no(qualifier: str) -> Callable[[Plan, Scoring, Segment], bool]:
    return lambda plan, scoring, segment: verdicts(segment)[qualifier] == "no"


SEGMENT_FLAGS: dict[str, Callable[[Plan, Scoring, Segment], bool]] = {
    **{f"low-{criterion}": below_lowest_third(criterion) for criterion in CRITERIA},
    **{f"not-{qualifier}": says_no(qualifier) for qualifier in QUALIFIERS},
    "unsupported-confidence": unsupported,
    "stale-evidence": stale,
    "contested": contested,
    "unknown-qualifier": lambda p, s, segment: "unknown" in verdicts(segment).values(),
    "unscored": lambda p, s, segment: None in s.agreed(segment).values(),
    "no-message": lambda p, s, segment: not segment.get("message"),
    "no-owner": lambda p, s, segment: not segment.get("owner"),
}
