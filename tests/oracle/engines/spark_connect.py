"""Servers of Spark Connect."""

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(command: list[str], port: int, folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """A server of Spark Connect, and its address."""
    with open(folder / "log", "w", encoding="utf-8") as log:
        server = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and server.poll() is None:
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.5)
        yield f"sc://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(60)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def of_spark(folder: Path):
    """Spark's own."""
    import pyspark

    home, port = Path(pyspark.__file__).parent, free_port()
    options = {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": str(port),
        "spark.ui.enabled": "false",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    conf = [part for key, value in options.items() for part in ("--conf", f"{key}={value}")]
    command = [str(home / "bin/spark-submit"), "--master", "local[2]", "--driver-memory", "1g"]
    service = "org.apache.spark.sql.connect.service.SparkConnectServer"
    command += [*conf, "--class", service, "spark-internal"]
    return served(command, port, folder, {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"})


def of_sail(folder: Path):
    """Sail, which has tables of Delta Lake and Iceberg and needs no Java."""
    port, alone = free_port(), folder / "alone"
    # A PySpark that is newer than Sail knows stops it, wherever it finds one.
    alone.mkdir()
    (alone / "pysail").symlink_to(Path(importlib.util.find_spec("pysail").origin).parent)
    command = [sys.executable, "-S", "-m", "pysail", "spark", "server", "--ip", "127.0.0.1", "--port", str(port)]
    return served(command, port, folder, {"TZ": "UTC", "PYTHONPATH": str(alone)})
