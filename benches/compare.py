#!/usr/bin/env python3
"""Compares segplan with DuckDB and Polars on the same eight conditions over the same leads.

    cargo build --release && cargo build --release --example make_leads
    pip install duckdb polars
    python3 benches/compare.py [--rows 5000000] [--runs 5]

Makes the tables once (CSV and Parquet, in --folder), runs the three in turns, each in a process of
its own, checks that all counts agree, and prints medians, ratios and peak memory. segplan's time is
that of the whole process; for the others the start of Python and the imports are left out.
"""

import argparse
import csv
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "benches" / "leads.yaml"
NAMES = [f"s{bit}" for bit in range(8)]
CONDITIONS = [
    "industry = 'Manufacturing' and \"No. of employees\" > 1500",
    "source = 'Webinar' and visits_30d >= 3",
    "visits_30d >= 6",
    "role in ('Plant manager', 'Director, operations', 'Managing director')",
    "stage = 'decision' and country in ('Germany', 'Austria')",
    "last_visit >= date '2026-12-01' and email_opt_in",
    "industry = 'Healthcare' and \"No. of employees\" between 301 and 1500",
    "deal_value > 100000 or source = 'Referral'",
]
TYPES = {
    "lead_id": "VARCHAR", "created_on": "DATE", "country": "VARCHAR", "industry": "VARCHAR",
    "No. of employees": "INTEGER", "role": "VARCHAR", "stage": "VARCHAR", "source": "VARCHAR",
    "visits_30d": "INTEGER", "last_visit": "DATE", "email_opt_in": "BOOLEAN",
    "is_competitor": "BOOLEAN", "deal_value": "DOUBLE", "converted": "INTEGER",
}


def duckdb_run(task, table, out):
    import duckdb

    began = time.perf_counter()
    if table.endswith(".csv"):
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in TYPES.items())
        source = f"read_csv('{table}', header = true, columns = {{{columns}}}, nullstr = ['', 'unknown'])"
    else:
        source = f"'{table}'"
    if task == "audit":
        mask = " + ".join(f"(case when {where} then {1 << bit} else 0 end)" for bit, where in enumerate(CONDITIONS))
        rows = duckdb.sql(
            f"select mask, count(*), count(*) filter (where converted = 1) "
            f"from (select {mask} as mask, converted from {source}) group by mask"
        ).fetchall()
        return time.perf_counter() - began, rows
    first = " ".join(f"when {where} then '{name}'" for name, where in zip(NAMES, CONDITIONS))
    priority = " ".join(f"when {where} then {place + 1}" for place, where in enumerate(CONDITIONS))
    fits = ", ".join(f"case when {where} then '{name}' end" for name, where in zip(NAMES, CONDITIONS))
    duckdb.sql(
        f"copy (select lead_id, case {first} else 'rest' end as segment, case {priority} end as priority, "
        f"array_to_string(list_filter([{fits}], lambda one : one is not null)[2:], ';') as also_matches "
        f"from {source}) to '{out}' (header)"
    )
    return time.perf_counter() - began, None


def polars_run(task, table, out):
    import polars as pl

    began = time.perf_counter()
    if table.endswith(".csv"):
        kinds = {"VARCHAR": pl.String, "DATE": pl.Date, "INTEGER": pl.Int32, "BOOLEAN": pl.Boolean, "DOUBLE": pl.Float64}
        schema = {name: kinds[kind] for name, kind in TYPES.items()}
        leads = pl.scan_csv(table, schema=schema, null_values=["", "unknown"])
    else:
        leads = pl.scan_parquet(table)
    column, staff = pl.col, pl.col("No. of employees")
    conditions = [
        (column("industry") == "Manufacturing") & (staff > 1500),
        (column("source") == "Webinar") & (column("visits_30d") >= 3),
        column("visits_30d") >= 6,
        column("role").is_in(["Plant manager", "Director, operations", "Managing director"]),
        (column("stage") == "decision") & column("country").is_in(["Germany", "Austria"]),
        (column("last_visit") >= pl.date(2026, 12, 1)) & column("email_opt_in"),
        (column("industry") == "Healthcare") & staff.is_between(301, 1500),
        (column("deal_value") > 100000) | (column("source") == "Referral"),
    ]
    conditions = [one.fill_null(False) for one in conditions]
    if task == "audit":
        mask = sum((one.cast(pl.Int32) * (1 << bit) for bit, one in enumerate(conditions)), pl.lit(0))
        counted = (
            leads.select(mask.alias("mask"), (column("converted") == 1).alias("won"))
            .group_by("mask")
            .agg(pl.len(), column("won").sum())
        )
        rows = counted.collect(engine="streaming").rows()
        return time.perf_counter() - began, rows
    segment, priority = pl.lit("rest"), pl.lit(None, dtype=pl.Int32)
    for place, (name, one) in reversed(list(enumerate(zip(NAMES, conditions)))):
        segment = pl.when(one).then(pl.lit(name)).otherwise(segment)
        priority = pl.when(one).then(pl.lit(place + 1)).otherwise(priority)
    names = [pl.when(one).then(pl.lit(name)) for name, one in zip(NAMES, conditions)]
    fits = pl.concat_str(names, separator=";", ignore_nulls=True)
    also = fits.str.splitn(";", 2).struct.field("field_1")
    leads.select(
        "lead_id", segment.alias("segment"), priority.alias("priority"), also.alias("also_matches")
    ).sink_csv(out, engine="streaming")
    return time.perf_counter() - began, None


def child(tool, task, table, out):
    seconds, rows = {"duckdb": duckdb_run, "polars": polars_run}[tool](task, table, out)
    print(json.dumps({"seconds": seconds, "rows": rows}))


def measured(arguments):
    """Standard output, seconds and peak memory (MB) of a process."""
    began = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status != 0:
        sys.exit(f"{' '.join(map(str, arguments))} failed")
    return text, seconds, usage.ru_maxrss / 1024


def segplan(binary, task, table, folder):
    if task == "audit":
        masks = folder / "masks.csv"
        arguments = [binary, "audit", PLAN, table, "--masks", masks, "--format", "json"]
        _, seconds, memory = measured(arguments)
        lines = [line for line in masks.read_text().splitlines() if not line.startswith("#")]
        rows = [[int(row["mask"]), int(row["leads"]), int(row["outcomes"])] for row in csv.DictReader(lines)]
        return seconds, memory, rows
    arguments = [binary, "resolve", PLAN, table, "-o", folder / "segplan.csv"]
    _, seconds, memory = measured(arguments)
    return seconds, memory, None


def other(tool, task, table, folder):
    arguments = [sys.executable, __file__, "--child", tool, task, str(table), str(folder / f"{tool}.csv")]
    text, _, memory = measured(arguments)
    answer = json.loads(text)
    return answer["seconds"], memory, answer["rows"]


def canonical(file):
    """A digest of the rows of a result, whatever their order and quotes."""
    digest = 0
    with open(file, newline="") as lines:
        for row in csv.reader(lines):
            digest ^= int.from_bytes(hashlib.blake2b("\x1f".join(row).encode(), digest_size=16).digest(), "big")
    return digest


def make(folder, rows):
    generator = ROOT / "target" / "release" / "examples" / "make_leads"
    tables = [folder / f"leads-{rows}.{kind}" for kind in ("csv", "parquet")]
    for table in tables:
        if not table.exists():
            subprocess.run([generator, str(rows), "1", table], check=True)
    return tables


def compare(binary, task, table, folder, runs):
    """Runs the three in turns: median seconds and highest peak memory of each."""
    seconds, memory, answers = {}, {}, {}
    for _ in range(runs):
        for tool in ("segplan", "duckdb", "polars"):
            if tool == "segplan":
                took, peak, rows = segplan(binary, task, table, folder)
            else:
                took, peak, rows = other(tool, task, table, folder)
            seconds.setdefault(tool, []).append(took)
            memory[tool] = max(memory.get(tool, 0), peak)
            answers[tool] = sorted(rows) if rows else None
    if task == "resolve":
        answers = {tool: canonical(folder / f"{tool}.csv") for tool in seconds}
    first = answers["segplan"]
    for tool, answer in answers.items():
        if json.dumps(answer) != json.dumps([list(row) for row in first] if isinstance(first, list) else first):
            sys.exit(f"{task} of {table}: {tool} counts otherwise than segplan")
    return {tool: statistics.median(all_runs) for tool, all_runs in seconds.items()}, memory


def main():
    if len(sys.argv) > 1 and sys.argv[1] == "--child":
        child(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "segplan-bench")
    parser.add_argument("--binary", type=Path, default=ROOT / "target" / "release" / "segplan")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    comma, parquet = make(chosen.folder, chosen.rows)
    print(f"{chosen.rows:,} leads, 14 columns, 8 segments; medians of {chosen.runs} runs in turns, {os.cpu_count()} cores\n")
    print("| | segplan | DuckDB | Polars | faster than the better | peak memory |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for task, table in (("audit", comma), ("audit", parquet), ("resolve", comma)):
        seconds, memory = compare(chosen.binary, task, table, chosen.folder, chosen.runs)
        better = min(seconds["duckdb"], seconds["polars"]) / seconds["segplan"]
        kind = table.suffix[1:].replace("csv", "CSV").replace("parquet", "Parquet")
        peaks = " / ".join(f"{memory[tool]:,.0f}" for tool in ("segplan", "duckdb", "polars"))
        times = " | ".join(f"{seconds[tool]:.2f} s" for tool in ("segplan", "duckdb", "polars"))
        print(f"| {task} from {kind} | {times} | {better:.1f} × | {peaks} MB |", flush=True)


if __name__ == "__main__":
    main()
