#!/usr/bin/env python3
"""Measures segplan beside DuckDB, Polars and ClickHouse on the same work.

    pip install --requirement benches/requirements.txt
    python3 benches/compare.py                 # everything: 5,000,000 rows, 7 rounds
    python3 benches/compare.py --rows 200000 --rounds 1 --folder /tmp/tables
    python3 benches/compare.py --only 8 128/audit list-1000/audit/csv

Workloads, each as CSV and as Parquet, but for jsonl and xlsx:

    8, 20          benches/compare.yaml, and the realistic plan benches/compare-20.yaml
    32, 128        random segments of three tests each over ten attributes, the same every time
    list-LENGTH    `in (...)` with 10, 300, 1,000 or 10,000 of unique keys (0.3 x rows)
    patterns       16 segments of one `like` each over unique company names (0.3 x rows)
    contains       20 segments of one `contains` each over the same names
    folder         the eight segments over a hundred Parquet files in a folder
    wide           500 columns of which the plan reads eight (rows / 50)
    jsonl          the eight segments over JSON lines (rows / 5), without ClickHouse
    xlsx           the same over a workbook (rows / 50), which only Polars reads beside segplan: with
                   fastexcel, which rests on calamine as segplan does
    threads        the eight segments with 1, 2, 4 ... threads, up to the cores there are

`audit` counts how many leads, and how many successes, are in each set of segments: for the others
a GROUP BY of all conditions. `resolve` writes each lead's segment, its priority and what else fits,
`first` the segment alone; segplan, with --primary-only, also its priority.

They run in turns, each time as a process of its own, on a file that is in the page cache. The
others' time and peak memory are taken inside Python, after the import and before the counts are
read, so that they pay for no interpreter; segplan's is the whole process. (Their memory holds the
interpreter and the package all the same.) The first round is not
counted. Its answers are compared: the number of sets, a digest of all masks with their leads,
leads and successes by the segment that wins, and the files
written, line by line (only ClickHouse writes them in another order).
What fails or disagrees is listed at the end, and the exit code is 1.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import replace
from importlib import metadata
from pathlib import Path

from comparison import ROOT, child, engines, measure, report, tables, tasks

CORES = len(os.sched_getaffinity(0))


def main():
    options = arguments()
    if options.make:
        tables.made_in_process(*options.make)
    elif options.child:
        child.run_peer(options.child[0], json.loads(Path(options.child[1]).read_text()))
    elif options.found:
        child.found_by_segplan(json.loads(Path(options.found).read_text()))
    else:
        if options.segplan is None:
            build = ["cargo", "build", "--quiet", "--profile", "dist"]
            subprocess.run(build, cwd=ROOT, check=True)
            options.segplan = str(ROOT / "target/dist/segplan")
        with tempfile.TemporaryDirectory() as temporary:
            sys.exit(0 if compare(options, temporary) else 1)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--limit", type=float, default=120, metavar="SECONDS",
                        help="a process that takes longer is ended, and its engine has no figure")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME",
                        help="workloads or tasks to measure, as 32, 32/audit or 32/audit/csv")
    parser.add_argument("--folder", help="where the tables are kept; else they are temporary")
    parser.add_argument("--segplan", help="the program to measure; else it is built here")
    for started in ("--make", "--child"):
        parser.add_argument(started, nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--found", help=argparse.SUPPRESS)
    return parser.parse_args()


def compare(options, temporary):
    """Measures what is asked for and prints it; whether all engines agree."""
    folder = options.folder or temporary
    workloads = tasks.Workloads(options.rows, folder, temporary, CORES)
    known = list(workloads.all)
    for name in options.only:
        if name.split("/")[0] not in known:
            sys.exit(f"--only {name}: no such workload; there are {', '.join(known)}")
    names = present()
    chosen = list(workloads.tasks(options.only))
    if not chosen:
        sys.exit(f"--only {' '.join(options.only)}: no such task")
    print(f"\n{options.rows:,} rows; {CORES} cores; medians of {options.rounds} rounds;"
          f" Python {platform.python_version()}\n\n{report.HEADER}")
    measurer = measure.Measurer(names, options, temporary)
    outcomes = []
    for task in chosen:
        outcomes.append((task, measurer.measure(task)))
        report.in_full(*outcomes[-1])
    print()
    report.in_short(outcomes, names)
    well = report.troubles(outcomes)
    fewer(options, workloads, measurer, outcomes)
    return well


def present():
    """The engines that are installed. They are not imported here: a process that is started
    counts the memory of the one that started it as its own peak."""
    names = [measure.OURS]
    for name, (package, _) in engines.PEERS.items():
        try:
            print(f"{name}: {package} {metadata.version(package)}")
            names.append(name)
        except metadata.PackageNotFoundError:
            print(f"{name} is left out: the package {package} is not installed")
    return names


def fewer(options, workloads, measurer, outcomes):
    """Says how much memory segplan takes for a fifth of the leads."""
    for task, outcome in outcomes:
        if task.name.startswith("8/") and outcome.measured(measure.OURS):
            table = workloads.leads(max(options.rows // 5, 1))
            figures = measurer.run(measure.OURS, replace(task, table=table), check=False)
            print(f"segplan's peak memory, {task.title}, {table.rows:,} rows:"
                  f" {figures['memory']:.0f} MB")


if __name__ == "__main__":
    main()
