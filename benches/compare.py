#!/usr/bin/env python3
"""Measures `segplan audit` and `segplan resolve` beside DuckDB and Polars.

    pip install --requirement benches/requirements.txt
    python3 benches/compare.py                 # 5,000,000 rows, 7 rounds
    python3 benches/compare.py --rows 1000000 --rounds 3 --folder /tmp/tables

Makes an invented lead table with examples/make_leads (as CSV and as Parquet) outside the
repository, and asks all three the eight conditions of benches/compare.yaml: how many leads, and
how many successes, in each set of segments (audit), and a file with each lead's segment (resolve).

They run in turns, each time as a process of its own, on a file that is in the page cache. Each of
the others gets the form that was fastest of those tried: types given, threads as there are cores,
one pass, bit masks looked up in a list of names. Their time is taken inside Python, after the
import, so that they pay for no interpreter; segplan's is the whole process. All counts have to
agree, and the files written have to be the same, byte for byte, below their header.
"""

import argparse
import hashlib
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLAN = ROOT / "benches/compare.yaml"
SEED = 1
CORES = len(os.sched_getaffinity(0))

# The conditions of the plan in priority order, which is its order in the file, as SQL.
CONDITIONS = {
    "webinar_guests": "source = 'Webinar' AND visits_30d >= 3",
    "plant_leaders": "role IN ('Plant manager', 'Director, operations', 'Managing director')",
    "enterprise_manufacturers": "industry = 'Manufacturing' AND \"No. of employees\" > 1500",
    "midsize_healthcare": "industry = 'Healthcare' AND \"No. of employees\" BETWEEN 301 AND 1500",
    "referrals": "source IN ('Referral', 'Partner') AND NOT is_competitor",
    "near_decision": "stage IN ('consideration', 'decision') AND email_opt_in",
    "german_speaking": "country IN ('Germany', 'Austria') AND visits_30d > 0",
    # More than 90 days before the plan's 4 January 2027.
    "dormant": "last_visit < DATE '2026-10-06' AND stage <> 'customer'",
}
DEFAULT = "newsletter"
NAMES = list(CONDITIONS)
NULLS = ["unknown", "Select"]

# The columns in the file's order; those that no condition needs are left as text.
COLUMNS = {
    "lead_id": "text",
    "created_on": "text",
    "country": "text",
    "industry": "text",
    "No. of employees": "integer",
    "role": "text",
    "stage": "text",
    "source": "text",
    "visits_30d": "integer",
    "last_visit": "date",
    "email_opt_in": "boolean",
    "is_competitor": "boolean",
    "deal_value": "text",
    "converted": "tiny",
}

TASKS = {
    "audit of a CSV file": ("audit", "csv"),
    "audit of a Parquet file": ("audit", "parquet"),
    "resolve from CSV to CSV": ("resolve", "csv"),
}
ENGINES = ("segplan", "duckdb", "polars")


def fitting(mask):
    return [name for bit, name in enumerate(NAMES) if mask >> bit & 1]


def rows_by_mask():
    """For each mask the segment, the priority and the other segments; None where empty."""
    for mask in range(1 << len(NAMES)):
        names = fitting(mask)
        if names:
            yield names[0], str(NAMES.index(names[0]) + 1), ";".join(names[1:]) or None
        else:
            yield DEFAULT, None, None


OUTPUT = ("segment", "priority", "also_matches")


def duckdb_runs(task, table, out):
    """After the import a stop; then rows of (mask, leads, successes), or a file and None."""
    import duckdb

    yield
    connection = duckdb.connect()
    connection.execute(f"SET threads = {CORES}")
    types = {"text": "VARCHAR", "tiny": "TINYINT"}
    columns = {name: types.get(kind, kind.upper()) for name, kind in COLUMNS.items()}
    source = (
        f"read_csv('{table}', header = true, auto_detect = false, columns = {columns},"
        f" nullstr = {['', *NULLS]})"
        if table.endswith(".csv")
        else f"read_parquet('{table}')"
    )
    mask = " + ".join(
        f"CASE WHEN {condition} THEN {1 << bit} ELSE 0 END"
        for bit, condition in enumerate(CONDITIONS.values())
    )
    if task == "audit":
        query = f"SELECT {mask}, count(*), count(*) FILTER (converted = 1) FROM {source} GROUP BY 1"
        yield connection.execute(query).fetchall()
        return
    lists = [
        "[" + ", ".join("NULL" if cell is None else f"'{cell}'" for cell in cells) + "]"
        for cells in zip(*rows_by_mask())
    ]
    looked_up = ", ".join(f"{cells}[mask + 1] AS {name}" for cells, name in zip(lists, OUTPUT))
    masks = f"SELECT lead_id, {mask} AS mask FROM {source}"
    connection.execute(
        f"COPY (SELECT lead_id, {looked_up} FROM ({masks})) TO '{out}' (FORMAT csv, HEADER)"
    )
    yield None


def polars_runs(task, table, out):
    """The same with Polars."""
    import datetime

    import polars as pl

    yield
    types = {"text": pl.String, "integer": pl.Int32, "tiny": pl.Int8, "date": pl.Date,
             "boolean": pl.Boolean}
    schema = {name: types[kind] for name, kind in COLUMNS.items()}
    leads = (
        pl.scan_csv(table, schema=schema, null_values=NULLS)
        if table.endswith(".csv")
        else pl.scan_parquet(table)
    )
    column = pl.col
    conditions = [
        (column("source") == "Webinar") & (column("visits_30d") >= 3),
        column("role").is_in(["Plant manager", "Director, operations", "Managing director"]),
        (column("industry") == "Manufacturing") & (column("No. of employees") > 1500),
        (column("industry") == "Healthcare") & column("No. of employees").is_between(301, 1500),
        column("source").is_in(["Referral", "Partner"]) & ~column("is_competitor"),
        column("stage").is_in(["consideration", "decision"]) & column("email_opt_in"),
        column("country").is_in(["Germany", "Austria"]) & (column("visits_30d") > 0),
        (column("last_visit") < datetime.date(2026, 10, 6)) & (column("stage") != "customer"),
    ]
    bit = lambda value: pl.lit(value, dtype=pl.UInt16)
    mask = pl.sum_horizontal(
        pl.when(condition).then(bit(1 << place)).otherwise(bit(0))
        for place, condition in enumerate(conditions)
    ).alias("mask")
    if task == "audit":
        counted = (
            leads.select(mask, (column("converted") == 1).alias("success"))
            .group_by("mask")
            .agg(pl.len(), column("success").sum())
            .collect(engine="streaming")
        )
        yield counted.rows()
        return
    looked_up = [
        pl.lit(pl.Series(cells, dtype=pl.String)).gather(column("mask")).alias(name)
        for cells, name in zip(zip(*rows_by_mask()), OUTPUT)
    ]
    leads.select("lead_id", mask).select("lead_id", *looked_up).sink_csv(out, engine="streaming")
    yield None


def counts_by_mask(rows):
    """Leads by set of segments, and successes by the segment that wins."""
    leads, successes = {}, {}
    for mask, count, success in rows:
        names = fitting(mask)
        leads["+".join(names)] = count
        winner = names[0] if names else DEFAULT
        successes[winner] = successes.get(winner, 0) + success
    return {"leads": leads, "successes": successes}


def counts_by_segplan(audit):
    """The same out of `segplan audit --format json`."""
    leads = {"+".join(one["segments"]): one["leads"] for one in audit["combinations"]}
    leads[""] = audit["default"]["leads"]
    successes = {one["segment"]: one["outcomes"] for one in audit["segments"]}
    successes[DEFAULT] = audit["default"]["outcomes"]
    return {"leads": leads, "successes": successes}


def child(engine, task, table, out):
    """What a process of DuckDB or Polars does: prints its times and its counts."""
    steps = {"duckdb": duckdb_runs, "polars": polars_runs}[engine](task, table, out)
    next(steps)  # the import
    began = time.perf_counter(), time.process_time()
    rows = next(steps)
    ended = time.perf_counter(), time.process_time()
    seconds, processor = (end - begin for begin, end in zip(began, ended))
    counts = counts_by_mask(rows) if rows else None
    print(json.dumps({"seconds": seconds, "processor": processor, "counts": counts}))


def digest(file):
    """A hash of what is below the header of a file."""
    with open(file, "rb") as lines:
        lines.readline()
        return hashlib.file_digest(lines, "sha256").hexdigest()


def run(engine, task, table, out, segplan):
    """Runs one process: its times in seconds, its peak memory in MB, and what it found."""
    if engine == "segplan":
        rest = ["--format", "json"] if task == "audit" else ["-o", out]
        command = [segplan, task, str(PLAN), table, *rest]
    else:
        command = [sys.executable, __file__, "--child", engine, task, table, out]
    with tempfile.TemporaryFile() as stdout:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=stdout, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        whole = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)}: exit code {process.returncode}")
        stdout.seek(0)
        told = stdout.read()
    figures = {
        "seconds": whole,
        "processor": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss / 1024,
    }
    if engine != "segplan":
        answer = json.loads(told)
        found = answer.pop("counts")
        figures |= answer
    elif task == "audit":
        found = counts_by_segplan(json.loads(told))
    if task == "resolve":
        found = digest(out)
        os.unlink(out)
    return figures, found


def warm(file):
    """Reads a file, so that it is in the page cache."""
    with open(file, "rb", buffering=0) as source:
        while source.read(1 << 24):
            pass


def make_tables(rows, folder):
    """The table as CSV and Parquet; makes what is not there."""
    tables = {kind: Path(folder) / f"leads-{rows}.{kind}" for kind in ("csv", "parquet")}
    for table in tables.values():
        if not table.exists():
            made = table.with_stem("unfinished")
            subprocess.run(
                ["cargo", "run", "--quiet", "--release", "--example", "make_leads", "--",
                 str(rows), str(SEED), str(made)],
                cwd=ROOT, check=True,
            )
            made.rename(table)
        print(f"{table.name}: {table.stat().st_size / 1e6:,.0f} MB")
    return {kind: str(table) for kind, table in tables.items()}


def measure(task, table, rounds, segplan, folder):
    """The figures of each engine, a list a round; stops where the engines disagree."""
    out = str(Path(folder) / "out.csv")
    figures = {engine: [] for engine in ENGINES}
    warm(table)
    for number in range(rounds + 1):
        found = {}
        for engine in ENGINES:
            figure, found[engine] = run(engine, task, table, out, segplan)
            if number > 0:  # the first round warms up
                figures[engine].append(figure)
        different = [engine for engine in ENGINES if found[engine] != found["segplan"]]
        if different:
            sys.exit(f"{task} of {table}: {', '.join(different)} and segplan disagree")
    return figures


def median(figures, what):
    return statistics.median(figure[what] for figure in figures)


def report(title, figures):
    """Rows of the table for one task."""
    ours = {what: median(figures["segplan"], what) for what in ("seconds", "processor")}
    for engine, name in zip(ENGINES, ("segplan", "DuckDB", "Polars")):
        here = figures[engine]
        cells = [title if engine == "segplan" else "", name]
        cells.append(f"{median(here, 'seconds'):.2f} s")
        cells.append(f"{median(here, 'seconds') / ours['seconds']:.1f}")
        cells.append(f"{median(here, 'processor'):.2f} s")
        cells.append(f"{median(here, 'processor') / ours['processor']:.1f}")
        cells.append(f"{max(figure['memory'] for figure in here):.0f} MB")
        print("| " + " | ".join(cells) + " |", flush=True)


def versions():
    # Not imported here: a process that is started counts its parent's memory as its own peak.
    names = ", ".join(f"{name} {version(name.lower())}" for name in ("DuckDB", "Polars"))
    return f"{names}, Python {platform.python_version()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--folder", help="where the tables are kept; else they are temporary")
    parser.add_argument("--segplan", help="the program to measure; else it is built here")
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(*options.child)
        return
    if options.segplan is None:
        subprocess.run(["cargo", "build", "--quiet", "--release"], cwd=ROOT, check=True)
        options.segplan = str(ROOT / "target/release/segplan")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or temporary
        tables = make_tables(options.rows, folder)
        print(f"{options.rows:,} rows, {len(COLUMNS)} columns, {len(CONDITIONS)} conditions;"
              f" {CORES} cores; medians of {options.rounds} rounds; {versions()}\n")
        print("| task | program | time | ratio | processor time | ratio | peak memory |")
        print("|---|---|---:|---:|---:|---:|---:|")
        for title, (task, kind) in TASKS.items():
            report(title, measure(task, tables[kind], options.rounds, options.segplan, temporary))
        print("\nAll counts agree, and the files written are the same.")
        fewer = make_tables(options.rows // 5, folder)
        for title, (task, kind) in TASKS.items():
            figures, _ = run("segplan", task, fewer[kind], str(Path(temporary) / "out.csv"), options.segplan)
            print(f"segplan's peak memory, {title}, {options.rows // 5:,} rows: {figures['memory']:.0f} MB")


if __name__ == "__main__":
    main()
