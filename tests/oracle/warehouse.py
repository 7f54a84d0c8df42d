#!/usr/bin/env python3
"""Runs the SQL of `segplan sql` on real engines: each lead's segment, memberships and mask must be those
of segplan itself.

    python3 tests/oracle/warehouse.py target/release/segplan                  # fixed seed, minutes
    python3 tests/oracle/warehouse.py target/release/segplan --seed new --plans 3000
    python3 tests/oracle/warehouse.py target/release/segplan --only duckdb clickhouse --case 17

The tables are the example's leads, awkward values, and those of random plans. A line an engine says how
many queries were compared and how many differ; the exit code is 1 if any does. The plan, the table and the
queries of a difference are kept in a folder. An engine that is not installed is skipped by name, or
fails with SEGPLAN_NO_SKIP=1.
"""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])  # `import oracle`

import argparse
import importlib.util
import os
import shutil
import signal
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from oracle import warehouse_cases as cases
from oracle import warehouse_results as results
from oracle.common import ROOT, Segplan, Unexpected
from oracle.engines import Engine, Refused
from oracle.run import seed

ENGINES = ["duckdb", "postgres", "clickhouse", "bigquery", "snowflake", "spark"]


def is_installed(module: str, engine: str) -> bool:
    if importlib.util.find_spec(module):
        return True
    if os.environ.get("SEGPLAN_NO_SKIP"):
        sys.exit(f"{engine} is not installed")
    print(f"skipped: {engine} is not installed")
    return False


@contextmanager
def engines(names: list[str]) -> Iterator[list[list[Engine]]]:
    """The engines in lanes, which go on side by side."""
    with ExitStack() as stack:
        here: list[Engine] = []
        lanes = [here]
        if "duckdb" in names and is_installed("duckdb", "DuckDB"):
            from oracle.engines.in_duckdb import DuckDb

            here.append(DuckDb())
        if "postgres" in names:
            from oracle.engines import in_postgres

            if server := stack.enter_context(in_postgres.server()):
                here.append(in_postgres.Postgres(server, "c_utf8", "C.UTF-8"))
                here.append(in_postgres.Postgres(server, "icu", "ICU"))
        if "clickhouse" in names and is_installed("chdb", "ClickHouse"):
            from oracle.engines.in_clickhouse import ClickHouse

            here.append(ClickHouse())
        for engine, dialect in (("BigQuery", "bigquery"), ("Snowflake", "snowflake")):
            if dialect in names and is_installed("sqlglot", "sqlglot"):
                from oracle.engines.transpiled import Transpiled

                here.append(Transpiled(engine, dialect))
        if "spark" in names and is_installed("pyspark", "Spark") and has_java():
            from oracle.engines.in_spark import spark

            lanes.append([stack.enter_context(spark())])
        yield [lane for lane in lanes if lane]


def has_java() -> bool:
    if shutil.which("java"):
        return True
    if os.environ.get("SEGPLAN_NO_SKIP"):
        sys.exit("Java is not installed, which Spark needs")
    print("skipped: Spark, which needs Java")
    return False


@dataclass
class Tally:
    queries: int = 0
    leads: int = 0
    refused: int = 0  # random plans that the engine's dialect refuses
    differences: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass
class Run:
    """All cases on one engine after the other."""

    segplan: Segplan
    folder: Path
    failures: Path
    tallies: dict[str, Tally] = field(default_factory=dict)
    made: dict[str, results.Expected] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def expected(self, case: cases.Case) -> results.Expected:
        with self.lock:
            if case.name not in self.made:
                self.made[case.name] = results.expected(self.segplan, case)
            return self.made[case.name]

    def compare(self, engine: Engine, case: cases.Case) -> None:
        tally = self.tallies.setdefault(engine.name, Tally())
        began = time.monotonic()
        try:
            wrong = self.differences(engine, case, tally)
        except (Unexpected, Refused) as error:
            wrong = [str(error)[:2000]]
            if case.name.startswith("random") and "error[sql]" in wrong[0]:
                tally.refused += 1
                wrong = []
        except Exception:  # a defect of this program must not pass for a pass
            wrong = [traceback.format_exc()]
        tally.seconds += time.monotonic() - began
        if wrong:
            kept = self.failures / f"{case.name}-{engine.dialect}"
            shutil.copytree(case.folder, kept, dirs_exist_ok=True)
            (kept / "differences.txt").write_text("\n".join(wrong), encoding="utf-8")
            tally.differences += [f"{case.name} ({kept}): {line}" for line in wrong[:3]]

    def differences(self, engine: Engine, case: cases.Case, tally: Tally) -> list[str]:
        if not case.emits_for(engine.dialect):
            return []
        right = self.expected(case)
        engine.load("leads", case.columns)
        wrong = []
        for emit in case.emits_for(engine.dialect):
            query = self.segplan.run(
                "sql", case.plan, "--dialect", engine.dialect, "--emit", emit, *case.options(emit)
            )
            (case.folder / f"{emit}.{engine.dialect}.sql").write_text(query, encoding="utf-8")
            rows = engine.rows(query)
            wrong += results.differences(emit, right.of(emit), results.read(emit, rows))
            tally.queries += 1
            tally.leads += len(right.primary)
            if emit == "masks" and case.audits:
                wrong += results.audit_differences(self.segplan, case, rows, right)
        return wrong


def refusals(run: Run, engine: Engine) -> None:
    """Cells that segplan refuses stop a query as well."""
    tally = run.tallies.setdefault(engine.name, Tally())
    for case in cases.unreadable(run.folder):
        tally.queries += 1
        query = run.segplan.run(
            "sql", case.plan, "--dialect", engine.dialect, *case.options("primary")
        )
        engine.load("leads", case.columns)
        try:
            engine.rows(query)
        except Refused:
            continue
        if engine.dialect == "snowflake" and case.columns[1].values[1] == str(2**63):
            continue  # its whole numbers go further
        tally.differences.append(f"{case.name}: the query went through")


def in_lanes(lanes: list[list[Engine]], work: Callable[[Engine], None]) -> None:
    def along(lane: list[Engine]) -> None:
        for engine in lane:
            work(engine)

    threads = [threading.Thread(target=along, args=(lane,), daemon=True) for lane in lanes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("program", type=Path, help="the segplan to try")
    parser.add_argument("--seed", type=seed, default=1, help="a number, or `new` [default: 1]")
    parser.add_argument("--plans", type=int, default=300, help="random plans [default: 300]")
    parser.add_argument("--case", type=int, help="only this random plan")
    parser.add_argument("--only", nargs="+", choices=ENGINES, default=ENGINES, help="only these")
    parser.add_argument(
        "--failures",
        type=Path,
        default=ROOT / "target/warehouse-failures",
        help="where to keep failures",
    )
    return parser.parse_args()


def main() -> None:
    options = arguments()
    # Who ends this program ends the engines with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    segplan = Segplan(options.program.resolve(strict=True))
    shutil.rmtree(options.failures, ignore_errors=True)
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="segplan-warehouse-") as name:
        folder = Path(name)
        run = Run(segplan, folder, options.failures)
        numbers = range(options.plans) if options.case is None else [options.case]
        fixed = [] if options.case is not None else list(cases.fixed(folder))

        def work(engine: Engine) -> None:
            for case in fixed:
                run.compare(engine, case)
            if options.case is None:
                refusals(run, engine)
            for number in numbers:
                run.compare(engine, cases.random(folder, options.seed, number, engine.dialect))

        with engines(options.only) as lanes:
            for engine in [engine for lane in lanes for engine in lane]:
                print(f"{engine.name} {engine.version()}", flush=True)
            in_lanes(lanes, work)
    for engine, tally in run.tallies.items():
        refused = f"{tally.refused} plans refused, " if tally.refused else ""
        print(
            f"{engine}: {tally.queries} queries, {tally.leads} leads, {refused}"
            f"{len(tally.differences)} differ ({tally.seconds:.0f} s)"
        )
        for line in tally.differences[:12]:
            print(f"  {line[:600]}", file=sys.stderr)
    sys.exit(any(tally.differences for tally in run.tallies.values()) or not run.tallies)


if __name__ == "__main__":
    main()
