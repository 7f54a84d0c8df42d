"""The engines of warehouses, each with a table of leads that is made anew for every case."""

import datetime
from dataclasses import dataclass
from typing import Any

Cell = str | int | float | bool | datetime.date | None


@dataclass(frozen=True)
class Column:
    """A column of a table: `kind` is text, integer, number, boolean or date."""

    name: str
    kind: str
    values: list[Cell]


class Refused(Exception):
    """The engine stopped a query."""


class Engine:
    """What answers queries. Rows come back as texts, empty ones for null."""

    name: str  # as people call it
    dialect: str  # as segplan calls it

    def load(self, table: str, columns: list[Column]) -> None:
        """Makes a table, in place of one of that name."""
        raise NotImplementedError

    def rows(self, query: str) -> list[list[str]]:
        """The header and the rows of a query."""
        raise NotImplementedError

    def version(self) -> str:
        raise NotImplementedError


def shown(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def double_quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def without_semicolon(query: str) -> str:
    return query.rstrip().removesuffix(";")
