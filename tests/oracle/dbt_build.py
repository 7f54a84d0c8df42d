#!/usr/bin/env python3
"""Runs the project of `segplan dbt` with dbt on DuckDB, and damages its model to see that a test fails.

    python3 tests/oracle/dbt_build.py target/release/segplan

The example's project, one of awkward names and one with a seed must build; the rows of their models must be those of
`segplan resolve`, and what the test of starved segments tells must be what `audit` counts. Then the
example's model is damaged, one way after the other. Each must fail a test: a line a damage says which.
tests/oracle/requirements-dbt.txt has what it needs; without dbt it is skipped, or fails with
SEGPLAN_NO_SKIP=1.
"""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])  # `import oracle`

import csv
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from oracle.common import ROOT, Segplan

MODEL = "models/segplan/lead_segments.sql"
Rows = dict[str, tuple[str, str, str]]


def is_installed() -> bool:
    if all(importlib.util.find_spec(module) for module in ["dbt.cli", "dbt.adapters.duckdb", "duckdb"]):
        return True
    if os.environ.get("SEGPLAN_NO_SKIP"):
        sys.exit("dbt-duckdb is not installed: see tests/oracle/requirements-dbt.txt")
    print("skipped: dbt-duckdb is not installed: see tests/oracle/requirements-dbt.txt")
    return False


# Damage


def replaced(old: str, new: str, times: int = 1) -> Callable[[str], str]:
    """Replaces a text that is there so often."""

    def damage(sql: str) -> str:
        if sql.count(old) != times:
            raise AssertionError(f"{old!r} is in the model {sql.count(old)} times, not {times}")
        return sql.replace(old, new)

    return damage


def swapped(one: str, other: str) -> Callable[[str], str]:
    def damage(sql: str) -> str:
        if sql.count(one) != 1 or sql.count(other) != 1:
            raise AssertionError(f"{one!r} or {other!r} is not in the model once")
        return sql.replace(one, "\0").replace(other, one).replace("\0", other)

    return damage


def case(segment: str) -> str:
    return f"WHEN {segment} THEN '{segment}'\n"


DAMAGE: dict[str, Callable[[str], str]] = {
    "a WHEN dropped": replaced(case("dormant"), "\n"),
    "a WHEN duplicated, its condition not changed": replaced(
        case("dormant"), "WHEN small_firms THEN 'dormant'\n"
    ),
    "> for >=": replaced("visits_30d >= 4", "visits_30d > 4"),
    "< for <=": replaced("employees <= 300", "employees < 300"),
    ">= for >": replaced("employees > 1500", "employees >= 1500"),
    "the default forgotten": replaced("            ELSE 'newsletter'\n", ""),
    "every row doubled": replaced(
        "FROM resolved", "FROM resolved\nCROSS JOIN (SELECT 1 AS one UNION ALL SELECT 2) AS twice"
    ),
    "a segment's name misspelt": replaced("THEN 'referrals'\n", "THEN 'refferals'\n"),
    "two segments in the wrong order": swapped(case("referrals"), case("operations_leaders")),
    "two neighbors in the wrong order": swapped(case("active_researchers"), case("webinar_guests")),
    "the order swapped for priorities alone": swapped("WHEN procurement THEN 9", "WHEN small_firms THEN 10"),
    "empty texts not null": replaced(
        "NULLIF(CAST(stage AS VARCHAR) COLLATE C, '') AS stage", "CAST(stage AS VARCHAR) COLLATE C AS stage"
    ),
    "a word for missing not null": replaced("NOT IN ('unknown')", "IS NOT NULL"),
    "exclude lost": replaced("            WHEN excluded THEN NULL\n", "", 2),
    "a part of exclude lost": replaced("is_competitor OR role = 'Student'", "is_competitor"),
    "OR for AND": replaced(
        "industry = 'Manufacturing' AND employees > 1500", "industry = 'Manufacturing' OR employees > 1500"
    ),
    "AND for OR": replaced("is_competitor OR role = 'Student'", "is_competitor AND role = 'Student'"),
    "a part of a definition lost": replaced(
        "stage = 'customer' AND employees > 300", "employees > 300"
    ),
    "another day for as_of": replaced("DATE '2026-10-06'", "DATE '2026-10-07'"),
    "a value of a list lost": replaced("'Referral', 'Partner'", "'Referral'"),
    "a value misspelt": replaced("source = 'Trade fair'", "source = 'Trade Fair'"),
    "excluded leads left out": replaced("FROM resolved", "FROM resolved\nWHERE segment IS NOT NULL"),
    "a limit left in": replaced("FROM resolved", "FROM resolved\nLIMIT 1000"),
    "a segment that also matches lost": replaced(
        "            CASE WHEN dormant THEN 'dormant' END,\n", ""
    ),
}


# Projects


@dataclass
class Project:
    """A project that segplan makes for a plan, with the leads in its database."""

    segplan: Segplan
    folder: Path
    plan: Path
    leads: Path
    key: str
    columns: str
    options: tuple[str, ...] = ()

    def make(self) -> None:
        import duckdb

        self.segplan.run("dbt", self.plan, "-o", self.folder, "--quiet", *self.options)
        if "ref('leads')" in self.options:
            (self.folder / "seeds").mkdir()
            shutil.copy(self.leads, self.folder / "seeds/leads.csv")
            return
        with duckdb.connect(self.folder / "leads.duckdb") as database:
            database.execute(f"CREATE TABLE leads AS SELECT {self.columns} FROM read_csv(?, all_varchar = true)",
                             [str(self.leads)])

    def build(self) -> None:
        """`dbt build`, as people run it."""
        command = [Path(sys.executable).with_name("dbt"), "build", "--no-use-colors"]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"dbt build of {self.plan} failed:\n{done.stdout}{done.stderr}")
        print(done.stdout.strip().splitlines()[-1].split("  ")[-1])

    def fetch(self, sql: str) -> list[tuple[Any, ...]]:
        import duckdb

        with duckdb.connect(self.folder / "leads.duckdb", read_only=True) as database:
            return database.execute(sql).fetchall()

    def rows(self) -> Rows:
        found = self.fetch(f'SELECT "{self.key}", segment, priority, also_matches FROM lead_segments')
        text = [["" if value is None else str(value) for value in row] for row in found]
        if len({row[0] for row in text}) != len(text):
            sys.exit(f"the model of {self.plan} has a lead twice")
        return {key: (segment, priority, also) for key, segment, priority, also in text}

    def resolved(self) -> Rows:
        out = self.folder.with_suffix(".csv")
        self.segplan.run("resolve", self.plan, self.leads, "-o", out, "--quiet")
        with out.open(newline="", encoding="utf-8") as file:
            rows = csv.DictReader(file)
            return {row[self.key]: (row["segment"], row["priority"], row["also_matches"]) for row in rows}

    def compare(self) -> None:
        model, resolved = self.rows(), self.resolved()
        for lead in sorted(model.keys() | resolved.keys()):
            if model.get(lead) != resolved.get(lead):
                sys.exit(f"{self.plan}: lead {lead} has {model.get(lead)} in the model, {resolved.get(lead)} in segplan")
        print(f"{len(model)} leads have the same segment, priority and other matches as in `segplan resolve`")

    def compare_starved(self) -> None:
        compiled = self.folder / "target/compiled/lead_segments/tests/segplan/lead_segments_starved.sql"
        told = {(name, int(wins), int(fits)) for name, wins, fits in self.fetch(compiled.read_text())}
        audit = self.segplan.json("audit", self.plan, self.leads)
        counted = {(one["segment"], one["won"], one["matched"]) for one in audit["segments"]
                   if one["matched"] == 0 or one["won"] < 0.2 * one["matched"]}
        counted = {one for one in counted if one[0] not in audit.get("not_resolved", [])}
        if told != counted:
            sys.exit(f"starved in the project: {told}; by audit: {counted}")
        print(f"{len(told)} segments are starved, as `segplan audit` counts them")


def caught(project: Project) -> list[str]:
    """The tests that fail."""
    from dbt.cli.main import dbtRunner, dbtRunnerResult

    def dbt(command: str, manifest: Any = None) -> dbtRunnerResult:
        where = ["--project-dir", str(project.folder), "--profiles-dir", str(project.folder)]
        quiet = ["--quiet", "--log-level", "none", "--log-level-file", "none", "--no-print"]
        done = dbtRunner(manifest=manifest).invoke([command, *quiet, *where])
        if done.exception:
            raise done.exception
        return done

    manifest = dbt("parse").result
    dbt("run", manifest)
    tests = dbt("test", manifest).result.results
    failed = [one.node.name for one in tests if one.status in ("fail", "error")]
    return sorted(name.removeprefix("lead_segments_") for name in failed)


def bites(project: Project) -> int:
    """Damages the model in all ways; how many slip through."""
    os.chdir(project.folder)  # the database's path in the profile is seen from there
    model = project.folder / MODEL
    whole = model.read_text(encoding="utf-8")
    if healthy := caught(project):
        sys.exit(f"tests fail though nothing is damaged: {healthy}")
    slipped = 0
    for what, damage in DAMAGE.items():
        model.write_text(damage(whole), encoding="utf-8")
        tests = caught(project)
        slipped += not tests
        print(f"{what:46} {', '.join(tests) or 'NO TEST FAILS'}", flush=True)
    model.write_text(whole, encoding="utf-8")
    return slipped


def main() -> None:
    if not is_installed():
        return
    os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
    segplan = Segplan(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        data = ROOT / "tests/data/dbt"

        def project(name: str, key: str, columns: str, *options: str) -> Project:
            plan, leads = data / f"{name}.yaml", data / f"{name}.csv"
            return Project(segplan, Path(folder) / name, plan, leads, key, columns, options)

        awkward = project(
            "awkward",
            "Lead ID",
            "* REPLACE (CAST(seen AS DATE) AS seen, CAST(score AS DOUBLE) AS score, CAST(n AS BIGINT) AS n)",
        )
        # The leads are a seed, whose whole numbers dbt makes of a type that the plan cannot know.
        whole = project("whole_key", "id", "*", "--table", "ref('leads')", "--key-type", "INTEGER")
        example = Project(
            segplan,
            Path(folder) / "example",
            ROOT / "plans/quarterly.yaml",
            ROOT / "plans/leads.csv",
            "lead_id",
            "* REPLACE (CAST(visits_30d AS BIGINT) AS visits_30d, CAST(last_visit AS DATE) AS last_visit, "
            "CAST(is_competitor AS BOOLEAN) AS is_competitor)",
        )
        for one in [whole, awkward, example]:
            one.make()
            one.build()
            one.compare()
        example.compare_starved()
        slipped = bites(example)
    if slipped:
        sys.exit(f"{slipped} of {len(DAMAGE)} kinds of damage slip through")
    print(f"each of {len(DAMAGE)} kinds of damage fails a test")


if __name__ == "__main__":
    main()
