"""PostgreSQL: a server of its own, which listens on a socket in a folder and nowhere else."""

import csv
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from oracle.engines import Column, Engine, Refused, double_quoted, shown, without_semicolon

TYPES = {
    "text": "text",
    "integer": "bigint",
    "number": "double precision",
    "boolean": "boolean",
    "date": "date",
}


class Server:
    def __init__(self, folder: Path, programs: Path):
        self.folder, self.programs = folder, programs
        self.user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

    def run(self, program: str, *arguments: str, given: str = "") -> str:
        command = [*self.user, str(self.programs / program), *arguments]
        done = subprocess.run(
            command, input=given.encode(), capture_output=True, check=False, cwd=self.folder
        )
        if done.returncode != 0:
            raise Refused(f"{' '.join(command)}: {done.stderr.decode(errors='replace')}")
        return done.stdout.decode()

    def ask(self, script: str, database: str = "postgres") -> str:
        options = ["-h", str(self.folder), "-U", "oracle", "-d", database]
        return self.run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *options, given=script)


@contextmanager
def server() -> Iterator[Server | None]:
    """None, which is said, where PostgreSQL is not installed; with SEGPLAN_NO_SKIP=1 that fails."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name)
    )
    programs = versions[-1] if versions else Path(shutil.which("initdb") or "/none/initdb").parent
    if not (programs / "initdb").exists():
        if os.environ.get("SEGPLAN_NO_SKIP"):
            raise SystemExit("PostgreSQL is not installed")
        print("skipped: PostgreSQL is not installed")
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="segplan-pg-"))
    made = Server(folder, programs)
    if made.user:
        shutil.chown(folder, "postgres")
    data = str(folder / "data")
    try:
        setup = ["-U", "oracle", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"]
        made.run("initdb", "-D", data, *setup, "--no-sync")
        flags = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c jit=off"
        made.run("pg_ctl", "-D", data, "-o", flags, "-l", str(folder / "log"), "-w", "start")
        yield made
    finally:
        subprocess.run(
            [*made.user, str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop"],
            capture_output=True,
            check=False,
            cwd=folder,
        )
        shutil.rmtree(folder, ignore_errors=True)


class Postgres(Engine):
    """One database of a server."""

    dialect = "postgres"

    def __init__(self, of: Server, database: str, locale: str):
        self.server, self.database = of, database
        self.name = f"PostgreSQL, {locale}"
        create = f"CREATE DATABASE {database} TEMPLATE template0"
        if database == "icu":
            create += " LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"
        of.ask(f"{create};")

    def load(self, table: str, columns: list[Column]) -> None:
        declared = ", ".join(f"{double_quoted(one.name)} {TYPES[one.kind]}" for one in columns)
        written = io.StringIO()
        for row in zip(*(one.values for one in columns)):
            # An empty cell without quotes is null, one with quotes is an empty text.
            cells = ['"' + shown(cell).replace('"', '""') + '"' for cell in row]
            cells = ["" if cell is None else text for cell, text in zip(row, cells)]
            written.write(",".join(cells) + "\n")
        script = (
            "SET client_min_messages = error;\n"
            f"DROP TABLE IF EXISTS {table}; CREATE TABLE {table} ({declared});\n"
            f"COPY {table} FROM STDIN (FORMAT csv, NULL '');\n{written.getvalue()}\\.\n"
        )
        self.server.ask(script, self.database)

    def rows(self, query: str) -> list[list[str]]:
        # The last lines of a comment must not swallow what follows.
        script = f"COPY (\n{without_semicolon(query)}\n) TO STDOUT (FORMAT csv, HEADER);\n"
        told = self.server.ask(script, self.database)
        header, *rows = csv.reader(io.StringIO(told, newline=""))
        truths = {"t": "true", "f": "false"}
        flags = {"primary", "excluded", "control", "outcome", "reachable"}
        return [
            header,
            *(
                [truths.get(cell, cell) if name in flags else cell for name, cell in zip(header, row)]
                for row in rows
            ),
        ]

    def version(self) -> str:
        return self.server.ask("\\t on\nSHOW server_version;").strip()
