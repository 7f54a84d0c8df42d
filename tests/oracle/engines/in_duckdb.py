"""DuckDB, in this process."""

import duckdb

from oracle.engines import Column, Engine, Refused, double_quoted, shown

TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


class DuckDb(Engine):
    name = "DuckDB"
    dialect = "duckdb"

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 1")

    def load(self, table: str, columns: list[Column]) -> None:
        declared = ", ".join(f"{double_quoted(one.name)} {TYPES[one.kind]}" for one in columns)
        self.connection.execute(f"CREATE OR REPLACE TABLE {table} ({declared})")
        rows = list(zip(*(one.values for one in columns)))
        place = f"({', '.join('?' * len(columns))})"
        if rows:
            self.connection.execute(
                f"INSERT INTO {table} VALUES {', '.join([place] * len(rows))}",
                [cell for row in rows for cell in row],
            )

    def rows(self, query: str) -> list[list[str]]:
        try:
            found = self.connection.execute(query)
            header = [column[0] for column in found.description or []]
            return [header, *([shown(cell) for cell in row] for row in found.fetchall())]
        except duckdb.Error as error:
            raise Refused(str(error)) from error

    def version(self) -> str:
        return duckdb.__version__
