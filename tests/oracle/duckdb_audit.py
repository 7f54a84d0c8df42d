#!/usr/bin/env python3
"""Counts plans/quarterly.yaml and plans/bank.yaml a second time, in SQL, with DuckDB.

    python3 tests/oracle/duckdb_audit.py target/release/segplan

The conditions of both plans are written out by hand below, as are their orders. Each count of
`segplan audit --format json` is compared with what a query says, and each row of
`segplan resolve` with the primary segment that a CASE over the same conditions gives. The lead
tables are read as CSV, and again as Parquet files that DuckDB writes. A difference is printed,
and the exit code is 1.

The bank's table is not in the repository: SEGPLAN_BANK names it, else it is looked for beside
the repository, else its part is skipped.
"""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])  # `import oracle`

import os
import tempfile
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import duckdb

from oracle.common import ROOT, Segplan, Unexpected

Counts = dict[str, Any]

MEASURES = ("matched", "won", "shared", "outcomes", "matched_outcomes", "unknown", "reachable")
BANK = Path(os.environ.get("SEGPLAN_BANK", ROOT / "../shared/data/bank/bank-full.csv"))


@dataclass
class Case:
    """A plan and its table, in SQL."""

    plan: str
    table: Path
    read: str  # how DuckDB reads the table: all columns as text
    columns: dict[str, str]  # the typed table: column name -> SQL over the text
    key: str  # SQL over the typed table; `row` is the row number, from 1
    order: dict[str, str | None]  # ranked segments, first to last -> condition; None: without one
    parked: dict[str, str]  # segments with a condition that are not ranked
    default: str
    outcome: str
    reachable: str
    exclude: str
    value: str | None = None

    @property
    def resolved(self) -> dict[str, str]:
        return {name: where for name, where in self.order.items() if where is not None}

    def conditions(self) -> dict[str, str]:
        return {**self.resolved, **self.parked}


QUARTERLY = Case(
    plan="plans/quarterly.yaml",
    table=ROOT / "plans/leads.csv",
    read="read_csv('{}', header = true, all_varchar = true)",
    columns={
        "lead_id": "lead_id",
        "created_on": "created_on::DATE",
        "industry": "nullif(industry, 'Select')",
        "No. of employees": "nullif(\"No. of employees\", 'unknown')::INTEGER",
        "role": "nullif(role, 'Select')",
        "stage": "stage",
        "source": "source",
        "visits_30d": "visits_30d::INTEGER",
        "last_visit": "last_visit::DATE",
        "email_opt_in": "email_opt_in::BOOLEAN",
        "is_competitor": "is_competitor::BOOLEAN",
        "deal_value": "deal_value::DOUBLE",
        "converted": "converted::TINYINT",
    },
    key="lead_id",
    order={
        "key_accounts": None,
        "active_researchers": "visits_30d >= 4",
        "webinar_guests": "source = 'Webinar' AND visits_30d >= 3",
        "enterprise_manufacturers": "industry = 'Manufacturing' AND \"No. of employees\" > 1500",
        "referrals": "source IN ('Referral', 'Partner')",
        "operations_leaders": "role IN ('Plant manager', 'Director, operations', "
        "'Managing director', 'VP \"digital factory\", EMEA') AND stage <> 'customer'",
        "trade_fair_contacts": "source = 'Trade fair'",
        "customers": "stage = 'customer' AND \"No. of employees\" > 300",
        "procurement": "role = 'Head of procurement' AND stage IN ('consideration', 'decision')",
        "small_firms": "\"No. of employees\" <= 300 AND stage <> 'customer'",
        "dormant": "date_diff('day', last_visit, DATE '2027-01-04') > 90 AND stage <> 'customer'",
        "midsize_healthcare": "industry = 'Healthcare' AND "
        '"No. of employees" BETWEEN 301 AND 1500',
    },
    parked={},
    default="newsletter",
    outcome="converted = 1",
    reachable="email_opt_in",
    exclude="is_competitor OR role = 'Student'",
    value="deal_value",
)

BANK_CASE = Case(
    plan="plans/bank.yaml",
    table=BANK,
    read="read_csv('{}', header = true, delim = ';', quote = '\"', all_varchar = true)",
    columns={
        "age": "age::INTEGER",
        "job": "nullif(job, 'unknown')",
        "marital": "marital",
        "education": "nullif(education, 'unknown')",
        "default": "\"default\" = 'yes'",
        "balance": "balance::INTEGER",
        "housing": "housing = 'yes'",
        "loan": "loan = 'yes'",
        "contact": "nullif(contact, 'unknown')",
        "month": '"month"',
        "campaign": "campaign::SMALLINT",
        "pdays": "nullif(pdays, '-1')::BIGINT",
        "previous": "previous::INTEGER",
        "poutcome": "nullif(poutcome, 'unknown')",
        "y": "y",
    },
    key="row",
    order={
        "subscribed_before": "poutcome IS NOT NULL AND poutcome = 'success'",
        "idle_savers": "balance >= 2000 AND NOT housing AND NOT loan",
        "retired": "job = 'retired' OR age >= 60",
        "warm_contacts": "pdays BETWEEN 1 AND 185 AND previous >= 1",
        "students": "job = 'student' OR age < 25",
        "quiet_months": "\"month\" IN ('mar', 'sep', 'oct', 'dec')",
        "graduates_in_charge": "education = 'tertiary' AND "
        "job IN ('management', 'entrepreneur', 'self-employed')",
        "single_office_staff": "marital <> 'married' AND "
        "(job LIKE 'admin%' OR job = 'technician') AND balance > 0",
        "by_mobile": "contact = 'cellular' AND age BETWEEN 25 AND 59",
        "branch_visitors": None,
    },
    parked={"in_arrears": '"default" OR balance < 0'},
    default="statement_insert",
    outcome="y = 'yes'",
    reachable="contact IN ('cellular', 'telephone')",
    exclude="campaign > 12",
)


def load(case: Case) -> duckdb.DuckDBPyConnection:
    """A connection with `typed`, the table, and `leads`, a row a lead: key and answers."""
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    typed = ", ".join(f'{sql} AS "{name}"' for name, sql in case.columns.items())
    source = case.read.format(case.table)
    connection.execute(
        f"CREATE TABLE typed AS SELECT row_number() OVER () AS row, {typed} FROM {source}"
    )
    answers = ", ".join(f'({sql}) AS "{name}"' for name, sql in case.conditions().items())
    connection.execute(
        f"CREATE TABLE leads AS SELECT row, ({case.key})::VARCHAR AS key, {answers},"
        f" coalesce({case.exclude}, false) AS excluded, ({case.outcome}) AS outcome,"
        f" coalesce({case.reachable}, false) AS reachable,"
        f" ({case.value or 'NULL::DOUBLE'}) AS value FROM typed"
    )
    winner = " ".join(f"WHEN \"{name}\" THEN '{name}'" for name in case.resolved)
    fitting = ", ".join(f"CASE WHEN \"{name}\" THEN '{name}' END" for name in case.resolved)
    connection.execute(
        f"CREATE TABLE counted AS SELECT *, CASE {winner} END AS winner,"
        f" list_filter([{fitting}], lambda x: x IS NOT NULL) AS fitting"
        " FROM leads WHERE NOT excluded"
    )
    return connection


def expected(case: Case, connection: duckdb.DuckDBPyConnection) -> Counts:
    """Every count of the audit, by a name that says which."""
    counts: Counts = {}

    def ask(name: str, what: str, where: str = "true", source: str = "counted") -> None:
        query = f"SELECT {what} FROM {source} WHERE {where}"
        counts[name] = connection.execute(query).fetchall()[0][0]

    everyone = "count(*)"
    ask("leads", everyone, source="leads")
    ask("excluded", everyone, "excluded", source="leads")
    ask("outcomes", everyone, "outcome")
    ask("outcome_unknown", everyone, "outcome IS NULL")
    ask("covered", everyone, "winner IS NOT NULL")
    conditions = ", ".join(f'coalesce("{name}", false)' for name in case.conditions())
    ask("masks", f"count(DISTINCT ({conditions}, 0))")
    ask("default.leads", everyone, "winner IS NULL")
    ask("default.outcomes", everyone, "winner IS NULL AND outcome")
    undecided = " OR ".join(f'"{name}" IS NULL' for name in case.resolved)
    ask("default.because_unknown", everyone, f"winner IS NULL AND ({undecided})")
    for name in case.resolved:
        won = f"winner = '{name}'"
        ask(f"{name}.matched", everyone, f'"{name}"')
        ask(f"{name}.won", everyone, won)
        ask(f"{name}.shared", everyone, f'"{name}" AND len(fitting) > 1')
        ask(f"{name}.outcomes", everyone, f"{won} AND outcome")
        ask(f"{name}.matched_outcomes", everyone, f'"{name}" AND outcome')
        ask(f"{name}.unknown", everyone, f'"{name}" IS NULL')
        ask(f"{name}.reachable", everyone, f"{won} AND reachable")
        if case.value:
            ask(f"{name}.value", "round(coalesce(sum(value), 0), 2)", won)
    pairs = "SELECT {}, count(*) FROM counted GROUP BY ALL"
    for upper, lower in combinations(case.resolved, 2):
        ask(f"{upper} & {lower}", everyone, f'"{upper}" AND "{lower}"')
        ask(f"{lower} lost to {upper}", everyone, f"winner = '{upper}' AND \"{lower}\"")
    for fitting, leads in connection.execute(pairs.format("fitting")).fetchall():
        if fitting:
            counts["only " + " + ".join(fitting)] = leads
    return {name: count for name, count in counts.items() if count != 0}


def told(case: Case, audit: dict[str, Any]) -> Counts:
    """The same counts as the audit tells them; those that are 0 are left out."""
    counts = {
        name: audit[name]
        for name in ("leads", "excluded", "outcomes", "outcome_unknown", "covered", "masks")
    }
    for name in ("leads", "outcomes", "because_unknown"):
        counts[f"default.{name}"] = audit["default"][name]
    for segment in audit["segments"]:
        name = segment["segment"]
        for measure in MEASURES:
            counts[f"{name}.{measure}"] = segment[measure]
        if case.value:
            counts[f"{name}.value"] = round(segment["value"], 2)
        for loss in segment["lost_to"]:
            counts[f"{name} lost to {loss['segment']}"] = loss["leads"]
    for overlap in audit["overlaps"]:
        counts[f"{overlap['a']} & {overlap['b']}"] = overlap["leads"]
    for combination in audit["combinations"]:
        counts["only " + " + ".join(combination["segments"])] = combination["leads"]
    return {name: count for name, count in counts.items() if count != 0}


def differences(expected: Counts, told: Counts) -> list[str]:
    """A line for each count that is not the same in both."""
    return [
        f"{name}: segplan {told.get(name, 0)}, DuckDB {expected.get(name, 0)}"
        for name in {**expected, **told}
        if expected.get(name, 0) != told.get(name, 0)
    ]


def wrong_rows(case: Case, connection: duckdb.DuckDBPyConnection, resolved: Path) -> list[str]:
    """A line for each of the first rows that `resolve` gives to another segment, or misplaces."""
    places = ", ".join(
        f"('{name}', {place})" for place, name in enumerate(case.order, 1) if name in case.resolved
    )
    query = f"""
        WITH written AS (
            SELECT row_number() OVER () AS row, column0 AS key, column1 AS segment,
                column2 AS priority, column3 AS also
            FROM read_csv('{resolved}', header = false, skip = 1, all_varchar = true,
                columns = {{'column0': 'VARCHAR', 'column1': 'VARCHAR', 'column2': 'VARCHAR',
                           'column3': 'VARCHAR'}})),
        right_ones AS (
            SELECT l.row, l.key,
                CASE WHEN l.excluded THEN '' ELSE coalesce(c.winner, '{case.default}')
                END AS segment,
                coalesce(p.place::VARCHAR, '') AS priority,
                coalesce(array_to_string(c.fitting[2:], ';'), '') AS also
            FROM leads l LEFT JOIN counted c USING (row)
            LEFT JOIN (VALUES {places}) p(name, place) ON p.name = c.winner)
        SELECT row, r.key, r.segment, r.priority, r.also, w.key, w.segment, w.priority, w.also
        FROM right_ones r FULL JOIN written w USING (row)
        WHERE r.key IS DISTINCT FROM w.key OR r.segment IS DISTINCT FROM coalesce(w.segment, '')
            OR r.priority IS DISTINCT FROM coalesce(w.priority, '')
            OR r.also IS DISTINCT FROM coalesce(w.also, '')
        ORDER BY row LIMIT 5"""
    return [
        f"row {row[0]}: segplan {row[5:]}, DuckDB {row[1:5]}"
        for row in connection.execute(query).fetchall()
    ]


def check(segplan: Segplan, case: Case) -> list[str]:
    """Compares one plan on its table, as CSV and as Parquet; the differences found."""
    connection = load(case)
    right = expected(case, connection)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        tables = {"CSV": case.table}
        columns = ", ".join(f'"{name}"' for name in case.columns)
        for codec in ("snappy", "zstd"):
            file = Path(folder) / f"{codec}.parquet"
            connection.execute(
                f"COPY (SELECT {columns} FROM typed ORDER BY row) TO '{file}'"
                f" (FORMAT parquet, COMPRESSION {codec}, ROW_GROUP_SIZE 10000)"
            )
            tables[f"Parquet, {codec}"] = file
        for kind, table in tables.items():
            audit = segplan.json("audit", case.plan, table)
            resolved = Path(folder) / "resolved.csv"
            segplan.run("resolve", case.plan, table, "-o", resolved)
            wrong = differences(right, told(case, audit)) + wrong_rows(case, connection, resolved)
            found += [f"{case.plan}, {kind}: {line}" for line in wrong]
            print(
                f"{case.plan}, {kind}: {len(right)} counts and {right['leads']} rows compared,"
                f" {len(wrong)} differ"
            )
            resolved.unlink()
    return found


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: duckdb_audit.py SEGPLAN")
    segplan = Segplan(Path(sys.argv[1]).resolve())
    try:
        found = check(segplan, QUARTERLY)
        if BANK.is_file():
            found += check(segplan, BANK_CASE)
        else:
            print(f"{BANK_CASE.plan}: skipped: no such file {BANK}; SEGPLAN_BANK may name it")
    except Unexpected as error:
        sys.exit(str(error))
    for line in found:
        print(line, file=sys.stderr)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
