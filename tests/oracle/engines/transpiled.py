"""BigQuery and Snowflake, which nobody can run here: their SQL is parsed in their own dialect by sqlglot,
translated to DuckDB's, and run there."""

import sqlglot

from oracle.engines import Refused, without_semicolon
from oracle.engines.in_duckdb import DuckDb


class Transpiled(DuckDb):
    def __init__(self, name: str, dialect: str):
        super().__init__()
        self.name, self.dialect = f"{name} (translated)", dialect

    def rows(self, query: str) -> list[list[str]]:
        try:
            (parsed,) = sqlglot.parse(without_semicolon(query), read=self.dialect)
        except sqlglot.errors.SqlglotError as error:
            raise Refused(str(error)) from error
        assert parsed is not None
        # Comments would become /* such */, in which DuckDB takes an apostrophe for a quote.
        text = parsed.sql(dialect="duckdb", comments=False)
        # What BigQuery's NUMERIC is.
        return super().rows(text.replace(" AS DECIMAL)", " AS DECIMAL(38, 9))"))

    def version(self) -> str:
        return f"by sqlglot {sqlglot.__version__}"
