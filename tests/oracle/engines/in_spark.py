"""Spark: a cluster on this machine, of two workers with little memory, in processes of their own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
import shutil
import tempfile

from oracle.engines import Column, Engine, Refused, shown, without_semicolon

# A worker has one core and 512 MB, an executor the same.
CLUSTER = "local-cluster[2,1,640]"
OPTIONS = {
    "spark.driver.memory": "1g",
    "spark.executor.memory": "512m",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.default.parallelism": "2",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.session.timeZone": "UTC",
    # Otherwise queries over a few rows are answered while they are planned, not on the workers.
    "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.ConvertToLocalRelation",
    "spark.sql.adaptive.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.log.level": "FATAL",
}


@contextmanager
def spark() -> Iterator["Spark"]:
    from pyspark.sql import SparkSession

    folder = Path(tempfile.mkdtemp(prefix="segplan-spark-"))
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ["SPARK_WORKER_DIR"] = str(folder / "work")
    builder = SparkSession.builder.master(CLUSTER).appName("segplan")
    for key, value in OPTIONS.items():
        builder = builder.config(key, value)
    builder = builder.config("spark.sql.warehouse.dir", str(folder / "warehouse"))
    builder = builder.config("spark.local.dir", str(folder / "local"))
    session = builder.getOrCreate()
    try:
        yield Spark(session)
    finally:
        session.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Spark(Engine):
    name = "Spark"
    dialect = "spark"

    def __init__(self, session) -> None:
        self.session = session
        self.loaded = 0

    def load(self, table: str, columns: list[Column]) -> None:
        from pyspark.sql import types

        kinds = {
            "text": types.StringType(),
            "integer": types.LongType(),
            "number": types.DoubleType(),
            "boolean": types.BooleanType(),
            "date": types.DateType(),
        }
        schema = types.StructType([types.StructField(one.name, kinds[one.kind]) for one in columns])
        # Casts that fail stop a query or are null, and expressions are compiled or interpreted,
        # depending on settings: now this, now that. Compiling takes most of the time.
        self.loaded += 1
        is_compiled = self.loaded % 16 == 1
        for key, value in {
            "spark.sql.ansi.enabled": str(self.loaded % 2 == 0).lower(),
            "spark.sql.codegen.wholeStage": str(is_compiled).lower(),
            "spark.sql.codegen.factoryMode": "FALLBACK" if is_compiled else "NO_CODEGEN",
        }.items():
            self.session.conf.set(key, value)
        rows = list(zip(*(one.values for one in columns)))
        self.session.createDataFrame(rows, schema).createOrReplaceTempView(table)

    def rows(self, query: str) -> list[list[str]]:
        from pyspark.errors import PySparkException

        try:
            frame = self.session.sql(without_semicolon(query))
            rows = [[shown(cell) for cell in row] for row in frame.collect()]
        except PySparkException as error:
            raise Refused(str(error)) from error
        return [frame.columns, *rows]

    def version(self) -> str:
        return self.session.version
