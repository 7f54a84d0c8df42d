#!/usr/bin/env python3
"""Measures where leads are best resolved: segplan's own pass over Parquet beside the query of `segplan sql
--emit masks` on DuckDB and Spark, over the same file.

    pip install duckdb pyspark numpy
    python3 benches/warehouse.py                                  # 1M and 10M leads, 3 rounds
    python3 benches/warehouse.py --rows 1000000 100000000 --rounds 1 --folder /tmp/tables

Each runs in turns, as a process of its own, with all cores of this machine, on a file that is in the page
cache as far as it fits. A process's own time is told: for DuckDB and Spark from the open session to the last row,
since a warehouse is there already; for segplan from start to end. What they answer is compared by
`audit --from-masks`; what differs is told, and the exit code is 1. Prints the tables of docs/guide/warehouse.md: the
times, and how many bytes a query reads of a lead, by which some warehouses charge.
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from comparison import ROOT, plans, tables

CORES = len(os.sched_getaffinity(0))
BASE = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", nargs="+", type=int, default=[BASE, 10 * BASE], help="multiples of 1,000,000")
    parser.add_argument("--segments", nargs="+", type=int, default=[20, 128])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float, default=600, help="seconds beyond which a run is left out, as far as \
fewer leads tell")
    parser.add_argument("--folder", help="where the tables are kept; else they are temporary")
    parser.add_argument("--segplan", default=str(ROOT / "target/release/segplan"))
    parser.add_argument("--engines", nargs="+", default=["segplan", "DuckDB", "Spark"])
    parser.add_argument("--ask", nargs=4, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.ask:
        ask(*asked.ask)
        return
    with tempfile.TemporaryDirectory() as temporary:
        sys.exit(0 if measured(asked, Path(temporary)) else 1)


def measured(asked, temporary: Path) -> bool:
    folder = Path(asked.folder or temporary)
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{CORES} cores; medians of {asked.rounds} rounds; Python {platform.python_version()}\n")
    print(f"| leads | segments | file | {' | '.join(asked.engines)} |")
    print(f"|---|---|---|{'---|' * len(asked.engines)}")
    agreed = True
    per_lead: dict[tuple[str, int], float] = {}  # seconds, of the run before with so many segments
    for rows in sorted(asked.rows):
        file = table(rows, folder)
        for segments in asked.segments:
            plan = plan_of(segments, temporary)
            engines = [one for one in asked.engines if per_lead.get((one, segments), 0) * rows <= asked.limit]
            seconds: dict[str, list[float]] = {engine: [] for engine in engines}
            answers = {}
            for _ in range(asked.rounds):
                for engine in engines:
                    taken, answers[engine] = run(engine, asked.segplan, plan, file, temporary)
                    seconds[engine].append(taken)
            for engine, answer in answers.items():
                if answer != answers[engines[0]]:
                    agreed = False
                    print(f"{engine} answers otherwise", file=sys.stderr)
            medians = {engine: statistics.median(taken) for engine, taken in seconds.items()}
            per_lead |= {(engine, segments): median / rows for engine, median in medians.items()}
            told = " | ".join(f"{medians[one]:.2f} s" if one in medians else "–" for one in asked.engines)
            size = f"{file.stat().st_size / 1e6:,.0f} MB"
            print(f"| {rows:,} | {segments} | {size} | {told} |", flush=True)
    print("\n| segments | columns read | bytes of a lead in Parquet | bytes of a lead as BigQuery counts them |")
    print("|---|---|---|---|")
    base = table(BASE, folder)
    for segments in asked.segments:
        columns, stored, logical = bytes_read(asked.segplan, plan_of(segments, temporary), base, temporary)
        print(f"| {segments} | {columns} | {stored:.1f} | {logical:.1f} |")
    return agreed


def bytes_read(segplan: str, plan: Path, file: Path, folder: Path) -> tuple[int, float, float]:
    """Of a query: the columns it names, and their bytes a lead, as they stand in the file and as logical bytes,
    which are 2 and the letters for a text, 1 for yes or no, 8 for all else."""
    import duckdb

    query = query_of(segplan, plan, "duckdb", folder).read_text(encoding="utf-8")
    names = set(re.findall(r"\w+", query))
    columns = duckdb.sql(f"DESCRIBE SELECT * FROM read_parquet('{file}')").fetchall()
    read = {name: kind for name, kind, *_ in columns if name in names}
    listed = ", ".join(f"'{name}'" for name in read)
    stored = f"SELECT sum(total_compressed_size) FROM parquet_metadata('{file}') WHERE path_in_schema IN ({listed})"
    logical = " + ".join(
        f'sum(2 + octet_length("{name}"::BLOB))' if kind == "VARCHAR" else f'count("{name}") * {1 if kind == "BOOLEAN" else 8}'
        for name, kind in read.items()
    )
    sums = [
        duckdb.sql(text).fetchall()[0][0] / BASE for text in (stored, f"SELECT {logical} FROM read_parquet('{file}')")
    ]
    return len(read), sums[0], sums[1]


def table(rows: int, folder: Path) -> Path:
    """A million invented leads, one after the other as often as it takes, so that no runs of equal rows come of it."""
    import duckdb

    base = Path(tables.leads(BASE, str(folder)).files["parquet"])
    if rows <= BASE:
        return base
    file = folder / f"leads-{rows}.parquet"
    if not file.exists():
        times = ", ".join([f"'{base}'"] * max(rows // BASE, 1))
        duckdb.sql(f"COPY (FROM read_parquet([{times}])) TO '{file}' (FORMAT parquet, COMPRESSION zstd)")
    return file


def plan_of(segments: int, folder: Path) -> Path:
    if segments == 20:
        return ROOT / "benches/compare-20.yaml"
    file, conditions = folder / f"random-{segments}.yaml", plans.random_conditions(segments)
    return Path(plans.write(file, "lead_id", plans.LEAD_ATTRIBUTES, conditions).file)


def run(engine: str, segplan: str, plan: Path, file: Path, folder: Path):
    """How many seconds it takes, and what comes of it."""
    if engine == "segplan":
        start = time.perf_counter()
        command = [segplan, "audit", str(plan), str(file), "--format", "json"]
        told = subprocess.run(command, check=True, capture_output=True).stdout
        return time.perf_counter() - start, figures(told)
    masks = folder / "masks.csv"
    sql = query_of(segplan, plan, {"DuckDB": "duckdb", "Spark": "spark"}[engine], folder)
    child = [sys.executable, __file__, "--ask", engine, str(sql), str(file), str(masks)]
    taken = float(subprocess.run(child, check=True, capture_output=True, text=True).stdout.split()[-1])
    command = [segplan, "audit", str(plan), "--from-masks", str(masks), "--format", "json"]
    return taken, figures(subprocess.run(command, check=True, capture_output=True).stdout)


def query_of(segplan: str, plan: Path, dialect: str, folder: Path) -> Path:
    sql = folder / "masks.sql"
    command = [segplan, "sql", str(plan), "--dialect", dialect, "--emit", "masks", "--output", str(sql)]
    subprocess.run(command, check=True)
    return sql


def figures(told: bytes):
    audit = json.loads(told)
    return audit["leads"], [
        (one["segment"], one["matched"], one["won"], one["outcomes"], one["unknown"]) for one in audit["segments"]
    ]


def ask(engine: str, sql: str, file: str, masks: str) -> None:
    """In a process of its own: the answer to a query as CSV, and how many seconds that took."""
    import csv

    query = Path(sql).read_text(encoding="utf-8").rstrip().rstrip(";")
    if engine == "DuckDB":
        import duckdb

        session = duckdb.connect()
        session.execute(f"CREATE VIEW leads AS SELECT * FROM read_parquet('{file}')")
        start = time.perf_counter()
        answer = session.execute(query)
        names, rows = [one[0] for one in answer.description], answer.fetchall()
    else:
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master(f"local[{CORES}]").config("spark.driver.memory", "4g")
        builder = builder.config("spark.ui.enabled", "false").config("spark.sql.session.timeZone", "UTC")
        session = builder.config("spark.log.level", "FATAL").getOrCreate()
        session.read.parquet(file).createOrReplaceTempView("leads")
        start = time.perf_counter()
        frame = session.sql(query)
        names, rows = frame.columns, [tuple(row) for row in frame.collect()]
    taken = time.perf_counter() - start
    with open(masks, "w", newline="", encoding="utf-8") as text:
        writer = csv.writer(text)
        writer.writerow(names)
        for row in rows:
            writer.writerow("" if cell is None else cell for cell in row)
    print(taken)


if __name__ == "__main__":
    main()
