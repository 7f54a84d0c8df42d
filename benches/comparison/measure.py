"""Runs the engines in turns, one process at a time, and compares what they found."""

import glob
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from . import ROOT

OURS = "segplan"
# What writes leads in any order.
UNORDERED = ("ClickHouse",)


class Failed(Exception):
    """A process that did not end well: what it said last."""


@dataclass
class Outcome:
    """What came of one task: figures a round by engine, and what went wrong by engine."""

    figures: dict[str, list[dict]]
    failed: dict[str, str] = field(default_factory=dict)

    def median(self, engine, what):
        return statistics.median(figure[what] for figure in self.figures[engine])

    def measured(self, engine):
        return bool(self.figures[engine])


class Measurer:
    """Runs tasks; keeps the files that they write in a folder."""

    def __init__(self, engines, options, folder):
        self.engines, self.rounds, self.segplan = engines, options.rounds, options.segplan
        self.limit = options.limit
        self.folder = Path(folder)

    def measure(self, task):
        """The first round is not counted: it warms up, and its answers are compared."""
        for file in glob.glob(task.table.files[task.format]):
            warm(file)
        outcome = Outcome({engine: [] for engine in self.engines})
        expected, whose = None, None
        for number in range(self.rounds + 1):
            for engine in self.engines:
                if engine in outcome.failed or engine not in (task.engines or self.engines):
                    continue
                try:
                    figures = self.run(engine, task, check=number == 0)
                except Failed as failure:
                    outcome.failed[engine] = str(failure)
                    continue
                found = figures.pop("found")
                if number > 0:
                    outcome.figures[engine].append(figures)
                elif expected is None:
                    expected, whose = found, engine
                elif found != expected:
                    outcome.failed[engine] = f"disagrees with {whose}: {differences(found, expected)}"
        return outcome

    def run(self, engine, task, check):
        """Seconds, processor time, peak memory in MB, and what was found where that is checked."""
        if engine == OURS:
            return self.run_ours(task, check)
        job = self.job(task) | {"check": check, "keeps_order": engine not in UNORDERED}
        environment = os.environ | {"POLARS_MAX_THREADS": str(task.threads)}
        told, _ = process([*door(), "--child", engine, self.noted(job)], self.limit, environment)
        return json.loads(told)

    def run_ours(self, task, check):
        table = task.table.files[task.format]
        job = self.job(task)
        command = [self.segplan, "audit" if task.command == "audit" else "resolve"]
        command += [task.plan.file, table, "--threads", str(task.threads)]
        if task.command == "audit":
            told, figures = process([*command, "--format", "json"], self.limit)
        else:
            detail = ["--primary-only"] if task.command == "first" else []
            told, figures = process([*command, "-o", job["out"], *detail], self.limit)
        figures["found"] = None
        if check:
            if task.command == "audit":
                process([*command, "--masks", job["masks"]], self.limit)
                Path(job["json"]).write_bytes(told)
            told, _ = process([*door(), "--found", self.noted(job)], self.limit)
            figures["found"] = json.loads(told)
        return figures

    def job(self, task):
        """What a process that is started has to know."""
        return {
            "command": task.command,
            "format": task.format,
            "table": task.table.files[task.format],
            "columns": task.table.columns,
            "missing": task.table.missing,
            "names": task.plan.names,
            "conditions": task.plan.conditions,
            "key": task.key,
            "keeps_order": True,
            "threads": task.threads,
            "out": str(self.folder / "out.csv"),
            "masks": str(self.folder / "out.masks"),
            "json": str(self.folder / "out.json"),
        }

    def noted(self, job):
        file = self.folder / "job.json"
        file.write_text(json.dumps(job))
        return str(file)


def door():
    return [sys.executable, str(ROOT / "benches/compare.py")]


def process(command, limit, environment=None):
    """Runs a process for at most so many seconds: what it printed, and its seconds, processor
    time and peak memory in MB."""
    spawn = [sys.executable, "-I", "-S", str(ROOT / "benches/comparison/spawn.py"), str(limit)]
    with tempfile.NamedTemporaryFile("r") as noted, tempfile.TemporaryFile() as stderr:
        ended = subprocess.run(
            [*spawn, noted.name, *command], stdout=subprocess.PIPE, stderr=stderr, env=environment
        )
        figures = [float(figure) for figure in noted.read().split()]
        if ended.returncode != 0:
            raise Failed(why(stderr, figures, limit))
    return ended.stdout, dict(zip(("seconds", "processor", "memory"), figures))


def why(stderr, figures, limit):
    if figures and figures[0] >= limit:
        return f"took longer than {limit:.0f} s"
    stderr.seek(0)
    said = stderr.read().decode(errors="replace").strip().splitlines() or ["failed without a word"]
    return said[-1][:300]


def warm(file):
    """Reads a file, so that it is in the page cache."""
    with open(file, "rb", buffering=0) as source:
        while source.read(1 << 20):
            pass


def differences(found, expected):
    keys = [key for key in expected if found.get(key) != expected[key]]
    sizes = [f"{key} {found[key]} for {expected[key]}" for key in keys if isinstance(expected[key], int)]
    return ", ".join(sizes or keys)
