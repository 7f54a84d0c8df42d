#!/usr/bin/env python3
"""Leads that stay in a warehouse: `audit`, `rank`, `columns` and `resolve` with `--on` must say what they say
of the exported table, through each engine's own driver.

    python3 tests/oracle/pushdown.py target/debug/segplan --duckdb …/libduckdb.so

segplan is built with the feature `warehouse`. PostgreSQL's and Spark's drivers are Python wheels, and so is Sail;
DuckDB's is its own library. What is not installed is skipped by name, or fails with SEGPLAN_NO_SKIP=1. Besides
equal answers: a query is cancelled by Ctrl-C, a connection that is killed leaves the old table, a table of Delta
Lake or Iceberg gets one new version or none, nothing that is printed holds a part of a password, and a mistyped
file of DuckDB is not made.
"""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])  # `import oracle`

import argparse
import csv
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable

from oracle.engines import in_postgres, spark_connect
from oracle.engines.adbc import asked, library, manifest
from oracle.pushdown_checks import LEADS, PLAN, Checks, many_values

PASSWORD = "Xq7@vK:9z/Wj%Rp"  # as it is meant; a URL has it with escapes, or should have
ESCAPED = "Xq7%40vK%3A9z%2FWj%25Rp"
TYPES = {
    "created_on": "date",
    "last_visit": "date",
    "No. of employees": "integer",
    "visits_30d": "integer",
    "converted": "integer",
    "email_opt_in": "boolean",
    "is_competitor": "boolean",
    "deal_value": "double precision",
}


def skipped(engine: str) -> None:
    if os.environ.get("SEGPLAN_NO_SKIP"):
        sys.exit(f"{engine} is not installed")
    print(f"skipped: {engine} is not installed")


def columns_of(header: list[str], of: Callable[[str], str]) -> str:
    return ", ".join(f'"{name}" {of(name)}' for name in header)


def header() -> list[str]:
    with open(LEADS, newline="", encoding="utf-8") as text:
        return next(csv.reader(text))


def postgres(checks: Checks, many: Path) -> None:
    checks.engine = "PostgreSQL"
    with in_postgres.server() as server:
        if server is None:
            return
        names = header()
        typed = ", ".join(f'NULLIF("{name}", \'\')::{TYPES.get(name, "text")}' for name in names)
        typed = typed.replace('NULLIF("No. of employees", \'\')', 'NULLIF(NULLIF("No. of employees", \'\'), \'unknown\')')
        server.ask(
            "CREATE DATABASE crm;\n\\c crm\nCREATE SCHEMA crm;\n"
            f"CREATE ROLE ann LOGIN SUPERUSER PASSWORD '{PASSWORD}';\n"
            f"CREATE TABLE stage ({columns_of(names, lambda _: 'text')});\n"
            f"CREATE TABLE crm.leads ({columns_of(names, lambda name: TYPES.get(name, 'text'))});\n"
            f"\\copy stage FROM '{LEADS}' CSV HEADER\n"
            "CREATE TABLE many (amount double precision, balance bigint, day date, word text, won integer);\n"
            f"\\copy many FROM '{many}' CSV HEADER\n"
            f"INSERT INTO crm.leads SELECT {typed} FROM stage;\n"
            # Leads that take their time.
            "CREATE VIEW crm.slow AS SELECT * FROM crm.leads WHERE pg_sleep(0.1) IS NOT NULL;\n"
            "CREATE VIEW crm.few AS SELECT * FROM (SELECT * FROM crm.leads LIMIT 20) AS chosen WHERE pg_sleep(0.02) IS NOT NULL;\n"
        )
        url = f"postgresql://ann:{ESCAPED}@/crm?host={server.folder}"
        there = ["--on", url, "--table", "crm.leads"]
        checks.answers(there, ["--on", url, "--table", "stage"])
        checks.many(["--on", url, "--table", "many"], many)

        def rows(table: str) -> list[list[str]]:
            text = server.ask(f"\\copy (SELECT * FROM {table}) TO STDOUT CSV", "crm")
            return list(csv.reader(text.splitlines()))

        into = ["--into", "crm.lead_segments", "--quiet"]
        checks.output("resolve", PLAN, *there, *into)
        checks.resolved(rows("crm.lead_segments"))
        code, _, error = checks.run("resolve", PLAN, *there, *into)
        checks.expect(code == 2 and "--replace" in error, f"a table that is there is replaced: {error}")
        checks.output("resolve", PLAN, *there, *into, "--replace")
        checks.resolved(rows("crm.lead_segments"))
        code, _, error = checks.run("resolve", PLAN, *there, "--into", "crm.leads", "--replace")
        checks.expect(code == 2 and len(rows("crm.leads")) == 2000, "the leads are replaced")

        def until(query: str, what: str) -> None:
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:
                if server.ask(f"COPY ({query}) TO STDOUT;", "crm").strip() != "0":
                    return
                time.sleep(0.05)
            checks.expect(False, what)

        running = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'ann' AND state = 'active' AND query LIKE"
        process = checks.start("audit", PLAN, "--on", url, "--table", "crm.slow")
        until(f"{running} '%crm.slow%'", "the query of an audit never ran")
        process.send_signal(signal.SIGINT)
        code, _, error = checks.ended(process)
        checks.expect(code == 3 and "stopped" in error, f"Ctrl-C: exit code {code}: {error}")
        time.sleep(0.5)
        left = server.ask(f"COPY ({running} '%') TO STDOUT;", "crm").strip()
        checks.expect(left == "0", "Ctrl-C leaves the query running")

        before = sorted(rows("crm.lead_segments"))
        few = ["--on", url, "--table", "crm.few", *into, "--replace"]
        process = checks.start("resolve", PLAN, *few)
        until(f"{running} 'CREATE TABLE%'", "the table was never made")
        server.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ann';", "crm")
        code, _, error = checks.ended(process)
        checks.expect(code != 0, "a killed connection is a success")
        checks.expect(sorted(rows("crm.lead_segments")) == before, "a killed connection changes the old table")
        tables = server.ask("COPY (SELECT tablename FROM pg_tables WHERE schemaname = 'crm') TO STDOUT;", "crm")
        checks.expect(sorted(tables.split()) == ["lead_segments", "leads"], f"what is left: {tables}")

        audit = ["audit", PLAN, "--table", "crm.leads", "--on"]
        for wrong in (
            f"postgresql://ann:{PASSWORD}@/crm?host={server.folder}",
            f"postgresql://ann:{PASSWORD}@127.0.0.1:1/crm",
            f"postgresql://ann:{ESCAPED}@127.0.0.1:1/crm",
            f"postgresql://ann:{ESCAPED}@/none?host={server.folder}",
            f"postgresql:///crm?host={server.folder}&user=nobody&password={ESCAPED}",
            f"postgresql:///crm?host={server.folder}&passwort={ESCAPED}&password={PASSWORD}",
        ):
            code, _, error = checks.run(*audit, wrong)
            checks.expect(code in (2, 3) and "error" in error, f"a wrong URL: exit code {code}")
        # A profile says where, with a password of its own or of a variable that isn't called like one.
        told = checks.output(*audit, url, "--format", "json")
        checks.variables["CRM_KEY"] = ESCAPED
        place = f"@/crm?host={server.folder}"
        for name, uri in (("own", f"postgresql://ann:{ESCAPED}{place}"), ("named", f"postgresql://ann:{{{{ env_var(CRM_KEY) }}}}{place}")):
            profile = checks.profile(name, "postgresql", uri=uri)
            checks.same(f"the profile {name}", told, checks.output(*audit, profile, "--format", "json"))
        for name, uri in (
            ("unescaped", f"postgresql://ann:{PASSWORD}{place}"),
            ("away", "postgresql://ann:{{ env_var(CRM_KEY) }}@127.0.0.1:1/crm"),
            ("words", f"password={PASSWORD} user=nobody dbname=crm host={server.folder}"),
        ):
            code, _, error = checks.run(*audit, checks.profile(name, "postgresql", uri=uri))
            checks.expect(code in (2, 3) and "error" in error, f"the profile {name}: exit code {code}")
        code, _, error = checks.run(*audit, checks.profile("engine", "libsomething.so", uri=url))
        checks.expect(code == 2 and "--dialect" in error, f"a profile of no known engine: {error}")
        code, _, error = checks.run(*audit, "profile://none")
        checks.expect(code == 2 and "ADBC_PROFILE_PATH" in error, f"no such profile: {code}: {error}")
        code, _, error = checks.run("audit", PLAN, "--on", url, "--table", "crm.leadz")
        checks.expect(code == 2 and "crm.leadz" in error and len(error) < 500, f"no such table: {error}")
        for password in (PASSWORD, ESCAPED):
            for start in range(len(password) - 2):
                part = password[start : start + 3]
                holds = [text for text in checks.printed if part in text]
                checks.expect(not holds, f"a part of the password is printed: {part} in {holds[:1]}")
    checks.done()


def duckdb(checks: Checks, driver: Path | None, many: Path) -> None:
    checks.engine = "DuckDB"
    if driver is None or importlib.util.find_spec("adbc_driver_manager") is None:
        skipped("DuckDB's library")
        return
    folder = Path(tempfile.mkdtemp(prefix="segplan-duckdb-"))
    file = folder / "crm leads.duckdb"

    def ask(query: str) -> list[list[str]]:
        with asked(driver, {"path": str(file)}, "duckdb_adbc_init") as cursor:
            cursor.execute(query)
            return [list(row) for row in cursor.fetchall()] if query.startswith("SELECT") else []

    try:
        manifest(checks.manifests, "duckdb", driver, "duckdb_adbc_init")
        ask("CREATE SCHEMA crm")
        ask(f"CREATE TABLE crm.leads AS SELECT * FROM read_csv('{LEADS}', all_varchar = true)")
        table = ["--on", f"duckdb:{file}", "--table", "crm.leads"]
        there = [*table, "--text-columns"]
        ask(f"CREATE TABLE many AS SELECT * FROM read_csv('{many}', all_varchar = true)")
        size = file.stat().st_mtime_ns
        checks.answers(there, table)
        checks.many(["--on", f"duckdb:{file}", "--table", "many"], many)
        checks.expect(file.stat().st_mtime_ns == size, "reading changes the file")
        into = ["--into", "crm.lead_segments", "--quiet"]
        checks.output("resolve", PLAN, *there, *into)
        checks.output("resolve", PLAN, *there, *into, "--replace")
        checks.resolved(ask("SELECT * FROM crm.lead_segments"))
        none = folder / "none.duckdb"
        code, _, error = checks.run("audit", PLAN, "--on", f"duckdb:{none}", "--table", "crm.leads")
        checks.expect(code == 3 and not none.exists(), f"a mistyped file: exit code {code}: {error}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    checks.done()


def spark(checks: Checks, driver: Path | None, many: Path) -> None:
    checks.engine = "Spark"
    installed = all(importlib.util.find_spec(one) for one in ("pyspark", "adbc_driver_manager"))
    if driver is None or not installed or not shutil.which("java"):
        skipped("Spark or its driver")
        return
    folder = Path(tempfile.mkdtemp(prefix="segplan-spark-"))
    try:
        with spark_connect.of_spark(folder) as url:

            def ask(query: str) -> list[list[str]]:
                with asked(driver, {"uri": url}) as cursor:
                    cursor.execute(query)
                    return [list(row) for row in cursor.fetchall()] if query.startswith("SELECT") else []

            with asked(driver, {"uri": url}) as cursor:
                cursor.execute(
                    "CREATE TEMPORARY VIEW stage USING csv "
                    f"OPTIONS (path '{LEADS}', header 'true', escape '\"')"
                )
                cursor.execute("CREATE TABLE leads USING parquet AS SELECT * FROM stage")
                cursor.execute(
                    f"CREATE TEMPORARY VIEW few USING csv OPTIONS (path '{many}', header 'true', inferSchema 'true')"
                )
                cursor.execute("CREATE TABLE many USING parquet AS SELECT * FROM few")
            table = ["--on", url, "--table", "leads"]
            there = [*table, "--text-columns"]
            checks.answers(there, table)
            checks.many(["--on", url, "--table", "many"], many)
            into = ["--into", "lead_segments", "--quiet"]
            checks.output("resolve", PLAN, *there, *into)
            checks.resolved(ask("SELECT * FROM lead_segments"))
            code, _, error = checks.run("resolve", PLAN, *there, *into, "--replace")
            checks.expect(code == 2 and "its format is parquet" in error, f"Spark replaces a table: {error}")
            checks.resolved(ask("SELECT * FROM lead_segments"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    checks.done()


def sail(checks: Checks, driver: Path | None) -> None:
    """Tables of Delta Lake and Iceberg, which Sail has: it speaks Spark Connect and needs no Java."""
    checks.engine = "Sail"
    installed = all(importlib.util.find_spec(one) for one in ("pysail", "adbc_driver_manager"))
    if driver is None or not installed:
        skipped("Sail or Spark's driver")
        return
    folder = Path(tempfile.mkdtemp(prefix="segplan-sail-"))
    try:
        with spark_connect.of_sail(folder) as url:
            replace = lambda *of: replaced(checks, driver, url, folder, *of)
            for form in ("delta", "iceberg"):
                code, error, rows, commits = replace(form, "broken")
                checks.expect(code == 2 and "no such lead" in error, f"{form}, broken leads: {code}: {error}")
                checks.expect(rows == OLD and commits == 0, f"{form}, broken leads: {rows[:3]}, {commits} commits")
                code, error, rows, commits = replace(form, "leads")
                checks.expect(code == 0 and commits == 1, f"{form}: {code}: {commits} commits: {error}")
                checks.resolved(rows)
            code, error, rows, _ = replace("parquet", "leads")
            checks.expect(code == 2 and "its format is parquet" in error, f"Parquet: {code}: {error}")
            checks.expect(rows == OLD, f"Parquet is replaced: {rows[:3]}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    checks.done()


OLD = [["L-0", "old", 1, ""]]


def replaced(
    checks: Checks, driver: Path, url: str, folder: Path, form: str, leads: str
) -> tuple[int, str, list[list[str]], int]:
    """What `resolve --into lead_segments --replace` says, the rows that are there then, and the versions of
    the table that it made. Sail forgets the names of tables with their session, which this holds open."""
    session, place = f"{url}/;session_id={uuid.uuid4()}", folder / f"{form}-{leads}"
    names = "lead_id STRING, segment STRING, priority INT, also_matches STRING"
    others = ", ".join(f"`{name}`" for name in header()[1:])
    commits = lambda: len([file for name in ("_delta_log", "metadata") for file in place.glob(f"{name}/*.json")])
    with asked(driver, {"uri": session}) as cursor:
        for statement in (
            f"CREATE TEMPORARY VIEW leads USING csv OPTIONS (path '{LEADS}', header 'true', escape '\"')",
            # The key of one lead stops a query that reads it: that for segments, not that for masks.
            "CREATE TEMPORARY VIEW broken AS SELECT CASE WHEN lead_id = 'L-0001500' THEN raise_error('no such lead') "
            f"ELSE lead_id END AS lead_id, {others} FROM leads",
            f"CREATE TABLE lead_segments ({names}) USING {form} LOCATION '{place}'",
            "INSERT INTO lead_segments VALUES ('L-0', 'old', 1, '')",
        ):
            cursor.execute(statement)
            cursor.fetchall()
        before = commits()
        there = ["--on", session, "--table", leads, "--text-columns", "--into", "lead_segments"]
        code, _, error = checks.run("resolve", PLAN, *there, "--replace", "--quiet")
    with asked(driver, {"uri": url}) as cursor:
        cursor.execute(f"SELECT * FROM {form}.`{place}`")
        return code, error, [list(row) for row in cursor.fetchall()], commits() - before


def main() -> int:
    parser = argparse.ArgumentParser(description="Leads that stay in a warehouse")
    parser.add_argument("segplan", type=Path)
    parser.add_argument("--duckdb", type=Path, help="DuckDB's library, libduckdb.so")
    parser.add_argument("--only", nargs="+", default=["postgres", "duckdb", "spark", "sail"])
    options = parser.parse_args()
    manifests = Path(tempfile.mkdtemp(prefix="segplan-drivers-"))
    checks = Checks(options.segplan.resolve(), manifests)
    wrong, many = 0, manifests / "many.csv"
    many_values(many)
    manifests.chmod(0o755)  # PostgreSQL reads it as another user
    try:
        drivers = {name: library(f"adbc_driver_{name}") for name in ("postgresql", "spark")}
        for name, driver in drivers.items():
            if driver:
                manifest(manifests, name, driver)
        runs = {
            "postgres": lambda: postgres(checks, many) if drivers["postgresql"] else skipped("PostgreSQL's driver"),
            "duckdb": lambda: duckdb(checks, options.duckdb and options.duckdb.resolve(), many),
            "spark": lambda: spark(checks, drivers["spark"], many),
            "sail": lambda: sail(checks, drivers["spark"]),
        }
        for name in options.only:
            checks.count, checks.wrong = 0, 0
            runs[name]()
            wrong += checks.wrong
    finally:
        shutil.rmtree(manifests, ignore_errors=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
