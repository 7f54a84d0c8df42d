"""What `segplan panel` says of ballots, a second time: Krippendorff's alpha by the package of that
name, Kendall's W by scipy's test of Friedman, tau by scipy, means and deviations by numpy and
statsmodels, orders by the oracle of rankings (team.md; statistics.md, "Agreement of a panel"). And
in some cases a score is really settled, to see whether the order gets as sure as announced."""

import math
import shutil
import warnings
from typing import Any

import krippendorff
import numpy
from scipy import stats
from statsmodels.stats.weightstats import DescrStatsW

from oracle import random_plans
from oracle.common import Case
from oracle.random_plans import ScoreMaker, often
from oracle.ranking import Plan, Segment, rank
from oracle.scores import CRITERIA, Scoring, central

PEOPLE = ["ana", "bram", "chidi", "dora", "emil", "fay", "gül"]
LIKELY = (0.25, 0.5, 0.25)  # of the lowest score, the median and the highest
DRAWS = 400
RESAMPLES = 400

Votes = dict[tuple[str, str], dict[str, float]]  # by segment and criterion as written, by scorer


def check(case: Case) -> None:
    written = random_panel_plan(case)
    path, plan = case.write_plan(written), known(written)
    told = case.segplan.json("panel", path, "--draws", DRAWS)
    scoring, votes = Scoring.of(plan), votes_of(plan)
    people = list(dict.fromkeys(who for one in plan["segments"] for who in one.get("panel") or {}))
    keys = [scoring.written(criterion) for criterion in CRITERIA]
    for key in keys:
        check_alpha(case, plan, votes, people, key, told["agreement"][key])
    check_order(case, plan, votes, people, told)
    case.compare("scorers", people, [one["scorer"] for one in told["scorers"]])
    for who, one in zip(people, told["scorers"]):
        case.compare(f"scorer {who}", scorer(written, votes, who, keys), one)
        case.compare(f"without {who}", without(plan, who), one["without"])
    case.compare("unknown", unknown(written, votes, keys), told["unknown"])
    case.compare("contested", contested(plan, votes, keys), told["contested"])
    check_talk(case, plan, votes, told)
    if case.index % 10 == 0 and told["talk"]:
        check_settled(case, path, case.random.choice(told["talk"]))


def random_panel_plan(case: Case) -> Plan:
    """A random plan whose segments are scored by one to seven people, some scores missing."""
    random = case.random
    plan = random_plans.scored_plan(random)
    scoring = Scoring.of(plan)
    keys = [scoring.written(criterion) for criterion in CRITERIA]
    forms = random.choice([["number"], ["number"], ["number", "range", "three"]])
    maker = ScoreMaker(random, (scoring.scale.low, scoring.scale.high), forms)
    people = random.sample(PEOPLE, random.randint(1, len(PEOPLE)))
    missing, unknown = random.choice([(0, 0), (0, 0.1), (0.1, 0.1), (0.5, 0.1)])
    alike = often(random, 0.05) and maker.score()

    def vote() -> Any:
        return "unknown" if often(random, unknown) else alike or maker.score()

    for segment in plan["segments"]:
        segment["panel"] = {
            who: {key: vote() for key in keys if not often(random, missing)} for who in people
        }
        scores = segment.get("scores") or {}
        segment["scores"] = {
            key: score for key, score in scores.items() if score is not None and often(random, 0.2)
        }
    if often(random, 0.5):
        plan["capacity"] = {"segments": random.randint(0, len(plan["segments"]))}
        if often(random, 0.5):
            plan["capacity"] = {"cost": 10, "cut": random.choice(["strict", "fill"])}
        for segment in plan["segments"]:
            if often(random, 0.7):
                segment["cost"] = random.choice([1, 3, 5, 0.5])
    # Some score says whether the plan counts ease or effort.
    plan["segments"][0]["panel"][people[0]][keys[2]] = maker.score()
    return plan


def known(plan: Plan, left_out: str | None = None) -> Plan:
    """The plan with the scores that people gave alone, and nothing where they don't know; without
    those of one person."""
    segments = [
        {
            **segment,
            "panel": {
                who: {key: vote for key, vote in ballot.items() if vote != "unknown"}
                for who, ballot in segment["panel"].items()
                if who != left_out
            },
        }
        for segment in plan["segments"]
    ]
    return {**plan, "segments": segments}


def votes_of(plan: Plan) -> Votes:
    votes: Votes = {}
    for segment in plan["segments"]:
        for who, ballot in segment["panel"].items():
            for key, vote in ballot.items():
                votes.setdefault((segment["name"], key), {})[who] = central(vote)
    return votes


def check_alpha(
    case: Case, plan: Plan, votes: Votes, people: list[str], key: str, told: dict[str, Any]
) -> None:
    names = [segment["name"] for segment in plan["segments"]]
    table = numpy.array(
        [[votes.get((name, key), {}).get(who, math.nan) for name in names] for who in people]
    )
    units = table[:, (~numpy.isnan(table)).sum(axis=0) > 1]
    scores = units[~numpy.isnan(units)]
    expected = {"segments": units.shape[1], "scores": len(scores), "alpha": alpha(units)}
    case.compare(f"agreement.{key}", expected, told)
    low, high = told["low"], told["high"]
    if expected["alpha"] is None or units.shape[1] < 2:
        case.compare(f"agreement.{key}.low", None, low)
    elif low is not None and case.index % 8 == 0:
        check_interval(case, key, units, low, high)


def alpha(units: numpy.ndarray) -> float | None:
    if len(numpy.unique(units[~numpy.isnan(units)])) < 2:
        return None
    found = krippendorff.alpha(reliability_data=units, level_of_measurement="ordinal")
    return float(found)


def check_interval(case: Case, key: str, units: numpy.ndarray, low: float, high: float) -> None:
    """Each end has a 40th of other resamples beyond it, within what chance allows."""
    random = numpy.random.default_rng(case.index)
    count = units.shape[1]
    drawn = [alpha(units[:, random.integers(count, size=count)]) for _ in range(RESAMPLES)]
    known = numpy.array([one for one in drawn if one is not None])
    hair = 1e-9
    for end, beyond, most in [
        ("low", (known < low - hair).mean(), (known <= low + hair).mean()),
        ("high", (known > high + hair).mean(), (known >= high - hair).mean()),
    ]:
        what = f"agreement.{key}.{end}: {beyond:.3f} to {most:.3f} of the resamples lie beyond it"
        case.expect(beyond < 0.07 and most > 0.002, what)


def items(plan: Plan, votes: Votes) -> list[Segment]:
    """The ranked segments that anyone scored, in the order of the file."""
    ranked = {one.name for one in rank(plan).ranked}
    scored = {name for name, _ in votes}
    return [one for one in plan["segments"] if one["name"] in ranked & scored]


def ranking_by(plan: Plan, votes: Votes, who: str | None) -> Any:
    """The ranking by one person's ballots, or by all of them; agreed scores only where no one voted."""
    segments = []
    for segment in items(plan, votes):
        voted = {key for name, key in votes if name == segment["name"]}
        scores = {key: one for key, one in segment["scores"].items() if key not in voted}
        ballots = segment["panel"].items()
        panel = {name: ballot for name, ballot in ballots if who in (None, name)}
        segments.append({**segment, "scores": scores, "panel": panel})
    order = {key: one for key, one in (plan.get("order") or {}).items() if key != "pin"}
    return rank({**plan, "segments": segments, "order": order})


def check_order(
    case: Case, plan: Plan, votes: Votes, people: list[str], told: dict[str, Any]
) -> None:
    names = [one["name"] for one in items(plan, votes)]
    together = ranking_by(plan, votes, None)
    case.compare("order", [one.name for one in together.ranked], told["order"])
    panel = standings(together, names)
    orders = []
    for who, one in zip(people, told["scorers"]):
        voted = [given for (name, _), given in votes.items() if name in names]
        if not names or not all(who in given for given in voted):
            case.compare(f"alone {who}", None, one["alone"])
            continue
        alone = ranking_by(plan, votes, who)
        own = standings(alone, names)
        orders.append(own)
        order = [row.name for row in alone.ranked]
        expected = {"order": order, "tau": tau(own, panel)}
        case.compare(f"alone {who}", expected, one["alone"])
    case.compare("concordance", concordance(orders), told["concordance"])


def standings(ranking: Any, names: list[str]) -> list[int]:
    """For each segment how many are ahead of it by the ordering keys."""
    by = {one.name: one.by for one in ranking.ranked}
    return [sum(other > by[name] for other in by.values()) for name in names]


def tau(one: list[int], other: list[int]) -> float | None:
    if len(one) < 2:
        return None
    found = float(stats.kendalltau(one, other).statistic)
    return None if math.isnan(found) else found


def concordance(orders: list[list[int]]) -> dict[str, Any] | None:
    if len(orders) < 2 or len(orders[0]) < 2 or all(len(set(one)) == 1 for one in orders):
        return None
    scorers, segments = len(orders), len(orders[0])
    ranks = numpy.array([stats.rankdata(one) for one in orders])
    ties = sum(count**3 - count for one in orders for count in map(one.count, set(one)))
    squares = ((ranks.sum(axis=0) - ranks.sum(axis=0).mean()) ** 2).sum()
    w = 12 * squares / (scorers**2 * (segments**3 - segments) - scorers * ties)
    chi_squared = scorers * (segments - 1) * w
    p = stats.chi2.sf(chi_squared, segments - 1)
    if segments > 2:  # fewer than three are no test to scipy
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            chi_squared, p = stats.friedmanchisquare(*ranks.T)
        w = chi_squared / (scorers * (segments - 1))
    return {
        "w": float(w),
        "chi_squared": float(chi_squared),
        "degrees_of_freedom": segments - 1,
        "p": float(p),
        "scorers": scorers,
        "segments": segments,
    }


def scorer(plan: Plan, votes: Votes, who: str, keys: list[str]) -> dict[str, Any]:
    scoring = Scoring.of(plan)
    own = {key: [given[who] for (_, one), given in votes.items() if one == key and who in given] for key in keys}
    every = [score for scores in own.values() for score in scores]
    ballots = [segment["panel"].get(who) or {} for segment in plan["segments"]]
    severity: dict[str, Any] = {}
    for key in keys:
        shared = [given for (_, one), given in votes.items() if one == key and len(given) > 1]
        apart = [given[who] - scoring.joined(list(given.values())) for given in shared if who in given]
        mean = {"difference": float(numpy.mean(apart)), "scores": len(apart)} if apart else None
        severity[key] = mean
    narrow = bool(every) and max(every) - min(every) <= scoring.scale.span * 2 / 9 + 1e-9
    return {
        "scores": len(every),
        "unknown": sum(vote == "unknown" for ballot in ballots for vote in ballot.values()),
        "lowest": min(every) if every else None,
        "highest": max(every) if every else None,
        "flat": len(every) >= 6 and narrow,
        "severity": severity,
        "spread": {
            key: float(DescrStatsW(scores, ddof=1).std) if len(scores) > 1 else None
            for key, scores in own.items()
        },
    }


def without(plan: Plan, who: str) -> dict[str, Any]:
    before = [one.name for one in rank(plan).ranked]
    after = [one.name for one in rank(known(plan, who)).ranked]
    both = [name for name in before if name in after]
    pairs = [(a, b) for place, a in enumerate(both) for b in both[place + 1 :]]
    return {
        "first": after[0] if after else None,
        "reordered_pairs": sum(after.index(a) > after.index(b) for a, b in pairs),
        "pairs": len(pairs),
        "unranked": [name for name in before if name not in after],
    }


def unknown(plan: Plan, votes: Votes, keys: list[str]) -> list[dict[str, Any]]:
    found = []
    for segment in plan["segments"]:
        for key in keys:
            people = [who for who, one in segment["panel"].items() if one.get(key) == "unknown"]
            if people:
                scored = len(votes.get((segment["name"], key), {}))
                row = {"segment": segment["name"], "criterion": key, "scorers": people}
                found.append({**row, "scored": scored})
    return found


def contested(plan: Plan, votes: Votes, keys: list[str]) -> list[dict[str, Any]]:
    least = Scoring.of(plan).scale.span * 4 / 9 - 1e-9
    found = []
    for segment in plan["segments"]:
        for key in keys:
            given = list(votes.get((segment["name"], key), {}).values())
            if len(given) > 1 and max(given) - min(given) >= least:
                row = {"segment": segment["name"], "criterion": key}
                found.append({**row, "low": min(given), "high": max(given)})
    return found


def check_talk(case: Case, plan: Plan, votes: Votes, told: dict[str, Any]) -> None:
    """The open scores on which people differ, each with its expected gain, highest first."""
    open_scores = set()
    for one in rank(plan).ranked:
        for (name, key), given in votes.items():
            agreed = (one.segment.get("scores") or {}).get(key)
            if name == one.name and not one.pinned and agreed is None and len(set(given.values())) > 1:
                open_scores.add((name, key))
    case.compare("talk", open_scores, {(one["segment"], one["criterion"]) for one in told["talk"]})
    gains = [one["gain"] + (one["cut_gain"] or 0) for one in told["talk"]]
    case.compare("talk, highest first", sorted(gains, reverse=True), gains)
    for one in told["talk"]:
        given = votes[one["segment"], one["criterion"]]
        what = f"talk {one['segment']}.{one['criterion']}"
        at = [min(given.values()), float(numpy.median(list(given.values()))), max(given.values())]
        case.compare(f"{what}.at", at, [settled["at"] for settled in one["settled"]])
        ends = {"lowest": [who for who, vote in given.items() if vote == at[0]]}
        case.compare(what, {**ends, "scorers": len(given)}, one)
        for name in ("gain", "cut_gain") if "capacity" in plan else ("gain",):
            gain = sum(share * settled[name] for share, settled in zip(LIKELY, one["settled"]))
            case.compare(f"{what}.{name}", gain, one[name])


def check_settled(case: Case, path: Any, talk: dict[str, Any]) -> None:
    """Settling a score in a copy of the plan brings what was announced."""
    segment, key = talk["segment"], talk["criterion"]
    before = sureness(case, path, segment)
    for settled in talk["settled"]:
        copy = shutil.copy(path, case.folder / "settled.yaml")
        score = f"{segment}.{key}={settled['at']}"
        case.segplan.run("panel", copy, "--settle", score, "--because", "We talked")
        after = sureness(case, copy, segment)
        expected = {"gain": after[0] - before[0], "cut_gain": after[1] - before[1]}
        case.compare(f"settled {score}", expected, {**settled, "cut_gain": settled["cut_gain"] or 0.0})


def sureness(case: Case, path: Any, segment: str) -> tuple[float, float]:
    """The share of draws that agree which is ahead, summed over the pairs with each other segment
    that is not pinned; and the share that agree whether it makes the cut, over all."""
    told = case.segplan.json("rank", path, "--draws", DRAWS)
    pinned = {one["segment"] for one in told["ranking"] if one["pinned"] is not None}
    names, beats = told["pairwise"]["segments"], told["pairwise"]["beats"]
    row = beats[names.index(segment)]
    pairs = [
        max(share, 1 - share)
        for name, share in zip(names, row)
        if name != segment and name not in pinned
    ]
    cuts = [one["cut"]["share"] for one in told["ranking"] if one["cut"] is not None]
    return sum(pairs), sum(max(share, 1 - share) for share in cuts)
