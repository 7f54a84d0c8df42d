"""How sure an order is (statistics.md, "Certainty of the order"), drawn a second time with numpy.

What segplan reports are means of quantities between 0 and 1 over N draws; so are ours over M draws
of another generator. Maurer and Pontil (2009), theorem 4: the mean of n independent values in
[0, 1] with sample variance V is farther than sqrt(2 V ln(4/d)/n) + 7 ln(4/d)/(3 (n - 1)) from its
expectation with a chance of at most d. A difference is one that exceeds both bounds together. V of
segplan's draws is not known, but is at most m (1 - m) n/(n - 1) for the mean m. The chances d of
all comparisons of case k add up to 1e-4 × 6/(pi (k + 1))², and so those of a run, however long, to
less than 1e-4.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from oracle import random_plans
from oracle.common import Case
from oracle.ranking import Plan, Ranked, Ranking, order_keys, rank
from oracle.scores import CRITERIA, Scoring, central, combine, fixed_key, panel_scores

Draws = npt.NDArray[np.float64]
THEIRS, OURS = 30_000, 100_000
BREAK = 0.8  # from which share of draws neighbors are in different groups


@dataclass
class Expected:
    """Means over our draws; the first axis is the ranked segment, in order."""

    ranks: Draws
    ranks_variance: Draws
    beats: Draws
    beats_variance: Draws


def check(case: Case) -> None:
    plan = random_plans.scored_plan(case.random, most=8)
    path = case.write_plan(plan)
    ranking = rank(plan)
    seed = case.random.randrange(10**6)
    told = case.segplan.json("rank", path, "--draws", THEIRS, "--seed", seed)
    if not ranking.ranked:
        return
    generator = np.random.default_rng(case.random.randrange(2**63))
    compare(case, draw(plan, ranking, generator), told)
    check_words(case, ranking, told)
    check_flags(case, plan, ranking, told)
    check_streams(case, plan, told, seed)


# Drawing


def draw(plan: Plan, ranking: Ranking, generator: np.random.Generator) -> Expected:
    keys = drawn_keys(plan, ranking, generator)
    count = len(ranking.ranked)
    wins = np.zeros((count, count, OURS), dtype=np.float32)  # 1 ahead, 1/2 equal, 0 behind
    for one in range(count):
        for other in range(one + 1, count):
            ahead = compared(keys, one, other)
            wins[one, other] = (ahead + 1) / 2
            wins[other, one] = (1 - ahead) / 2
    return tally(wins)


def compared(keys: list[Draws], one: int, other: int) -> Draws:
    """1 where `one` is ahead, -1 where it is behind, 0 where all keys are equal."""
    ahead = np.zeros(OURS)
    for key in keys:
        sign = (key[one] > key[other]) * 1.0 - (key[one] < key[other])
        ahead = np.where(ahead == 0, sign, ahead)
    return ahead


def tally(wins: npt.NDArray[np.float32]) -> Expected:
    """Acceptability of each rank: those who are equal share their ranks equally."""
    count = len(wins)
    others = ~np.eye(count, dtype=bool)
    ranks, variance = np.zeros((count, count)), np.zeros((count, count))
    for one in range(count):
        against = wins[one][others[one]]
        behind = (against == 0).sum(axis=0)
        equal = (against == 0.5).sum(axis=0) + 1
        for place in range(count):
            share = np.where((behind <= place) & (place < behind + equal), 1 / equal, 0)
            ranks[one, place], variance[one, place] = share.mean(), share.var(ddof=1)
    exact = wins.astype(np.float64)
    return Expected(ranks, variance, exact.mean(axis=2), exact.var(axis=2, ddof=1))


def drawn_keys(plan: Plan, ranking: Ranking, generator: np.random.Generator) -> list[Draws]:
    """The keys of `order.by` in each draw: key -> segment × draw. Compared to 12 digits."""
    scoring, names = Scoring.of(plan), order_keys(plan)[0]
    resample = Resample.of(plan, generator)
    drawn = [
        {
            criterion: draw_score(scoring, one, criterion, resample, generator)
            for criterion in CRITERIA
        }
        for one in ranking.ranked
    ]
    return [
        np.stack([key(scoring, name, one, scores) for one, scores in zip(ranking.ranked, drawn)])
        for name in names
    ]


def key(scoring: Scoring, name: str, one: Ranked, drawn: dict[str, Draws]) -> Draws:
    if name == "score":
        return significant(
            combine(scoring.formula, scoring.weights, list(drawn.values()), scoring.scale)
        )
    if name in CRITERIA:
        return significant(drawn[name])
    return np.full(OURS, fixed_key(name, one.segment))


def significant(values: Draws) -> Draws:
    """Rounded to 12 significant digits."""
    with np.errstate(divide="ignore"):
        digits = 11 - np.floor(np.log10(np.abs(values)))
    digits = np.where(np.isfinite(digits), digits, 0)
    return np.round(values * 10.0**digits) / 10.0**digits


@dataclass
class Resample:
    """One resample of scorers per draw, the same for all segments and criteria. Where some gave no
    score, as alike as can be: the chair of each who did is taken by the one of them with the
    highest lot for this chair."""

    lots: dict[tuple[str, str], npt.NDArray[np.float32]]  # (chair, who takes it) -> draw

    @classmethod
    def of(cls, plan: Plan, generator: np.random.Generator) -> "Resample":
        scorers = list(
            dict.fromkeys(who for one in plan["segments"] for who in one.get("panel") or {})
        )
        pairs = [(chair, who) for chair in scorers for who in scorers]
        return cls({pair: generator.random(OURS, dtype=np.float32) for pair in pairs})

    def counts(self, scorers: list[str]) -> npt.NDArray[np.int64]:
        """How often each of these scorers sits in each draw's panel of as many."""
        seats = [
            np.stack([self.lots[chair, who] for who in scorers]).argmax(axis=0) for chair in scorers
        ]
        return np.stack([(np.stack(seats) == n).sum(axis=0) for n in range(len(scorers))])


def draw_score(
    scoring: Scoring,
    one: Ranked,
    criterion: str,
    resample: Resample,
    generator: np.random.Generator,
) -> Draws:
    written = scoring.written(criterion)
    own = (one.segment.get("scores") or {}).get(written)
    panel = panel_scores(one.segment, written)
    if own is None and len({central(score) for score in panel.values()}) > 1:
        values = draw_panel(scoring, panel, resample)
    elif own is None and len(panel) > 1:
        values = draw_given(scoring, scoring.joined(list(map(central, panel.values()))), generator)
    else:
        values = draw_given(
            scoring, own if own is not None else next(iter(panel.values())), generator
        )
    return scoring.scale.low + scoring.scale.high - values if written == "effort" else values


def draw_given(scoring: Scoring, score: Any, generator: np.random.Generator) -> Draws:
    """A number: triangular within the margin; low..high: uniform; three points: modified PERT."""
    scale = scoring.scale
    if isinstance(score, str):
        low, high = map(float, score.split(".."))
        return generator.uniform(low, high, size=OURS)
    if isinstance(score, dict):
        low, likely, high = (float(score[point]) for point in ("low", "likely", "high"))
        if low == high:
            return np.full(OURS, low)
        first = 1 + 4 * (likely - low) / (high - low)
        return low + (high - low) * generator.beta(first, 6 - first, size=OURS)
    if scoring.margin == 0:
        return np.full(OURS, float(score))
    spread = generator.triangular(score - scoring.margin, score, score + scoring.margin, size=OURS)
    return np.clip(spread, scale.low, scale.high)


def draw_panel(scoring: Scoring, panel: dict[str, Any], resample: Resample) -> Draws:
    """The scorers who were drawn, as often as they were drawn, joined as the plan says."""
    values = np.array([central(score) for score in panel.values()])
    counts = resample.counts(list(panel))
    if scoring.panel == "mean":
        return np.asarray(values @ counts / len(values))
    return weighted_median(values, counts)


def weighted_median(values: Draws, counts: npt.NDArray[np.int64]) -> Draws:
    order = np.argsort(values)
    values, upto = values[order], counts[order].cumsum(axis=0)
    total = upto[-1]
    lower = values[(upto >= (total + 1) // 2).argmax(axis=0)]
    upper = values[(upto >= total // 2 + 1).argmax(axis=0)]
    return np.asarray((lower + upper) / 2)


# Comparing


def bound(variance: Draws, draws: int, chance: float) -> Draws:
    """Maurer and Pontil's bound; see above."""
    logarithm = math.log(4 / chance)
    return np.sqrt(2 * variance * logarithm / draws) + 7 * logarithm / (3 * (draws - 1))


def compare(case: Case, expected: Expected, told: dict[str, Any]) -> None:
    rows = told["ranking"]
    ranks = np.array([row["certainty"]["ranks"] for row in rows])
    beats = np.array(told["pairwise"]["beats"])
    apart = ~np.eye(len(rows), dtype=bool)
    comparisons = ranks.size + apart.sum()
    chance = 1e-4 * 6 / (math.pi * (case.index + 1)) ** 2 / comparisons / 2  # a half each
    for what, ours, variance, theirs, of in (
        ("acceptability", expected.ranks, expected.ranks_variance, ranks, np.ones_like(apart)),
        ("beats", expected.beats, expected.beats_variance, beats, apart),
    ):
        largest = theirs * (1 - theirs) * THEIRS / (THEIRS - 1)
        allowed = bound(variance, OURS, chance) + bound(largest, THEIRS, chance)
        for one, other in np.argwhere(of & (np.abs(ours - theirs) > allowed)):
            case.differences.append(
                f"{what}[{rows[one]['segment']}][{other}]: expected {ours[one, other]:.5f},"
                f" segplan {theirs[one, other]:.5f}, allowed {allowed[one, other]:.5f}"
            )


def check_words(case: Case, ranking: Ranking, told: dict[str, Any]) -> None:
    """What segplan derives from its draws follows from them."""
    rows, beats = told["ranking"], told["pairwise"]["beats"]
    group = 1
    for place, row in enumerate(rows):
        certainty, ranks = row["certainty"], np.array(row["certainty"]["ranks"])
        upto = ranks.cumsum()
        if place and separated(ranking, beats, place):
            group += 1
        last = place + 1 == len(rows)
        expected = {
            "first": ranks[0].item(),
            "beats_next": None if last else beats[place][place + 1],
            "expected_rank": float(ranks @ np.arange(1, len(rows) + 1)),
            "rank_low": int((upto >= 0.05 - 1e-9).argmax()) + 1,
            "rank_high": int((upto >= 0.95 - 1e-9).argmax()) + 1,
            "group": group,
        }
        case.compare(f"certainty of {row['segment']}", expected, certainty)
        case.compare(f"ranks of {row['segment']} together", 1.0, upto[-1].item())
        mirrored = [1 - beats[other][place] for other in range(len(rows))]
        case.compare(f"beats of {row['segment']}", mirrored, beats[place])


def check_flags(case: Case, plan: Plan, ranking: Ranking, told: dict[str, Any]) -> None:
    """Neighbors that no pin decides and that are not equal: a toss-up below 60 %, disputed below
    50 %."""
    expected: set[tuple[str, ...]] = set()
    for place, (upper, lower) in enumerate(zip(ranking.ranked, ranking.ranked[1:])):
        share = told["pairwise"]["beats"][place][place + 1]
        if upper.pinned or lower.pinned or upper.by == lower.by or share >= 0.6:
            continue
        flag = "order-disputed" if share < 0.5 else "toss-up"
        expected.add((flag, upper.name, lower.name))
    expected |= formula_decides(plan, ranking, told["pairwise"]["beats"])
    found = {(one["flag"], *one["segments"]) for one in told["findings"]}
    looked_at = ("toss-up", "order-disputed", "formula-decides")
    case.compare("flags", expected, {one for one in found if one[0] in looked_at})


def formula_decides(
    plan: Plan, ranking: Ranking, beats: list[list[float]]
) -> set[tuple[str, str, str]]:
    """The first, if no pin decides who it is, with the one that another formula puts first; and
    neighbors that no pin sets and another formula reverses although the upper is ahead in 80 % of
    the draws. Only formulas that the scale allows; equals are not reversed."""
    if not ranking.ranked:
        return set()
    own = under_formula(plan, Scoring.of(plan).formula)
    least = {"mean": -math.inf, "product": 0, "geometric_mean": 0, "ratio": math.ulp(0)}
    allowed = [name for name, low in least.items() if Scoring.of(plan).scale.low >= low]
    first = ranking.ranked[0]
    found = set()
    for other in (under_formula(plan, formula) for formula in allowed):
        pairs = clear_pairs(ranking, beats)
        if not first.pinned and first.name == own.ranked[0].name:
            pairs.append((first.name, other.ranked[0].name))
        keys = [{one.name: one.by for one in ranked.ranked} for ranked in (own, other)]
        for upper, lower in pairs:
            if keys[0][upper] > keys[0][lower] and keys[1][upper] < keys[1][lower]:
                found.add(("formula-decides", upper, lower))
    return found


def under_formula(plan: Plan, formula: str) -> Ranking:
    """The ranking by another formula, without pins."""
    scoring = {**(plan.get("scoring") or {}), "formula": formula}
    order = {key: value for key, value in (plan.get("order") or {}).items() if key != "pin"}
    return rank({**plan, "scoring": scoring, "order": order})


def clear_pairs(ranking: Ranking, beats: list[list[float]]) -> list[tuple[str, str]]:
    return [
        (upper.name, lower.name)
        for place, (upper, lower) in enumerate(zip(ranking.ranked, ranking.ranked[1:]))
        if not upper.pinned and not lower.pinned and beats[place][place + 1] >= BREAK
    ]


def separated(ranking: Ranking, beats: list[list[float]], place: int) -> bool:
    """A break stands where the upper neighbor wins often enough, never at an exact tie."""
    upper, lower = ranking.ranked[place - 1 : place + 1]
    return beats[place - 1][place] >= BREAK and upper.by != lower.by


def check_streams(case: Case, plan: Plan, told: dict[str, Any], seed: int) -> None:
    """The same plan gives the same; permuting segments disturbs nothing."""
    shuffled = {**plan, "segments": case.random.sample(plan["segments"], len(plan["segments"]))}
    path = case.write_plan(shuffled, "shuffled.yaml")
    again = case.segplan.json("rank", path, "--draws", THEIRS, "--seed", seed)
    case.compare("beats of the plan in another order", by_pair(told), by_pair(again), 1e-12)


def by_pair(told: dict[str, Any]) -> dict[str, float]:
    names, beats = told["pairwise"]["segments"], told["pairwise"]["beats"]
    return {
        f"{one} over {other}": beats[i][j]
        for i, one in enumerate(names)
        for j, other in enumerate(names)
    }
