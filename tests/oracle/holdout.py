#!/usr/bin/env python3
"""Draws control groups a second time: with hashlib, and with the SQL of docs/control-groups.md on
DuckDB and PostgreSQL.

    python3 tests/oracle/holdout.py target/release/segplan

Tables with awkward keys go through `segplan resolve --holdout`, as CSV and as Parquet. Every lead's
group must be the one that each of the three gives. The SQL is taken from the page as it stands there, with
another salt, threshold and key. A difference is printed, and the exit code is 1. Without PostgreSQL that part
is skipped, or fails with SEGPLAN_NO_SKIP=1.
"""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])  # `import oracle`

import csv
import hashlib
import io
import re
import tempfile
from dataclasses import dataclass
from random import Random

import duckdb

from oracle.common import ROOT, Segplan
from oracle.engines.in_postgres import Server, server

PAGE = ROOT / "docs/control-groups.md"
PLAN = """\
title: Control groups
as_of: 2027-01-04
leads: {key: lead_id, exclude: staff > 9000}
attributes:
  staff: {type: integer}
segments:
  - {name: large, where: staff > 1000, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: small, where: staff < 10, scores: {impact: 7, confidence: 7, ease: 7}}
default: {name: rest}
"""
KEYS = [
    "", "0", "00", "007", "7", "7.0", "1e3", "-0", " lead", "trail ", "  ", "O'Brien", 'say "hi"', "''", '"',
    "a,b;c|d\te", "two\nlines", "Größe", "gro\u0308ße", "👍🏽 ok", "שלום", "日本", "a\u200bb", "\u00a0", "İ", "ﬁ",
    "back\\slash", "100%", "a_b", "NULL", "null", "true", "=1+1", "a\x1fb", "\x1f", "x" * 3000,
    "2027-01-04", "9007199254740993", "18446744073709551616",
]  # fmt: skip
SALTS = ["q1-2027", "O'Brien's salt", "größe 👍", "a\x1fb", "0", " "]
ROWS = 600
SHARES = ["10%", "50%", "0.5%", "33.3%", "99%"]


@dataclass(frozen=True)
class Row:
    """A lead as `resolve` wrote it."""

    key: str
    segment: str
    group: str


@dataclass(frozen=True)
class Draw:
    """How a control group is drawn."""

    share: str
    salt: str
    per_segment: bool

    def threshold(self) -> str:
        return f"{round(float(self.share.rstrip('%')) / 100 * 2**52):013x}"

    def options(self) -> list[str]:
        rest = ["--per-segment"] if self.per_segment else []
        return ["--holdout", self.share, "--salt", self.salt, *rest]

    def by_hashlib(self, row: Row) -> str:
        parts = [self.salt, row.key, *([row.segment] if self.per_segment else [])]
        digits = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:13]
        return "control" if digits < self.threshold() else "message"

    def query(self, engine: str) -> str:
        """The page's query for an engine, with this salt and threshold, and the row's number."""
        text = PAGE.read_text(encoding="utf-8")
        found = re.search(rf"^{engine}:\n\n```sql\n(.*?)```", text, re.DOTALL | re.MULTILINE)
        assert found, f"{PAGE} has no SQL for {engine}"
        head, rest = found[1].split(",", 1)
        assert head == "SELECT lead_id" and "'q1-2027'" in rest and "'199999999999a'" in rest
        if self.per_segment:
            rest = rest.replace("lead_id", "lead_id || chr(31) || segment")
        salt = self.salt.replace("'", "''")
        rest = rest.replace("'q1-2027'", f"'{salt}'")
        rest = rest.replace("'199999999999a'", f"'{self.threshold()}'")
        return f"SELECT number,{rest.strip()}"


def expected(row: Row, draw: Draw) -> str:
    """Excluded leads, which have no segment, and those without a key are in neither group."""
    return draw.by_hashlib(row) if row.key and row.segment else ""


def in_duckdb(rows: list[Row], draw: Draw) -> list[str]:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE leads (number BIGINT, lead_id VARCHAR, segment VARCHAR)")
        numbered = [[at, row.key, row.segment] for at, row in enumerate(rows)]
        connection.executemany("INSERT INTO leads VALUES (?, ?, ?)", numbered)
        return [group for _, group in sorted(connection.execute(draw.query("DuckDB")).fetchall())]


def in_postgres(server: Server, rows: list[Row], draw: Draw) -> list[str]:
    table = io.StringIO()
    lines = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\n")
    lines.writerows([at, row.key, row.segment] for at, row in enumerate(rows))
    create = "DROP TABLE IF EXISTS leads; CREATE TABLE leads (number bigint, lead_id text, segment text);"
    server.ask(
        f"SET client_min_messages = error; {create}\nCOPY leads FROM STDIN CSV;\n{table.getvalue()}\\.\n"
    )
    told = server.ask(f"COPY ({draw.query('PostgreSQL')}) TO STDOUT CSV;\n")
    found = {int(number): group for number, group in csv.reader(io.StringIO(told))}
    return [found[at] for at in range(len(rows))]


def keys(random: Random, count: int) -> list[str]:
    """Awkward keys first, then keys of all lengths and planes of Unicode."""
    made = list(KEYS)
    while len(made) < count:
        signs = [
            random.choice([0x20, 0x2F, 0x41, 0x7F, 0xE0, 0x3B1, 0x4E00, 0x1F600])
            for _ in range(random.randint(1, 24))
        ]
        made.append(
            "".join(chr(sign + random.randrange(16)) for sign in signs).replace("\x7f", "~")
        )
    return made


def write(folder: Path, random: Random, kind: str, count: int) -> Path:
    """A lead table; of kind `integer` one whose key is a number."""
    staff = [random.choice([5, 50, 5000, 9500]) for _ in range(count)]
    if kind == "csv":
        path = folder / "leads.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, quoting=csv.QUOTE_ALL)
            rows.writerow(["lead_id", "staff"])
            rows.writerows(zip(keys(random, count), staff))
        return path
    path = folder / f"{kind}.parquet"
    type_, made = ("BIGINT", [random.randint(-(2**62), 2**62) for _ in range(count)])
    if kind == "text":
        type_, made = "VARCHAR", keys(random, count)
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE leads (lead_id {type_}, staff INTEGER)")
        connection.executemany("INSERT INTO leads VALUES (?, ?)", list(zip(made, staff)))
        connection.execute(f"COPY leads TO '{path}' (FORMAT parquet)")
    return path


def resolved(segplan: Segplan, folder: Path, table: Path, draw: Draw) -> list[Row]:
    told = segplan.run("resolve", folder / "plan.yaml", table, "-o", "-", *draw.options())
    read = csv.DictReader(io.StringIO(told, newline=""))
    return [Row(row["lead_id"], row["segment"], row["group"]) for row in read]


def main() -> None:
    csv.field_size_limit(1 << 20)
    segplan, random = Segplan(Path(sys.argv[1]).resolve(strict=True)), Random("holdout")
    draws = [
        Draw(share, salt, per_segment)
        for at, salt in enumerate(SALTS)
        for share in (SHARES if at == 0 else [SHARES[at % len(SHARES)]])
        for per_segment in (False, True)
    ]
    compared, wrong = 0, []
    with tempfile.TemporaryDirectory() as name, server() as database:
        folder = Path(name)
        (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
        for kind in ("csv", "text", "integer"):
            table = write(folder, random, kind, ROWS)
            for draw in draws:
                rows = resolved(segplan, folder, table, draw)
                engines = {"DuckDB": in_duckdb(rows, draw)}
                if database:
                    engines["PostgreSQL"] = in_postgres(database, rows, draw)
                for at, row in enumerate(rows):
                    right = expected(row, draw)
                    told = {
                        "segplan": row.group,
                        **{e: g[at] if right else "" for e, g in engines.items()},
                    }
                    wrong += [
                        f"{e}: {kind} {draw} {row}: {g!r}, not {right!r}"
                        for e, g in told.items()
                        if g != right
                    ]
                    compared += 1
                share = [row.group for row in rows].count("control")
                assert len(rows) == ROWS and share < ROWS
    print(f"holdout: {compared} leads, {len(wrong)} differ")
    for line in wrong[:20]:
        print(f"  {line}", file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
