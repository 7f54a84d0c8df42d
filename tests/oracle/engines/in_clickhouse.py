"""ClickHouse, in this process: chdb."""

import datetime
import json
import tempfile

from chdb import session

from oracle.engines import Cell, Column, Engine, Refused, shown, without_semicolon

TYPES = {
    "text": "String",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "Bool",
    "date": "Date32",
}


class ClickHouse(Engine):
    name = "ClickHouse"
    dialect = "clickhouse"

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="segplan-ch-")
        self.session = session.Session(self.folder.name)
        self.query("CREATE DATABASE IF NOT EXISTS leads_of; USE leads_of")

    def query(self, text: str, form: str = "JSONCompact") -> str:
        try:
            return str(self.session.query(text, form))
        except Exception as error:
            raise Refused(str(error)) from error

    def load(self, table: str, columns: list[Column]) -> None:
        declared = ", ".join(f"{quoted(one.name)} Nullable({TYPES[one.kind]})" for one in columns)
        self.query(f"DROP TABLE IF EXISTS {table}")
        self.query(f"CREATE TABLE {table} ({declared}) ENGINE = Memory")
        rows = zip(*(one.values for one in columns))
        values = ", ".join(f"({', '.join(map(literal, row))})" for row in rows)
        if values:
            self.query(f"INSERT INTO {table} VALUES {values}")

    def rows(self, query: str) -> list[list[str]]:
        told = json.loads(self.query(without_semicolon(query)))
        header = [column["name"] for column in told["meta"]]
        return [header, *([shown(cell) for cell in row] for row in told["data"])]

    def version(self) -> str:
        return json.loads(self.query("SELECT version()"))["data"][0][0]


def quoted(name: str) -> str:
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"


def literal(cell: Cell) -> str:
    match cell:
        case None:
            return "NULL"
        case bool():
            return str(cell).lower()
        case str():
            escaped = cell.replace("\\", "\\\\").replace("'", "\\'")
            return "'" + escaped + "'"
        case datetime.date():
            return f"'{cell.isoformat()}'"
        case float():
            return f"toFloat64('{cell!r}')" if cell == cell else "nan"
        case _:
            return str(cell)
