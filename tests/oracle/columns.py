#!/usr/bin/env python3
"""Checks `segplan columns --outcome` and `segplan init --from` a second time.

    python3 tests/oracle/columns.py target/release/segplan

Counts and rates come from DuckDB, intervals from statsmodels, and the subgroups from pysubgroup,
which searches the same groups exhaustively for weighted relative accuracy. The rules that choose
among them are written from docs/method.md. A difference is printed, and the exit code is 1.

The bank's table is not in the repository: SEGPLAN_BANK names it, else it is looked for beside
the repository, else its part is skipped.
"""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])  # `import oracle`

import os
import re
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import duckdb
import numpy
import pandas
import pysubgroup
import yaml
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
    proportions_ztest,
)

from oracle.common import ROOT, Segplan, differences

numpy.seterr(invalid="ignore")  # pysubgroup divides by the size of empty groups
BANK = Path(os.environ.get("SEGPLAN_BANK", ROOT / "../shared/data/bank/bank-full.csv"))
LEAST, LEAST_SHARE, MOST_SHARE = 30, 0.02, 0.5
BETTER = 1.1
SHARED, ENOUGH, MOST = (0.25, 0.5), 5, 8


@dataclass
class Table:
    file: Path
    read: str  # how DuckDB reads it: all columns as text
    outcome: str  # as segplan reads it, and as SQL over the typed table
    without: list[str] = field(default_factory=list)
    key: str | None = None


TABLES = [
    Table(
        ROOT / "plans/leads.csv",
        "read_csv('{}', header = true, all_varchar = true)",
        "converted = 1",
        key="lead_id",
    ),
    Table(
        BANK,
        "read_csv('{}', header = true, delim = ';', quote = '\"', all_varchar = true)",
        "y = 'yes'",
        without=["duration"],
    ),
]


def text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def typed(column: dict[str, Any]) -> str:
    """SQL for a column as segplan says that it is read."""
    name = '"' + column["name"].replace('"', '""') + '"'
    words = [text(one["value"]) for one in column["placeholders"]]
    known = f"CASE WHEN {name} IN ({', '.join(words)}) THEN NULL ELSE {name} END" if words else name
    kinds = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
    return f"({known})::{kinds[column['type']]}" if column["type"] in kinds else known


def quoted(condition: str, names: list[str]) -> str:
    """A condition as SQL: the names of columns in quotes."""
    parts = re.split(r"('(?:[^']|'')*')", condition)
    for name in names:
        word = re.compile(rf"(?<![\w\"]){re.escape(name)}(?![\w\"])")
        parts[::2] = [word.sub(f'"{name}"', part) for part in parts[::2]]
    return "".join(parts)


class Leads:
    """A table in DuckDB, typed as segplan says, with its halves and its outcome."""

    def __init__(self, table: Table, columns: list[dict[str, Any]]) -> None:
        self.columns = columns
        self.names = [column["attribute"] for column in columns]
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 2")
        as_text = {table.outcome.split(" ")[0]} if "'" in table.outcome else set()
        types = [
            typed(column | ({"type": "text"} if column["attribute"] in as_text else {}))
            for column in columns
        ]
        cells = ", ".join(f"coalesce(\"{column['name']}\", '')" for column in columns)
        key = f'"{table.key}"' if table.key else f"concat_ws(chr(31), {cells})"
        select = ", ".join(f'{sql} AS "{name}"' for sql, name in zip(types, self.names))
        source = table.read.format(table.file)
        self.connection.execute(
            f"CREATE TABLE leads AS SELECT {select}, sha256({key})[1] < '8' AS found FROM {source}"
        )
        outcome = self.sql(table.outcome)
        self.connection.execute(f"ALTER TABLE leads ADD COLUMN success BOOLEAN")
        self.connection.execute(f"UPDATE leads SET success = ({outcome})")

    def sql(self, condition: str) -> str:
        return quoted(condition, self.names)

    def rate(self, where: str) -> tuple[int, int]:
        """Successes, and leads with a known outcome."""
        query = f"SELECT count(*) FILTER (success), count(success) FROM leads WHERE {where}"
        successes, known = self.connection.execute(query).fetchall()[0]
        return successes, known


def check_contrast(leads: Leads, told: dict[str, Any]) -> list[str]:
    """Each group's counts, intervals and p."""
    found: list[str] = []
    all_successes, all_known = leads.rate("true")
    found += differences("outcomes", (all_successes, all_known), (told["outcomes"], told["known"]))
    ps = []
    for group in told["groups"]:
        successes, known = leads.rate(leads.sql(group["where"]))
        rest = (all_successes - successes, all_known - known)
        low, high = proportion_confint(successes, known, method="wilson")
        less, more = confint_proportions_2indep(
            successes, known, *rest, compare="diff", method="newcomb"
        )
        expected = {
            "leads": known,
            "outcomes": successes,
            "rate": successes / known,
            "rate_low": low,
            "rate_high": high,
            "difference": successes / known - rest[0] / rest[1],
            "difference_low": less,
            "difference_high": more,
        }
        found += differences(group["where"], expected, group, 1e-6)
        ps.append(proportions_ztest([successes, rest[0]], [known, rest[1]])[1])
    # The groups that are not told have higher p than all that are.
    ps += [1.0] * (told["compared"] - len(ps))
    adjusted = multipletests(ps, method="holm")[1]
    for group, p in zip(told["groups"], adjusted):
        found += differences(f"{group['where']}.p", float(p), group["p_adjusted"], 1e-6)
    return found


def selectors(leads: Leads, frame: pandas.DataFrame, besides: set[str]) -> list[Any]:
    """The groups of single columns: the most common values, and ranges between fifths."""
    found = []
    for column in leads.columns:
        name = column["attribute"]
        if name in besides or column["personal"] or "id" in column["looks_like"]:
            continue
        values = frame[name].dropna()
        counts = values.value_counts()
        if column["type"] in ("text", "boolean") or (
            column["type"] in ("integer", "number") and len(counts) <= 6
        ):
            found += [pysubgroup.EqualitySelector(name, value) for value in counts.index[:20]]
        elif column["type"] in ("integer", "number"):
            ordered = sorted(values)
            fifths = [ordered[-(-len(ordered) * part // 5) - 1] for part in range(1, 5)]
            cuts = [cut for cut in dict.fromkeys(fifths) if cut < ordered[-1]]
            ends = [float("-inf"), *cuts, float("inf")]
            ranges = list(zip(ends, ends[1:]))
            ranges += [(ends[0], cut) for cut in cuts] + [(cut, ends[-1]) for cut in cuts]
            found += [Above(name, low, high) for low, high in dict.fromkeys(ranges)]
    sizes = {one: int(one.covers(frame).sum()) for one in found}
    least = max(LEAST, ceil(LEAST_SHARE * len(frame)))
    return [one for one in found if least <= sizes[one] < len(frame)]


def ceil(number: float) -> int:
    return -int(-number // 1)


class Above(pysubgroup.IntervalSelector):  # type: ignore[misc]
    """low < value <= high; pysubgroup's own has the lower end inside and the upper one outside."""

    def covers(self, data: pandas.DataFrame) -> Any:
        values = data[self.attribute_name].to_numpy(dtype=float)
        return (values > self.lower_bound) & (values <= self.upper_bound)


def best_subgroups(leads: Leads, besides: set[str]) -> list[float]:
    """The qualities of the subgroups that the rules of docs/method.md choose."""
    query = "SELECT * FROM leads WHERE found AND success IS NOT NULL"
    frame = leads.connection.execute(query).df()
    for column in leads.columns:
        if column["type"] in ("text", "boolean"):
            values = frame[column["attribute"]].astype(object)
            frame[column["attribute"]] = values.where(values.notna(), None)
    singles = selectors(leads, frame, besides | {"found", "success"})
    least = max(LEAST, ceil(LEAST_SHARE * len(frame)))
    task = pysubgroup.SubgroupDiscoveryTask(
        frame,
        pysubgroup.BinaryTarget("success", True),
        singles,
        result_set_size=10_000_000,
        depth=3,
        qf=pysubgroup.StandardQF(1.0),
        min_quality=float("-inf"),
        constraints=[pysubgroup.MinSupportConstraint(least)],
    )
    results = pysubgroup.SimpleDFS().execute(task).results
    quality: dict[frozenset[Any], float] = {}
    for one, subgroup, _ in results:
        parts = frozenset(subgroup.selectors)
        if parts and len({part.attribute_name for part in parts}) == len(parts):
            quality[parts] = one
    members = {one: one.covers(frame) for one in singles}

    def covered(parts: frozenset[Any]) -> Any:
        first, *others = parts
        own = members[first]
        for other in others:
            own = own & members[other]
        return own

    def is_better(parts: frozenset[Any], own: float) -> bool:
        smaller = [
            quality.get(frozenset(some), 0.0)
            for number in range(1, len(parts))
            for some in combinations(parts, number)
        ]
        return own > 0 and all(own >= BETTER * other - 1e-12 for other in smaller)

    candidates = [(own, parts) for parts, own in quality.items() if is_better(parts, own)]
    candidates.sort(key=lambda one: (-one[0], len(one[1])))
    picked: list[tuple[float, Any]] = []
    for shared in SHARED:
        if len(picked) >= ENOUGH:
            break
        for own, parts in candidates:
            if len(picked) == MOST:
                break
            leads_of = covered(parts)
            if not least <= leads_of.sum() <= MOST_SHARE * len(frame):
                continue
            if all(
                (leads_of & other).sum() <= shared * (leads_of | other).sum()
                for _, other in picked
            ):
                picked.append((own, leads_of))
    return sorted((own for own, _ in picked), reverse=True)


def check_proposals(leads: Leads, plan: str, besides: set[str]) -> list[str]:
    """Each proposal's figures in the half in which it was not found, and its quality in the other."""
    found: list[str] = []
    all_successes, all_known = leads.rate("found")
    told = []
    shown = leads.rate("NOT found")
    for segment in yaml.safe_load(plan)["segments"]:
        where = leads.sql(segment["where"])
        successes, known = leads.rate(f"({where}) AND found")
        told.append(successes / all_known - all_successes / all_known * known / all_known)
        successes, known = leads.rate(f"({where}) AND NOT found")
        low, high = proportion_confint(successes, known, method="wilson")
        others = (shown[0] - successes) / (shown[1] - known)
        rates = [f"{100 * one:.1f}" for one in (successes / known, low, high, others)]
        rates = [one.removesuffix(".0") for one in rates]
        figures = (
            f"{known:,} of {shown[1]:,} leads",
            f"{rates[0]} % had the outcome ({rates[1]} % to {rates[2]} %), of the others {rates[3]} %",
        )
        at = plan.index(f"- name: {segment['name']}\n")
        comment = plan[at:].split("# ", 1)[1].split("\n")[0]
        found += [f"{segment['name']}: {one!r} is not in {comment!r}" for one in figures if one not in comment]
    found += differences("qualities", best_subgroups(leads, besides), told, 1e-9)
    if not ENOUGH <= len(told) <= MOST:
        found.append(f"{len(told)} proposals")
    return found


def check(segplan: Segplan, table: Table) -> list[str]:
    options = ["--outcome", table.outcome]
    options += ["--without", ",".join(table.without)] if table.without else []
    told = segplan.json("columns", table.file, *options)
    leads = Leads(table, told["columns"])
    besides = {*table.without, table.outcome.split(" ")[0]}
    plan = segplan.run("init", "-", "--from", table.file, *options)
    return check_contrast(leads, told["outcome"]) + check_proposals(leads, plan, besides)


def main() -> int:
    segplan = Segplan(Path(sys.argv[1]).resolve())
    failed = False
    for table in TABLES:
        if not table.file.exists():
            print(f"skipped: no such file: {table.file}")
            continue
        found = check(segplan, table)
        failed |= bool(found)
        print(f"{table.file.name}: {len(found)} differences")
        for line in found:
            print(f"  {line}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
