"""What DuckDB, Polars and ClickHouse do: each in the form that was fastest of those tried.

Types are given, conditions become the bits of a mask in words of 64, and the leads are counted
by those words. (With 128 conditions GROUP BY of the booleans took DuckDB 1.8 times and ClickHouse
1.7 times as much processor time; one UHUGEINT took DuckDB 1.1 times.)

Each function yields twice: after the import, and when its work is done, then what reads its
answer: rows of the words, the leads and the outcomes; None where a file is written.
"""

import re
import struct

from .plans import DEFAULT

WORD = 64


def words_of(job):
    """The conditions, cut into the words of a mask: lists of bit and condition."""
    numbered = list(enumerate(job["conditions"]))
    words = [numbered[start : start + WORD] for start in range(0, len(numbered), WORD)]
    return [[(place % WORD, condition) for place, condition in word] for word in words]


def answers_by_mask(names):
    """For each mask the segment, its priority and the other segments; '' where empty."""
    for mask in range(1 << len(names)):
        fitting = [name for bit, name in enumerate(names) if mask >> bit & 1]
        if fitting:
            yield fitting[0], str(names.index(fitting[0]) + 1), ";".join(fitting[1:])
        else:
            yield DEFAULT, "", ""


ANSWER = ("segment", "priority", "also_matches")


def first_of(job):
    """The segment of a lead as SQL."""
    pairs = zip(job["conditions"], job["names"])
    whens = " ".join(f"WHEN {condition} THEN '{name}'" for condition, name in pairs)
    return f"CASE {whens} ELSE '{DEFAULT}' END AS segment"


def mask_in_sql(bits, kind, none, one):
    terms = (f"CASE WHEN {condition} THEN {one(1 << bit)} ELSE {none} END" for bit, condition in bits)
    return " + ".join(terms)


def duckdb_runs(job):
    import duckdb

    yield
    connection = duckdb.connect()
    connection.execute(f"SET threads = {job['threads']}")
    job = job | {"conditions": [with_hashed_lists(one) for one in job["conditions"]]}
    source = duckdb_source(job)
    if job["command"] == "audit":
        one = lambda bit: f"{bit}::UBIGINT"
        words = [mask_in_sql(bits, "UBIGINT", "0::UBIGINT", one) for bits in words_of(job)]
        places = ", ".join(str(place + 1) for place in range(len(words)))
        connection.execute(
            f"CREATE TEMP TABLE counted AS SELECT {', '.join(words)}, count(*),"
            f" count(*) FILTER (converted = 1) FROM {source} GROUP BY {places}"
        )
        yield lambda: connection.execute("FROM counted").fetchall()
        return
    key = job["key"]
    if job["command"] == "first":
        query = f"SELECT {key}, {first_of(job)} FROM {source}"
    else:
        one = lambda bit: str(bit)
        [bits] = words_of(job)
        masks = f"SELECT {key}, {mask_in_sql(bits, 'INTEGER', '0', one)} AS mask FROM {source}"
        lists = (
            "[" + ", ".join(f"'{cell}'" if cell else "NULL" for cell in cells) + "]"
            for cells in zip(*answers_by_mask(job["names"]))
        )
        cells = ", ".join(f"{cells}[mask + 1] AS {name}" for cells, name in zip(lists, ANSWER))
        query = f"SELECT {key}, {cells} FROM ({masks})"
    connection.execute(f"COPY ({query}) TO '{job['out']}' (FORMAT csv, HEADER)")
    yield None


def with_hashed_lists(condition):
    """Long lists as subqueries: DuckDB compares a list in a CASE value by value, which takes it a
    hundred times as long at 10,000 values."""
    return re.sub(r"\bin \(((?:'[^']*'(?:, ?)?){50,})\)", r"in (SELECT unnest([\1]))", condition)


def duckdb_source(job):
    missing = job["missing"]
    kinds = {"text": "VARCHAR", "tiny": "TINYINT"}
    types = {name: kinds.get(kind, kind.upper()) for name, kind in job["columns"].items()}
    if job["format"] == "csv":
        nulls = ["", *sorted(set(missing.values()))]
        return (
            f"read_csv('{job['table']}', header = true, auto_detect = false, columns = {types},"
            f" nullstr = {nulls})"
        )
    texts = [name for name in missing if job["columns"][name] == "text"]
    nulled = ", ".join(f"nullif({name}, '{missing[name]}') AS {name}" for name in texts)
    replace = f" REPLACE ({nulled})" if texts else ""
    if job["format"] == "jsonl":
        return (
            f"(SELECT *{replace} FROM read_json('{job['table']}',"
            f" format = 'newline_delimited', columns = {types}))"
        )
    return f"(SELECT *{replace} FROM read_parquet('{job['table']}'))"


def polars_runs(job):
    import polars as pl

    yield
    leads = polars_source(job, pl)
    conditions = [pl.sql_expr(condition) for condition in job["conditions"]]
    if job["command"] == "audit":
        words = [
            pl.sum_horizontal(
                pl.when(conditions[place * WORD + bit])
                .then(pl.lit(1 << bit, dtype=pl.UInt64))
                .otherwise(pl.lit(0, dtype=pl.UInt64))
                for bit, _ in bits
            ).alias(f"word_{place}")
            for place, bits in enumerate(words_of(job))
        ]
        outcome = (pl.col("converted") == 1).alias("outcome")
        names = [f"word_{place}" for place in range(len(words))]
        counted = leads.select(*words, outcome).group_by(names)
        counted = counted.agg(pl.len(), pl.col("outcome").sum()).collect(engine="streaming")
        yield counted.rows
        return
    key = job["key"]
    if job["command"] == "first":
        segment = pl.lit(DEFAULT)
        for condition, name in reversed(list(zip(conditions, job["names"]))):
            segment = pl.when(condition).then(pl.lit(name)).otherwise(segment)
        chosen = leads.select(key, segment.alias("segment"))
    else:
        bit = lambda value: pl.lit(value, dtype=pl.UInt16)
        mask = pl.sum_horizontal(
            pl.when(condition).then(bit(1 << place)).otherwise(bit(0))
            for place, condition in enumerate(conditions)
        ).alias("mask")
        cells = [
            pl.lit(pl.Series([cell or None for cell in cells], dtype=pl.String))
            .gather(pl.col("mask"))
            .alias(name)
            for cells, name in zip(zip(*answers_by_mask(job["names"])), ANSWER)
        ]
        chosen = leads.select(key, mask).select(key, *cells)
    chosen.sink_csv(job["out"], engine="streaming")
    yield None


def polars_source(job, pl):
    missing = job["missing"]
    types = {"text": pl.String, "integer": pl.Int32, "tiny": pl.Int8, "date": pl.Date,
             "boolean": pl.Boolean}
    schema = {name: types[kind] for name, kind in job["columns"].items()}
    if job["format"] == "csv":
        return pl.scan_csv(job["table"], schema=schema, null_values=sorted(set(missing.values())))
    if job["format"] == "xlsx":
        leads = pl.read_excel(job["table"], engine="calamine").lazy()
    elif job["format"] == "jsonl":
        # Its reader takes no dates and no short integers.
        read_as = {pl.Date: pl.String, pl.Int8: pl.Int64}
        taken = {name: read_as.get(kind, kind) for name, kind in schema.items()}
        dates = [pl.col(name).str.to_date() for name, kind in schema.items() if kind == pl.Date]
        leads = pl.scan_ndjson(job["table"], schema=taken).with_columns(dates)
    else:
        leads = pl.scan_parquet(job["table"])
    texts = [name for name in missing if job["columns"][name] == "text"]
    nulled = [
        pl.when(pl.col(name) != missing[name]).then(pl.col(name)).alias(name) for name in texts
    ]
    return leads.with_columns(nulled) if nulled else leads


def clickhouse_runs(job):
    import chdb

    yield
    connection = chdb.connect(":memory:")
    threads = job["threads"]
    settings = f"SETTINGS max_threads = {threads}, max_parsing_threads = {threads}"
    source = clickhouse_source(job)
    if job["command"] == "audit":
        one = lambda bit: f"toUInt64({bit})"
        words = [mask_in_sql(bits, "UInt64", "toUInt64(0)", one) for bits in words_of(job)]
        named = ", ".join(f"{word} AS word_{place}" for place, word in enumerate(words))
        names = ", ".join(f"word_{place}" for place in range(len(words)))
        answer = connection.query(
            f"SELECT {named}, count(), countIf(converted = 1) FROM {source} GROUP BY {names}"
            f" {settings}", "RowBinary"
        )
        yield lambda: struct.iter_unpack(f"<{len(words) + 2}Q", answer.bytes())
        return
    key = job["key"]
    structure = [key, "segment"] if job["command"] == "first" else [key, *ANSWER]
    if job["command"] == "first":
        query = f"SELECT {key}, {first_of(job)} FROM {source}"
    else:
        [bits] = words_of(job)
        masks = f"SELECT {key}, {mask_in_sql(bits, 'UInt16', '0', str)} AS mask FROM {source}"
        lists = map(list, zip(*answers_by_mask(job["names"])))
        cells = ", ".join(f"{cells}[mask + 1] AS {name}" for cells, name in zip(lists, ANSWER))
        query = f"SELECT {key}, {cells} FROM ({masks})"
    # Its CSV has quotes around every text.
    structure = ", ".join(f"{name} String" for name in structure)
    connection.query(
        f"INSERT INTO FUNCTION file('{job['out']}', CustomSeparatedWithNames, '{structure}')"
        f" {query} {settings}, format_custom_field_delimiter = ',',"
        " format_custom_escaping_rule = 'Raw', engine_file_truncate_on_insert = 1"
    )
    yield None


def clickhouse_source(job):
    missing, columns = job["missing"], job["columns"]
    structure = ""
    if job["format"] == "csv":
        kinds = {"text": "String", "integer": "Int32", "tiny": "Int8", "date": "Date32",
                 "boolean": "Bool"}
        # A number that may be a word is read as a text.
        types = {name: "String" if name in missing else kinds[kind] for name, kind in columns.items()}
        listed = ", ".join(f"`{name}` Nullable({kind})" for name, kind in types.items())
        structure = f", CSVWithNames, '{listed}'"
    changed = []
    for name, word in missing.items():
        if columns[name] == "text":
            changed.append(f"nullIf(`{name}`, '{word}') AS `{name}`")
        elif job["format"] == "csv":
            changed.append(f"toInt32OrNull(`{name}`) AS `{name}`")
    replace = f" REPLACE ({', '.join(changed)})" if changed else ""
    return f"(SELECT *{replace} FROM file('{job['table']}'{structure}))"


# What runs, and the package that brings it.
PEERS = {
    "DuckDB": ("duckdb", duckdb_runs),
    "Polars": ("polars", polars_runs),
    "ClickHouse": ("chdb", clickhouse_runs),
}
