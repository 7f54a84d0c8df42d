#!/usr/bin/env python3
"""Compares segplan with independent programs on random plans and lead tables.

    python3 tests/oracle/run.py target/release/segplan                  # fixed seed, minutes
    python3 tests/oracle/run.py target/release/segplan --seed new --minutes 30
    python3 tests/oracle/run.py target/release/segplan --only ranking --seed 7 --case 123

Each oracle is written from the design documents and textbooks, not from segplan's source. It prints
a line: cases and differences. On a difference the plan, the tables and what differs are kept in a
folder, with the command that repeats the case; the exit code is 1.
"""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])  # `import oracle`; its modules stay inside

import argparse
import secrets
import shutil
import tempfile
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from random import Random

from oracle import certainty, conditions, flips, masks, panel, proof, quarter, ranking, resolve, statistics
from oracle.common import ROOT, Case, Segplan, Unexpected

# By name: the oracle, and its number of cases unless --cases or --minutes says otherwise.
ORACLES = {
    "ranking": (ranking.check, 1000),
    "certainty": (certainty.check, 400),
    "flips": (flips.check, 400),
    "conditions": (conditions.check, 500),
    "resolve": (resolve.check, 250),
    "statistics": (statistics.check, 400),
    "masks": (masks.check, 250),
    "panel": (panel.check, 240),
    "quarter": (quarter.check, 200),
    "proof": (proof.check, 250),
}
AT_A_TIME = 16  # cases that a process takes at once


@dataclass(frozen=True)
class Job:
    """Some cases of one oracle."""

    oracle: str
    seed: int
    cases: range
    program: Path
    failures: Path


@dataclass
class Failure:
    case: int
    differences: list[str]
    folder: Path
    command: str


def run_case(job: Job, index: int) -> Failure | None:
    folder = Path(tempfile.mkdtemp(prefix="segplan-oracle-"))
    random = Random(f"{job.oracle} {job.seed} {index}")
    case = Case(index, random, folder, Segplan(job.program))
    try:
        ORACLES[job.oracle][0](case)
    except Unexpected as error:
        case.differences.append(str(error))
    except Exception:  # a defect of the oracle must not pass for a pass
        case.differences.append(traceback.format_exc())
    failure = keep(job, case) if case.differences else None
    shutil.rmtree(folder, ignore_errors=True)
    return failure


def keep(job: Job, case: Case) -> Failure:
    """Keeps the files of a failed case, with what differs and how to repeat it."""
    folder = job.failures / f"{job.oracle}-{job.seed}-{case.index}"
    shutil.copytree(case.folder, folder, dirs_exist_ok=True)
    command = (
        f"python3 tests/oracle/run.py {job.program}"
        f" --only {job.oracle} --seed {job.seed} --case {case.index}"
    )
    lines = [command, "", *case.differences]
    (folder / "differences.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Failure(case.index, case.differences, folder, command)


def run_job(job: Job) -> list[Failure]:
    return [failure for index in job.cases if (failure := run_case(job, index))]


def run_oracle(name: str, options: argparse.Namespace, pool: ProcessPoolExecutor) -> bool:
    """Runs one oracle and prints its line; whether nothing differs."""
    began = time.monotonic()
    until = began + 60 * options.minutes if options.minutes else None
    most = options.cases or (None if until else ORACLES[name][1])
    first = options.case or 0
    if options.case is not None:
        most = first + 1
    done, failures = 0, []
    while (most is None or first < most) and (until is None or time.monotonic() < until):
        last = min(most or sys.maxsize, first + 4 * AT_A_TIME * options.threads)
        starts = range(first, last, AT_A_TIME)
        jobs = [
            Job(
                name,
                options.seed,
                range(n, min(n + AT_A_TIME, last)),
                options.program,
                options.failures,
            )
            for n in starts
        ]
        for found in pool.map(run_job, jobs):
            failures += found
        done += last - first
        first = last
    seconds = time.monotonic() - began
    print(f"{name}: {done} cases, {len(failures)} differ ({seconds:.0f} s)", flush=True)
    for failure in failures[:20]:
        print(f"  {failure.folder}\n  {failure.command}", file=sys.stderr)
        for line in failure.differences[:5]:
            print(f"    {line}", file=sys.stderr)
    return not failures


def seed(text: str) -> int:
    return secrets.randbelow(10**9) if text == "new" else int(text)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("program", type=Path, help="the segplan to try")
    parser.add_argument("--seed", type=seed, default=1, help="a number, or `new` [default: 1]")
    parser.add_argument("--cases", type=int, help="how many cases of each oracle")
    parser.add_argument("--minutes", type=float, help="how long in all, instead of --cases")
    parser.add_argument("--case", type=int, help="only this case")
    parser.add_argument("--only", nargs="+", choices=list(ORACLES), help="only these oracles")
    parser.add_argument("--threads", type=int, default=2, help="how many at a time [default: 2]")
    parser.add_argument(
        "--failures",
        type=Path,
        default=ROOT / "target/oracle-failures",
        help="where to keep failures",
    )
    return parser.parse_args()


def main() -> None:
    options = arguments()
    options.program = options.program.resolve(strict=True)
    names = options.only or list(ORACLES)
    if options.minutes:
        options.minutes /= len(names)
    print(f"seed {options.seed}", flush=True)
    with ProcessPoolExecutor(options.threads) as pool:
        right = [run_oracle(name, options, pool) for name in names]
    sys.exit(0 if all(right) else 1)


if __name__ == "__main__":
    main()
