"""What all oracles share: running segplan, comparing values, and one case with its files."""

import json
import math
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
CLOSE = 1e-9  # relative; both sides compute in double precision


class Unexpected(Exception):
    """segplan failed, or wrote a file that is damaged."""


@dataclass(frozen=True)
class Segplan:
    """The program under test."""

    program: Path

    def run(self, *arguments: object) -> str:
        """What it prints; `Unexpected` with the command and the message if it fails."""
        command = [str(self.program), *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        if done.returncode != 0:
            message = done.stderr.decode(errors="replace").strip()
            raise Unexpected(f"{' '.join(command)}\nexit code {done.returncode}: {message}")
        return done.stdout.decode()

    def json(self, *arguments: object) -> Any:
        return json.loads(self.run(*arguments, "--format", "json"))


@dataclass
class Case:
    """One random case of an oracle. All that it writes stands in its folder."""

    index: int
    random: Random
    folder: Path
    segplan: Segplan
    differences: list[str] = field(default_factory=list)

    def write_plan(self, plan: dict[str, Any], name: str = "plan.yaml") -> Path:
        path = self.folder / name
        width = self.random.choice([60, 10_000])
        text = yaml.safe_dump(plan, sort_keys=False, allow_unicode=True, width=width)
        path.write_text(text, encoding="utf-8")
        return path

    def compare(self, what: str, expected: Any, told: Any, close: float = CLOSE) -> None:
        """Notes each place where segplan tells something else than is expected."""
        self.differences += differences(what, expected, told, close)

    def expect(self, holds: bool, what: str) -> None:
        if not holds:
            self.differences.append(what)


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def differences(what: str, expected: Any, told: Any, close: float = CLOSE) -> Iterator[str]:
    """A line for each place where two values differ. Numbers are equal up to `close`, relative to
    the larger one and to 1. Entries of a dict that only `told` has are not looked at."""
    if isinstance(expected, dict) and isinstance(told, dict):
        for key, value in expected.items():
            yield from differences(f"{what}.{key}", value, told.get(key, "(absent)"), close)
    elif isinstance(expected, set) and isinstance(told, set):
        for one in sorted(expected ^ told, key=str):
            side = "expected" if one in expected else "segplan"
            yield f"{what}: only {side} has {one}"
    elif isinstance(expected, list) and isinstance(told, list) and len(expected) == len(told):
        for place, (one, other) in enumerate(zip(expected, told)):
            yield from differences(f"{what}[{place}]", one, other, close)
    elif is_number(expected) and is_number(told):
        if not math.isclose(expected, told, rel_tol=close, abs_tol=close):
            yield f"{what}: expected {expected!r}, segplan {told!r}"
    elif expected != told or type(expected) is not type(told):
        yield f"{what}: expected {expected!r}, segplan {told!r}"
