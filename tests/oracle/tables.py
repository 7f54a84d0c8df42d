"""Writing lead tables as CSV and Parquet, and reading what segplan writes."""

import csv
import datetime
import hashlib
import io
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import duckdb

from oracle.common import Unexpected
from oracle.language import Value
from oracle.random_leads import Attribute, Table

PARQUET_TYPES = {
    "text": ["VARCHAR"],
    "number": ["DECIMAL(38, 6)"],
    "integer": ["BIGINT", "DECIMAL(38, 6)"],
    "boolean": ["BOOLEAN"],
    "date": ["DATE", "TIMESTAMP"],
}


StoredColumn = tuple[str, list[Any]]  # SQL type, values


# Lead tables


@dataclass(frozen=True)
class Dialect:
    """How a CSV table is written."""

    delimiter: str
    line_end: str
    mark: str  # a byte order mark, or nothing
    quote_all: bool

    @classmethod
    def any(cls, random: Random) -> "Dialect":
        return cls(
            delimiter=random.choice([",", ";", "|", "\t"]),
            line_end=random.choice(["\n", "\r\n"]),
            mark=random.choice(["", "\ufeff"]),
            quote_all=random.random() < 0.3,
        )

    def cell(self, text: str) -> str:
        if self.quote_all or any(sign in text for sign in (self.delimiter, '"', "\r", "\n")):
            return '"' + text.replace('"', '""') + '"'
        return text


def write_csv(table: Table, path: Path, dialect: Dialect) -> None:
    rows = [table.columns(), *table.cells]
    lines = [dialect.delimiter.join(map(dialect.cell, row)) + dialect.line_end for row in rows]
    path.write_bytes((dialect.mark + "".join(lines)).encode())


def write_parquet(
    table: Table, path: Path, random: Random, kept: dict[str, StoredColumn] | None = None
) -> None:
    """Columns have their attribute's type or are texts, as in CSV; `kept` stand behind them."""
    stored = stored_columns(table, random) | (kept or {})
    declared = ", ".join(f"{quoted(name)} {kind}" for name, (kind, _) in stored.items())
    rows = zip(*(values for _, values in stored.values()))
    places = ", ".join([f"({', '.join('?' * len(stored))})"] * len(table.cells))
    codec = random.choice(["snappy", "zstd", "gzip", "uncompressed"])
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute(f"CREATE TABLE leads ({declared})")
        connection.execute(
            f"INSERT INTO leads VALUES {places}", [cell for row in rows for cell in row]
        )
        connection.execute(f"COPY leads TO '{path}' (FORMAT parquet, COMPRESSION {codec})")


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def stored_columns(table: Table, random: Random) -> dict[str, StoredColumn]:
    columns: dict[str, StoredColumn] = {
        table.columns()[0]: ("VARCHAR", [row[0] for row in table.cells])
    }
    for place, attribute in enumerate(table.attributes, 1):
        kind = random.choice(["VARCHAR", *PARQUET_TYPES[attribute.type]])
        values = [stored(attribute, lead[attribute.name], kind) for lead in table.leads]
        texts = [row[place] for row in table.cells]
        columns[attribute.column] = kind, texts if kind == "VARCHAR" else values
    return columns


def stored(attribute: Attribute, value: Value | None, kind: str) -> Any:
    if kind == "BIGINT" and isinstance(value, Decimal):
        return int(value)
    if kind == "TIMESTAMP" and isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day, 13, 5)
    return value


# What segplan writes


def read_csv(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


MaskKey = tuple[str, str, str, str]  # mask, outcome, reachable, month


@dataclass
class Sums:
    """Of the leads that stand alike."""

    leads: int = 0
    value: Decimal = Decimal(0)
    valued: int = 0

    def add(self, leads: int, value: Decimal, valued: int) -> None:
        self.leads += leads
        self.value += value
        self.valued += valued

    def told(self) -> dict[str, float]:
        return {"leads": self.leads, "value": float(self.value), "valued": self.valued}


@dataclass
class MaskTable:
    """The rows of a mask file; of excluded leads only the number."""

    rows: dict[MaskKey, Sums] = field(default_factory=dict)
    excluded: int = 0

    def add(self, key: MaskKey, leads: int, value: Decimal, valued: int) -> None:
        self.rows.setdefault(key, Sums()).add(leads, value, valued)

    def told(self) -> dict[str, Any]:
        """As values that can be compared; the key's parts in one text."""
        rows = {" ".join(key): sums.told() for key, sums in self.rows.items()}
        return {"excluded": self.excluded, "rows": rows, "keys": set(rows)}


def read_masks(path: Path) -> MaskTable:
    """Reads a mask file; its row of totals and its checksum must be right (docs/mask-file.md)."""
    body, _, checksum = path.read_bytes().rpartition(b"# sha256 ")
    if hashlib.sha256(body).hexdigest() != checksum.decode().strip():
        raise Unexpected(f"{path}: the checksum is wrong")
    lines = [line for line in body.decode().splitlines() if not line.startswith("#")]
    table, total = MaskTable(), Sums()
    for row in csv.DictReader(lines):
        sums = int(row["leads"]), Decimal(row["value"] or 0), int(row["valued"])
        if row["mask"] == "total":
            if (total.leads, total.valued) != (sums[0], sums[2]):
                raise Unexpected(f"{path}: the totals are wrong")
            continue
        total.add(*sums)
        if row["excluded"] == "1":
            table.excluded += sums[0]
        else:
            month = row["month"][:7]
            table.add((row["mask"], row["outcome"], row["reachable"], month), *sums)
    return table
