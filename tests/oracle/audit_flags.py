"""The flags of `audit` that follow from its counts, by what `segplan flags` says they detect."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from oracle.leads import Leads

Finding = tuple[str, tuple[str, ...]]  # flag, segments

LOOKED_AT = {
    "empty",
    "too-small",
    "dominant",
    "shadowed",
    "starved",
    "low-reach",
    "low-coverage",
    "heavy-overlap",
    "leakage",
    "twin-segments",
    "difference-unproven",
    "missing-data",
}


def told_flags(told: dict[str, Any]) -> set[Finding]:
    findings = {(one["flag"], tuple(one["segments"])) for one in told["findings"]}
    return {finding for finding in findings if finding[0] in LOOKED_AT}


def left_out(told: dict[str, Any]) -> set[Finding]:
    """What is not said again of a segment that fits no one and asks for a text that no lead has."""
    unknown = {tuple(one["segments"]) for one in told["findings"] if one["flag"] == "unknown-value"}
    fits_no_one = {(row["segment"],) for row in told["segments"] if not row["matched"]}
    follows = {(flag, one) for one in unknown & fits_no_one for flag in ("empty", "missing-data")}
    follows |= proven(told, "never-matches", "empty")
    follows |= {("dominant", tuple(one["segments"])) for one in told["findings"] if one["flag"] == "always-matches"}
    return follows | proven(told, "unreachable", "shadowed") | proven(told, "subset-below", "shadowed")


def proven(told: dict[str, Any], proof: str, shown: str) -> set[Finding]:
    """What is not said again of segments that can't be otherwise. The leads must not say the opposite."""
    segments = {one["segments"][0] for one in told["findings"] if one["flag"] == proof}
    count = "matched" if proof == "never-matches" else "won"
    wrong = [row for row in told["segments"] if row["segment"] in segments and row[count]]
    assert not wrong, f"{proof}: {wrong}"
    return {(shown, (segment,)) for segment in segments}


def expected_flags(leads: Leads, rows: list[dict[str, Any]], covered: int) -> set[Finding]:
    """From the rows of the segments as `audit` has them."""
    counted = len(leads.counted())
    outcomes = [stand.outcome for stand in leads.counted() if stand.outcome is not None]
    base = sum(outcomes) / len(outcomes) if outcomes else None
    found: set[Finding] = set()
    # Without a segment to fit, coverage says nothing.
    if rows and counted and covered / counted < 0.5:
        found.add(("low-coverage", ()))
    for row in rows:
        found |= {(flag, (row["segment"],)) for flag in segment_flags(row, counted, base)}
    return found | set(pair_flags(leads, rows))


def segment_flags(row: dict[str, Any], counted: int, base: float | None) -> Iterator[str]:
    matched, won, unknown = row["matched"], row["won"], row["unknown"]
    if not matched:
        yield "empty"
    elif matched < 30:
        yield "too-small"
    if counted and matched / counted >= 0.75:
        yield "dominant"
    if matched and not won:
        yield "shadowed"
    elif matched and won / matched < 0.2:
        yield "starved"
    if won and row.get("reachable", won) / won < 0.5:
        yield "low-reach"
    if unknown and unknown / (matched + unknown) >= 0.2:
        yield "missing-data"
    outcomes, known = row["matched_outcomes"], row["matched_known"]
    if known >= 30 and outcomes / known > 0.9 and base is not None and base < 0.5:
        yield "leakage"
    low, high = row["difference_low"], row["difference_high"]
    if low is not None and low <= 0 <= high:
        yield "difference-unproven"


def pair_flags(leads: Leads, rows: list[dict[str, Any]]) -> Iterator[Finding]:
    fitting = [set(leads.fitting(stand)) for stand in leads.counted()]
    for one, other in combinations(rows, 2):
        names = one["segment"], other["segment"]
        both = sum(set(names) <= fits for fits in fitting)
        if not both:
            continue
        if both / (one["matched"] + other["matched"] - both) >= 0.9:
            yield "twin-segments", names
        elif both / min(one["matched"], other["matched"]) >= 0.5:
            yield "heavy-overlap", names
