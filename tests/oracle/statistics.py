"""The counts and the statistics of `audit` (statistics.md, "Rates from lead data"; cli.md, "JSON"),
computed from the leads with statsmodels and scipy where they have the method."""

import math
from collections import Counter
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.stats import beta, norm
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
    proportions_ztest,
)

from oracle import random_leads
from oracle.audit_flags import expected_flags, left_out, told_flags
from oracle.common import Case
from oracle.leads import Leads, Stand
from oracle.tables import Dialect, write_csv

Rate = tuple[int, int]  # successes, leads with a known outcome
RESAMPLES, OUR_RESAMPLES = 400, 20_000  # of the population stability index, by chance
MOST_PERIODS = 24
MOST_LISTED = 1000  # combinations that the audit lists


def check(case: Case) -> None:
    plan = random_leads.lead_plan(case.random, most=7, depth=2)
    rows = case.random.choice([20, 200, 1000])
    table = random_leads.random_table(case.random, plan.attributes, rows)
    file = case.folder / "leads.csv"
    write_csv(table, file, Dialect.any(case.random))
    leads = Leads.of(plan, table)
    told = case.segplan.json("audit", case.write_plan(plan.plan), file)
    case.compare("audit", totals(leads), told)
    case.compare("audit.default", default(leads), told["default"])
    for row in told["segments"]:
        row["lost_to"] = {(loss["segment"], loss["leads"]) for loss in row["lost_to"]}
    expected = segments(leads)
    case.compare("audit.segments", expected, told["segments"], 1e-6)
    flags = expected_flags(leads, expected, totals(leads)["covered"]) - left_out(told)
    case.compare("audit.findings", flags, told_flags(told))
    case.compare("audit.overlaps", overlaps(leads), by_pair(told["overlaps"]))
    case.compare("audit.pairs", set(overlaps(leads)), set(by_pair(told["overlaps"])))
    compare_combinations(case, leads, told)
    if plan.date:
        for row in told["segments"]:
            compare_stability(case, leads, row)


def rate_of(stands: list[Stand]) -> Rate:
    known = [stand.outcome for stand in stands if stand.outcome is not None]
    return sum(known), len(known)


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


# Counts


def totals(leads: Leads) -> dict[str, Any]:
    counted = leads.counted()
    covered = sum(bool(leads.fitting(stand)) for stand in counted)
    outcomes, known = rate_of(counted)
    return {
        "leads": len(leads.stands),
        "excluded": len(leads.stands) - len(counted),
        "outcomes": outcomes,
        "outcome_unknown": len(counted) - known,
        "covered": covered,
        "not_resolved": [one.name for one in leads.ranking.ranked if one.name not in leads.order],
        "masks": len({tuple(truth is True for truth in stand.fits.values()) for stand in counted}),
    }


def default(leads: Leads) -> dict[str, Any]:
    left = [stand for stand in leads.counted() if not leads.fitting(stand)]
    unknown = sum(any(stand.fits[name] is None for name in leads.order) for stand in left)
    return {
        "segment": leads.default,
        "leads": len(left),
        "outcomes": rate_of(left)[0],
        "because_unknown": unknown,
    }


def segments(leads: Leads) -> list[dict[str, Any]]:
    rows = [segment(leads, name) for name in leads.order]
    for row, adjusted in zip(rows, holm([row.pop("p") for row in rows])):
        row["p_adjusted"] = adjusted
    return rows


def segment(leads: Leads, name: str) -> dict[str, Any]:
    counted = leads.counted()
    matched = [stand for stand in counted if stand.fits[name] is True]
    won = [stand for stand in matched if leads.fitting(stand)[0] == name]
    lost = Counter(leads.fitting(stand)[0] for stand in matched)
    row: dict[str, Any] = {
        "segment": name,
        "priority": leads.priority[name],
        "matched": len(matched),
        "won": len(won),
        "shared": sum(len(leads.fitting(stand)) > 1 for stand in matched),
        "lost_to": {(other, count) for other, count in lost.items() if other != name},
        "unknown": sum(stand.fits[name] is None for stand in counted),
    }
    if "reachable" in leads.plan.leads:
        row["reachable"] = sum(stand.reachable is True for stand in won)
    if leads.plan.value:
        values = [stand.value for stand in won if stand.value is not None]
        row["value"] = float(sum(values))
        row["valued"] = len(values)
        row["value_mean"] = float(sum(values)) / len(values) if values else None
    return row | outcome(won, matched, rate_of(counted))


def overlaps(leads: Leads) -> dict[str, dict[str, Any]]:
    """Pairs that share leads: Jaccard, and the share of the smaller inside the larger."""
    fitting = [set(leads.fitting(stand)) for stand in leads.counted()]
    found = {}
    for one, other in combinations(leads.order, 2):
        both = sum({one, other} <= fits for fits in fitting)
        sizes = [sum(name in fits for fits in fitting) for name in (one, other)]
        if both:
            jaccard, containment = both / (sum(sizes) - both), both / min(sizes)
            found[f"{one} & {other}"] = {
                "leads": both,
                "jaccard": jaccard,
                "containment": containment,
            }
    return found


def by_pair(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {f"{row['a']} & {row['b']}": row for row in rows}


def compare_combinations(case: Case, leads: Leads, told: dict[str, Any]) -> None:
    fitting = Counter(" & ".join(leads.fitting(stand)) for stand in leads.counted())
    del fitting[""]
    rows = {" & ".join(row["segments"]): row["leads"] for row in told["combinations"]}
    case.compare("audit.left_out", max(0, len(fitting) - MOST_LISTED), told["left_out"])
    case.compare("audit.combinations", set(fitting.items()), set(rows.items()))
    counts = [row["leads"] for row in told["combinations"]]
    case.expect(counts == sorted(counts, reverse=True), "combinations are not sorted by leads")


# Rates


def outcome(won: list[Stand], matched: list[Stand], everyone: Rate) -> dict[str, Any]:
    """What the audit says of the outcomes of a segment; `p` is not adjusted yet."""
    own, fit = rate_of(won), rate_of(matched)
    rest = everyone[0] - own[0], everyone[1] - own[1]
    low, high = wilson(own)
    return {
        "outcomes": own[0],
        "outcome_known": own[1],
        "rate": share(*own),
        "rate_low": low,
        "rate_high": high,
        "matched_outcomes": fit[0],
        "matched_known": fit[1],
        "matched_rate": share(*fit),
        **newcombe(own, rest),
        "smallest_detectable_lift": smallest_lift(own),
        "p": pooled_test(own, rest),
    }


def wilson(rate: Rate) -> tuple[float | None, float | None]:
    """The score interval of 95 %."""
    if not rate[1]:
        return None, None
    low, high = proportion_confint(*rate, method="wilson")
    return float(low), float(high)


def newcombe(own: Rate, rest: Rate) -> dict[str, float | None]:
    """The difference with Newcombe's hybrid score interval of 95 %."""
    if not own[1] or not rest[1]:
        return dict.fromkeys(("difference", "difference_low", "difference_high"))
    low, high = confint_proportions_2indep(*own, *rest, method="newcomb", compare="diff")
    return {
        "difference": own[0] / own[1] - rest[0] / rest[1],
        "difference_low": float(low),
        "difference_high": float(high),
    }


def pooled_test(own: Rate, rest: Rate) -> float | None:
    """The two-sided p of the pooled two-proportion z test; None where it has no z."""
    if not own[1] or not rest[1] or own[0] + rest[0] in (0, own[1] + rest[1]):
        return None
    return float(proportions_ztest([own[0], rest[0]], [own[1], rest[1]])[1])


def holm(values: list[float | None]) -> list[float | None]:
    """Adjusted over those that are there, each in its place."""
    known = [value for value in values if value is not None]
    adjusted = iter(multipletests(known, method="holm")[1] if known else [])
    return [None if value is None else float(next(adjusted)) for value in values]


def smallest_lift(rate: Rate) -> float | None:
    """Relative; 80 % power at a two-sided 5 %, half of the leads in each group; the normal
    approximation of R's power.prop.test (Fleiss, Levin and Paik 2003, equation 4.14)."""
    group, base = rate[1] / 2, share(*rate)
    if not base or base == 1 or not group:
        return None
    most = 1 - 1e-12
    if leads_needed(base, most) > group:
        return None
    found = brentq(lambda higher: leads_needed(base, higher) - group, base * (1 + 1e-9), most)
    return float(found / base - 1)


def leads_needed(one: float, other: float) -> float:
    mean = (one + other) / 2
    spread = norm.ppf(0.975) * math.sqrt(2 * mean * (1 - mean)) + norm.ppf(0.8) * math.sqrt(
        one * (1 - one) + other * (1 - other)
    )
    return (spread / (one - other)) ** 2


# Stability


def compare_stability(case: Case, leads: Leads, row: dict[str, Any]) -> None:
    """The periods, and the population stability index of size and of rate, each beside the 95th
    percentile that chance alone would give."""
    told, what = row["stability"], f"stability of {row['segment']}"
    periods = counted_periods(leads, row["segment"])
    if len(periods) < 2 or not any(period["matched"] for period in periods):
        case.compare(what, None, told)
        return
    case.compare(f"{what}: periods", periods, told["periods"])
    for measure, part, whole in (
        ("size", "matched", "leads"),
        ("rate", "outcomes", "outcome_known"),
    ):
        counts, base = (np.array([period[key] for period in periods]) for key in (part, whole))
        index, by_chance = stability_index(counts, base), told[f"{measure}_by_chance"]
        case.compare(f"{what}: {measure}_index", index, told[f"{measure}_index"])
        if index is None:
            case.compare(f"{what}: {measure}_by_chance", None, by_chance)
        else:
            compare_chance(case, f"{what}: {measure}_by_chance", counts, base, by_chance)


def counted_periods(leads: Leads, name: str) -> list[dict[str, Any]]:
    """The periods in which there are leads, with those that fit a segment."""
    dated = [stand for stand in leads.counted() if stand.month]
    length = period_length([stand.month for stand in dated])
    found = []
    for start in sorted({period_start(stand.month, length) for stand in dated}):
        there = [stand for stand in dated if period_start(stand.month, length) == start]
        fitting = [stand for stand in there if stand.fits[name] is True]
        outcomes, known = rate_of(fitting)
        period = {"start": start, "leads": len(there), "matched": len(fitting)}
        found.append({**period, "outcome_known": known, "outcomes": outcomes})
    return found


def period_length(months: list[str]) -> int:
    """Months where few enough lead from the first to the last, else quarters, else years."""
    for length in (1, 3):
        if months and period(max(months), length) - period(min(months), length) < MOST_PERIODS:
            return length
    return 12


def period(month: str, length: int) -> int:
    """Counted from the year 0."""
    year, number = map(int, month.split("-"))
    return (12 * year + number - 1) // length


def period_start(month: str, length: int) -> str:
    year, number = divmod(period(month, length) * length, 12)
    return f"{year:04}-{number + 1:02}-01"


def stability_index(counts: npt.NDArray[Any], base: npt.NDArray[Any]) -> float | None:
    """Σ (a - e) ln(a / e) over shares (Siddiqi 2006, Credit Risk Scorecards), half a lead added to
    each count; over the periods that `base` has leads in. None if nothing is counted or there are
    fewer than two such periods."""
    counts, base = counts[base > 0], base[base > 0]
    if len(base) < 2 or not counts.sum():
        return None
    return float(index_of(counts, base))


def index_of(counts: npt.NDArray[Any], base: npt.NDArray[Any]) -> Any:
    """Of the last axis."""
    total, periods = counts.sum(axis=-1, keepdims=True), len(base)
    actual = (counts + 0.5) / (total + periods / 2)
    expected = (total * base / base.sum() + 0.5) / (total + periods / 2)
    return ((actual - expected) * np.log(actual / expected)).sum(axis=-1)


def compare_chance(
    case: Case, what: str, counts: npt.NDArray[Any], base: npt.NDArray[Any], told: float
) -> None:
    """segplan's percentile comes from 400 resamples, so that its share among ours is the order
    statistic of 400 uniform numbers, a beta distribution. It must lie within bounds that chance
    leaves once in 10^8, widened by the error of our own 20,000 resamples (Dvoretzky, Kiefer and
    Wolfowitz 1956, Massart 1990: farther than e with a chance of at most 2 exp(-2 n e²))."""
    base = base[base > 0]
    generator = np.random.default_rng(case.random.randrange(2**63))
    draws = generator.multinomial(counts.sum(), base / base.sum(), size=OUR_RESAMPLES)
    indices = index_of(draws, base)
    chance = 1e-8
    error = math.sqrt(math.log(2 / chance) / (2 * OUR_RESAMPLES))
    place = 0.95 * RESAMPLES
    low = beta.ppf(chance / 2, place - 1, RESAMPLES - place + 2) - error
    high = beta.ppf(1 - chance / 2, place + 1, RESAMPLES - place) + error
    slack = 1e-9 * (1 + abs(told))  # draws of few leads have few values: the same may round apart
    below, upto = (indices < told - slack).mean(), (indices <= told + slack).mean()
    case.expect(
        bool(below <= high and upto >= low),
        f"{what}: {told} stands at {below:.4f} to {upto:.4f} of what chance gives,"
        f" expected {low:.4f} to {high:.4f}",
    )
