"""What is checked on every engine, and the leads for it."""

import csv
import json
import os
import random
import subprocess
import tempfile
from datetime import date, timedelta
from pathlib import Path

from oracle.common import ROOT

PLAN, LEADS = ROOT / "plans/quarterly.yaml", ROOT / "plans/leads.csv"
# None, then one of a value, a word for missing, an age, several columns and a text.
OUTCOMES = [
    [],
    ["--outcome", "converted = 1"],
    ["--outcome", "\"No. of employees\" > 500 or role is null", "--without", "industry,stage"],
    ["--outcome", "days_since(last_visit) <= 60 and email_opt_in"],
    ["--outcome", "not (stage in ('customer', 'decision') and deal_value >= 1000.5)"],
    ["--outcome", "converted = '1'"],
]


class Checks:
    """What was checked on an engine."""

    def __init__(self, program: Path, manifests: Path):
        self.program, self.manifests = program, manifests
        self.engine, self.count, self.wrong = "", 0, 0
        self.printed: list[str] = []
        self.variables: dict[str, str] = {}

    def start(self, *arguments: object) -> subprocess.Popen:
        environment = os.environ | self.variables | {"NO_COLOR": "1"}
        environment |= {"ADBC_DRIVER_PATH": str(self.manifests), "ADBC_PROFILE_PATH": str(self.manifests)}
        return subprocess.Popen(
            [str(self.program), *map(str, arguments)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def profile(self, name: str, driver: str, **options: str) -> str:
        """Writes a profile, and says how it is named after --on."""
        lines = ["profile_version = 1", f"driver = '{driver}'", "[Options]", *(f"{key} = '{of}'" for key, of in options.items())]
        (self.manifests / f"{name}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return f"profile://{name}"

    def run(self, *arguments: object) -> tuple[int, str, str]:
        return self.ended(self.start(*arguments))

    def ended(self, process: subprocess.Popen) -> tuple[int, str, str]:
        out, error = process.communicate(timeout=300)
        self.printed += [out, error]
        return process.returncode, out, error

    def output(self, *arguments: object) -> str:
        code, out, error = self.run(*arguments)
        if code != 0:
            self.expect(False, f"{arguments}: exit code {code}: {error}")
        return out

    def expect(self, holds: bool, what: str) -> None:
        self.count += 1
        if not holds:
            self.wrong += 1
            print(f"{self.engine}: {what}")

    def same(self, what: str, expected: str, told: str) -> None:
        lines = [
            f"\n  - {one}\n  + {other}"
            for one, other in zip(expected.splitlines(), told.splitlines())
            if one != other
        ]
        self.expect(expected == told, f"{what} differs{''.join(lines[:5])}")

    def answers(self, there: list[str], columns: list[str]) -> None:
        """What segplan says of the leads there, beside what it says of the file."""
        for command in ("audit", "rank"):
            file = [LEADS] if command == "audit" else ["--leads", LEADS]
            self.same(
                f"{command} --format json",
                self.output(command, PLAN, *file, "--format", "json"),
                self.output(command, PLAN, *there, "--format", "json"),
            )
        no_source = lambda text: "\n".join(line for line in text.splitlines() if '"source"' not in line)
        for outcome in OUTCOMES:
            self.same(
                f"columns {' '.join(outcome)} --format json",
                no_source(self.output("columns", LEADS, *outcome, "--format", "json")),
                no_source(self.output("columns", *columns, *outcome, "--format", "json")),
            )

    def many(self, there: list[str], file: Path) -> None:
        """Columns with more values than are told apart: numbers and days come back in parts. What else is said of
        such columns is an estimate of the file's."""
        for outcome in ("won = 1", "amount > 0"):
            of = ["--outcome", outcome, "--format", "json"]
            expected, told = (json.loads(self.output("columns", *leads, *of)) for leads in ([file], there))
            found = {group["where"].split()[0] for group in expected["outcome"]["groups"]}
            wanted = {"amount", "balance", "day", "word"} if outcome == "won = 1" else set()
            self.expect(wanted <= found, f"{outcome}: nothing is found in {wanted - found}")
            self.same(
                f"columns --outcome '{outcome}' of many values",
                json.dumps(expected["outcome"], indent=1),
                json.dumps(told["outcome"], indent=1),
            )

    def resolved(self, rows: list[list[str]]) -> None:
        """Each lead's segment, as `resolve` writes it into a file."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "resolved.csv"
            self.output("resolve", PLAN, LEADS, "--output", file, "--quiet")
            with open(file, newline="", encoding="utf-8") as text:
                expected = sorted(list(csv.reader(text))[1:])
        rows = sorted(["" if cell is None else str(cell) for cell in row] for row in rows)
        self.expect(expected == rows, "resolve --into gives other segments than resolve")

    def done(self) -> None:
        print(f"push-down, {self.engine}: {self.count} checks, {self.wrong} differ")


def many_values(file: Path) -> None:
    """Leads with more than 10,000 different numbers, days and words, all of which go with success, and some with none."""
    draw = random.Random(16)
    with open(file, "w", encoding="utf-8") as text:
        text.write("amount,balance,day,word,won\n")
        for _ in range(30_000):
            won = int(draw.random() < 0.2)
            amount = f"{draw.gauss(20 * won, 1000):.3f}" if draw.random() < 0.9 + won / 20 else ""
            balance = draw.randrange(-30_000, 60_000) + 9_000 * won
            day = date(1950, 1, 1) + timedelta(days=draw.randrange(30_000) + 3_000 * won)
            word = "often" if draw.random() < 0.3 + won / 10 else f"{draw.random():.12f}x"
            text.write(f"{amount},{balance},{day},{word},{won}\n")
