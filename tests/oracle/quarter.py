"""What `review` says of a quarter (docs/method.md, "What a quarter's leads say", and
docs/control-groups.md), computed from the leads with scipy and statsmodels: goals, rates, differences,
uplift by the groups of the plan or of an earlier `resolve`, ranks, and what follows for Confidences."""

import csv
import datetime
import math
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
from scipy.optimize import brentq
from scipy.stats import binomtest, norm, rankdata, spearmanr
from scipy.stats.contingency import relative_risk

from oracle.common import Case
from oracle.statistics import Rate, holm, newcombe, pooled_test, wilson

AS_OF = datetime.date(2027, 1, 4)
ROUNDED = 1e-6  # of figures that a search finds


@dataclass
class Lead:
    """A lead of today's table, and what it was given when the messages went out."""

    key: str
    staff: int | None
    visits: int
    won: bool | None
    group: str
    internal: bool
    given: tuple[str, str] | None = None  # segment and group

    def row(self) -> list[Any]:
        won = "" if self.won is None else int(self.won)
        staff = "" if self.staff is None else self.staff
        return [self.key, staff, self.visits, won, self.group, int(self.internal)]


@dataclass
class Segment:
    """A segment: leads between two numbers of an attribute."""

    name: str
    attribute: str
    low: int
    high: int
    impact: int
    expected: float | None

    def fits(self, lead: Lead) -> bool:
        value = lead.staff if self.attribute == "staff" else lead.visits
        return value is not None and self.low <= value <= self.high


def check(case: Case) -> None:
    random = case.random
    segments = random_segments(random)
    by_file, behavioral = random.random() < 0.5, random.random() < 0.5
    leads = random_leads(random, segments, random.choice([60, 400, 2000]))
    share = random.choice([None, 0.1, 0.3, 0.5])
    goals = random_goals(random)
    plan = {
        "title": "Review",
        "as_of": AS_OF,
        "goals": goals,
        "leads": {"key": "id", "outcome": "won = 1", "exclude": "internal = 1"},
        "attributes": {
            "staff": {"type": "integer", "basis": "firmographic"},
            "visits": {"type": "integer", **({"basis": "behavioral"} if behavioral else {})},
        },
        "segments": [
            {
                "name": one.name,
                "where": f"{one.attribute} between {one.low} and {one.high}",
                "scores": {"impact": one.impact, "confidence": 10, "ease": 10},
                **({} if one.expected is None else {"expected_lift": one.expected}),
            }
            for one in segments
        ],
    }
    if not by_file or random.random() < 0.3:
        plan["leads"]["control"] = "grp = 'control'"
    if share:
        plan["leads"]["control_share"] = share
    arguments: list[object] = [case.write_plan(plan), write_leads(case, leads)]
    if by_file:
        arguments += ["--assigned", write_assigned(case, leads)]
    told = case.segplan.json("review", *arguments)
    compare_observed(case, told, segments, leads, goals)
    given = effective(leads, segments, by_file)
    compare_uplift(case, told, segments, given, share, biased=behavioral and not by_file)


# What is made up


def random_segments(random: Random) -> list[Segment]:
    """In priority order, by their Impact."""
    count = random.randint(1, 8)
    impacts = sorted((random.randint(1, 10) for _ in range(count)), reverse=True)
    made = []
    for place, impact in enumerate(impacts):
        low = random.randint(0, 80)
        made.append(
            Segment(
                f"s{place}",
                random.choice(["staff", "visits"]),
                low,
                low + random.randint(5, 60),
                impact,
                random.choice([None, 0.1, 0.3, 1.0]),
            )
        )
    return made


def random_leads(random: Random, segments: list[Segment], count: int) -> list[Lead]:
    names = [one.name for one in segments]
    base, lift = random.choice([0.02, 0.1, 0.4, 0.9]), random.choice([1.0, 1.3, 2.5, 0.4])
    held = random.choice([0.1, 0.3, 0.5])
    leads = []
    for number in range(count):
        group = "control" if random.random() < held else "message"
        chance = min(0.99, base * (lift if group == "message" else 1))
        lead = Lead(
            f"L-{number}",
            None if random.random() < 0.1 else random.randint(0, 100),
            random.randint(0, 100),
            None if random.random() < 0.1 else random.random() < chance,
            "" if random.random() < 0.05 else group,
            random.random() < 0.05,
        )
        if random.random() < 0.9:  # the others are new
            segment = random.choice([*names, *names, "default", "dropped", ""])
            lead.given = segment, group if segment and random.random() < 0.95 else ""
        leads.append(lead)
    return leads


def random_goals(random: Random) -> list[dict[str, Any]]:
    def goal(measure: str) -> dict[str, Any]:
        due = AS_OF + datetime.timedelta(days=random.choice([-30, 0, 1, 60]))
        target = random.randint(1, 400) if measure == "outcomes" else round(random.random(), 3)
        made = {"statement": "G", "target": target, "due": due, "measure": measure}
        baseline = round(target * random.choice([0.8, 0.8, 1.25]), 3)
        return made if random.random() < 0.3 else {**made, "baseline": baseline}

    return [goal(random.choice(["outcome_rate", "coverage", "outcomes"])) for _ in range(3)]


def write_leads(case: Case, leads: list[Lead]) -> str:
    return write(case, "leads.csv", ["id", "staff", "visits", "won", "grp", "internal"], leads)


def write(case: Case, name: str, header: list[str], leads: list[Lead]) -> str:
    path = case.folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(header)
        rows.writerows(lead.row() for lead in leads)
    return str(path)


def write_assigned(case: Case, leads: list[Lead]) -> str:
    """As `resolve` writes it, in another order, with leads that are gone."""
    rows = [[lead.key, lead.given[0], "", "", lead.given[1]] for lead in leads if lead.given]
    rows += [[f"gone-{place}", "default", "", "", "control"] for place in range(3)]
    case.random.shuffle(rows)
    path = case.folder / "assigned.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "segment", "priority", "also_matches", "group"], *rows])
    return str(path)


# What was observed


def rate_of(leads: list[Lead]) -> Rate:
    known = [lead.won for lead in leads if lead.won is not None]
    return sum(known), len(known)


def rate(found: Rate) -> dict[str, float] | None:
    low, high = wilson(found)
    return {"at": found[0] / found[1], "low": low, "high": high} if found[1] else None


def difference(own: Rate, rest: Rate) -> dict[str, Any] | None:
    found = newcombe(own, rest)
    if found["difference"] is None:
        return None
    low, high = found["difference_low"], found["difference_high"]
    return {"at": found["difference"], "low": low, "high": high}


def winner(lead: Lead, segments: list[Segment]) -> str:
    return next((one.name for one in segments if one.fits(lead)), "default")


def compare_observed(
    case: Case,
    told: dict[str, Any],
    segments: list[Segment],
    leads: list[Lead],
    goals: list[dict[str, Any]],
) -> None:
    counted = [lead for lead in leads if not lead.internal]
    everyone = rate_of(counted)
    expected = {
        "leads": len(leads),
        "excluded": len(leads) - len(counted),
        "outcomes": everyone[0],
        "outcome_unknown": len(counted) - everyone[1],
    }
    case.compare("review", expected, told)
    rows, ps, rates = [], [], []
    for place, one in enumerate(segments):
        fits = [lead for lead in counted if one.fits(lead)]
        own = rate_of([lead for lead in fits if winner(lead, segments) == one.name])
        rest = everyone[0] - own[0], everyone[1] - own[1]
        ps.append(pooled_test(own, rest))
        rates.append(rate_of(fits))
        rows.append(
            {
                "segment": one.name,
                "planned_rank": place + 1,
                "matched": len(fits),
                "matched_rate": rate(rates[-1]),
                "won": sum(winner(lead, segments) == one.name for lead in fits),
                "rate": rate(own),
                "difference": difference(own, rest),
                "expected_lift": one.expected,
            }
        )
    for row, p in zip(rows, holm(ps)):
        if row["difference"] is not None:
            row["difference"]["p_adjusted"] = p
    known = [place for place, one in enumerate(rates) if one[1]]
    found = [rates[place][0] / rates[place][1] for place in known]
    ranks = dict(zip(known, rankdata([-one for one in found], method="min")))
    for place, row in enumerate(rows):
        row["observed_rank"] = int(ranks[place]) if place in ranks else None
    case.compare("review.segments", rows, told["segments"])
    compare_impact(case, told["impact"], [float(segments[place].impact) for place in known], found)
    covered = sum(winner(lead, segments) != "default" for lead in counted)
    shares = {"outcome_rate": everyone, "coverage": (covered, len(counted))}
    for place, goal in enumerate(goals):
        figures = shares.get(goal["measure"])
        now = rate(figures) if figures else None
        low, high = (now["low"], now["high"]) if now else (everyone[0], everyone[0])
        state = goal_state(goal, low, high) if now or not figures else "not-measured"
        case.compare(f"review.goals[{place}].state", state, told["goals"][place]["state"])
        if now:
            value = {"value": now["at"], "low": low, "high": high, "leads": figures[1]}
            case.compare(f"review.goals[{place}].now", value, told["goals"][place]["now"])


def goal_state(goal: dict[str, Any], low: float, high: float) -> str:
    """By the interval of a share, or by a sum, which has none and only grows."""
    target, falls = goal["target"], goal.get("baseline", 0) > goal["target"]
    worse, better = (high, low) if falls else (low, high)
    reached = (lambda value: value <= target) if falls else (lambda value: value >= target)
    if goal["due"] > AS_OF:
        return "met" if goal["measure"] == "outcomes" and not falls and reached(low) else "not-due"
    if reached(worse):
        return "met"
    return "cannot-tell" if reached(better) else "missed"


def compare_impact(case: Case, told: Any, impacts: list[float], rates: list[float]) -> None:
    """Spearman's rho, with the interval of Bonett and Wright (2000)."""
    if len(impacts) < 5 or len(set(impacts)) == 1 or len(set(rates)) == 1:
        case.compare("review.impact", None, told)
        return
    rho, pairs = float(spearmanr(impacts, rates).statistic), len(impacts)
    if abs(rho) > 1 - 1e-12:
        case.compare("review.impact.rho", rho, told["rho"])
        return
    half = norm.ppf(0.975) * math.sqrt((1 + rho * rho / 2) / (pairs - 3))
    low, high = np.tanh(np.arctanh(rho) - half), np.tanh(np.arctanh(rho) + half)
    expected = {"rho": rho, "low": float(low), "high": float(high), "pairs": pairs}
    case.compare("review.impact", expected, told)


# What messages did


def effective(
    leads: list[Lead], segments: list[Segment], by_file: bool
) -> dict[str, dict[str, list[Lead]]]:
    """The leads by segment and group: as they were assigned, else as they stand today."""
    names = [one.name for one in segments]
    groups = ("control", "message", "")
    found: dict[str, dict[str, list[Lead]]] = {
        name: {group: [] for group in groups} for name in [*names, "default"]
    }
    for lead in leads:
        if by_file:
            segment, group = lead.given or ("", "")
        else:
            segment, group = "" if lead.internal else winner(lead, segments), lead.group
        if segment in found:
            found[segment][group].append(lead)
    return found


def compare_uplift(
    case: Case,
    told: dict[str, Any],
    segments: list[Segment],
    given: dict[str, dict[str, list[Lead]]],
    share: float | None,
    biased: bool,
) -> None:
    every = {
        group: [lead for groups in given.values() for lead in groups[group]]
        for group in ("control", "message", "")
    }
    case.compare("review.group_unknown", len(every[""]), told["group_unknown"])
    compare_effect(case, "review.uplift", told["uplift"], every, share, None)
    compare_effect(case, "review.default", told["default"], given["default"], share, None)
    ps = [pooled_test(*sides(given[one.name])) for one in segments]
    for one, p, row in zip(segments, holm(ps), told["segments"]):
        what = f"review.segments[{one.name}]"
        if biased and one.attribute == "visits":
            case.compare(f"{what}.biased_by", ["visits"], row["biased_by"])
            case.compare(f"{what}.uplift", None, row["uplift"])
            case.compare(f"{what}.confidence", "not-measured", row["confidence"]["is"])
            continue
        compare_effect(case, f"{what}.uplift", row["uplift"], given[one.name], share, p)
        compare_confidence(case, f"{what}.confidence", row["confidence"], one, given[one.name])


def sides(groups: dict[str, list[Lead]]) -> tuple[Rate, Rate]:
    return rate_of(groups["message"]), rate_of(groups["control"])


def ratio(message: Rate, control: Rate) -> dict[str, float] | None:
    """The relative risk with Katz's log interval of 95 %; None if a group has no outcome."""
    if not message[0] or not control[0]:
        return None
    found = relative_risk(*message, *control)
    interval = found.confidence_interval(0.95)
    at, low, high = float(found.relative_risk), float(interval.low), float(interval.high)
    return {"at": at, "low": low, "high": high}


def compare_effect(
    case: Case,
    what: str,
    told: dict[str, Any],
    groups: dict[str, list[Lead]],
    share: float | None,
    p_adjusted: float | None,
) -> None:
    message, control = sides(groups)
    expected: dict[str, Any] = {
        name: {
            "leads": len(groups[name]),
            "known": own[1],
            "outcomes": own[0],
            "rate": rate(own),
        }
        for name, own in (("message", message), ("control", control))
    }
    expected["uplift"] = difference(message, control)
    if expected["uplift"]:
        expected["uplift"]["p_adjusted"] = p_adjusted
    expected["p"] = pooled_test(message, control)
    expected["ratio"] = ratio(message, control)
    case.compare(what, expected, told)
    lift = smallest_lift(message, control)
    found = told["smallest_detectable_lift"]
    case.compare(f"{what}.smallest_detectable_lift", lift, found, ROUNDED)
    held, leads = len(groups["control"]), len(groups["control"]) + len(groups["message"])
    checked = None
    if share and leads:
        p = float(binomtest(held, leads, share).pvalue)
        checked = {"expected": share, "found": held / leads, "p": p}
    case.compare(f"{what}.sample_ratio", checked, told["sample_ratio"])


def control_needed(control: float, message: float, times: float) -> float:
    """Fleiss, Levin and Paik (2003), formula 4.18, without a continuity correction: leads of the
    control group where the other is so many times as large, for 80 % power at a two-sided 5 %."""
    pooled = (control + times * message) / (times + 1)
    spread = norm.ppf(0.975) * math.sqrt((times + 1) * pooled * (1 - pooled))
    spread += norm.ppf(0.8) * math.sqrt(times * control * (1 - control) + message * (1 - message))
    return spread**2 / (times * (control - message) ** 2)


def smallest_lift(message: Rate, control: Rate) -> float | None:
    """Over the rate of the control group, that groups of this size can show."""
    if not control[0] or control[0] == control[1] or not message[1]:
        return None
    base, times, most = control[0] / control[1], message[1] / control[1], 1 - 1e-9
    missing = lambda higher: control_needed(base, higher, times) - control[1]  # noqa: E731
    if missing(most) > 0:
        return None
    return float(brentq(missing, base * (1 + 1e-9), most, xtol=1e-14)) / base - 1


def compare_confidence(
    case: Case, what: str, told: dict[str, Any], segment: Segment, groups: dict[str, list[Lead]]
) -> None:
    message, control = sides(groups)
    lift, found = segment.expected, ratio(message, control)
    state, missing = "open", None
    if not message[1] or not control[1]:
        state = "not-measured"
    elif lift is None:
        state = "nothing-expected"
    elif found and found["high"] - 1 < lift:
        state = "contradicted"
    elif found and found["low"] - 1 > lift:
        state = "exceeded"
    elif found and found["low"] - 1 > 0:
        state = "supported"
    else:
        base, times = control[0] / control[1], message[1] / control[1]
        if base and base * (1 + lift) < 1:
            needed = math.ceil(control_needed(base, base * (1 + lift), times)) * (1 + times)
            missing = math.ceil(needed - control[1] - message[1])
    case.compare(f"{what}.is", state, told["is"])
    missing = missing if missing and missing > 0 else None
    case.compare(f"{what}.leads_missing", missing, told["leads_missing"])
