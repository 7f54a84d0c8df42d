"""What is measured: workloads by name, each a few tasks on CSV and on Parquet."""

import random
from dataclasses import dataclass
from pathlib import Path

from . import ROOT, plans, tables

LISTS = (10, 300, 1_000, 10_000)
PATTERNS = (
    "Alpha %", "Nordic%", "% GmbH", "%Oy", "%Steel%", "Baltic % Ltd", "%Valve%7%", "_lobal%",
    "%Crane % AG", "Lake Timber%", "%12_ %", "Hansa%Inc", "%99 %", "%Optics 4%", "Fjord _umb%", "%o.o.",
)
PARTS = (*tables.SECOND, "Alpha", "Nordic", "GmbH", "Sp. z", "77", "123")


@dataclass(frozen=True)
class Task:
    """One row of the answer: what every engine does to one file.

    `audit` counts all sets of segments; `resolve` writes each lead's segment, its priority and
    the other segments that fit; `first` writes the segment alone, segplan also its priority.
    """

    name: str
    title: str
    command: str
    format: str
    plan: plans.Plan
    table: tables.Table
    key: str
    threads: int
    # The engines that read such a file, where not all do.
    engines: tuple[str, ...] | None = None


class Workloads:
    """Makes the tasks of each workload, and its tables, when they are asked for."""

    def __init__(self, rows, folder, temporary, cores):
        self.rows, self.folder, self.temporary, self.cores = rows, folder, temporary, cores
        self.made = {}
        many = {
            "8": self.eight,
            "20": lambda: self.over_leads("20", "20 segments", self.file("compare-20.yaml")),
            "32": lambda: self.random_segments(32),
            "128": lambda: self.random_segments(128),
        }
        lists = {f"list-{length}": lambda length=length: self.list(length) for length in LISTS}
        self.all = many | lists | {
            "patterns": lambda: self.companies("patterns", "16 patterns", "like", PATTERNS),
            "contains": lambda: self.companies("contains", "20 contains", "contains", PARTS),
            "folder": self.in_folder,
            "wide": self.wide,
            "jsonl": lambda: self.form("jsonl", "JSON lines", 5, ("segplan", "DuckDB", "Polars")),
            "xlsx": lambda: self.form("xlsx", "a workbook", 50, ("segplan", "Polars")),
            "threads": self.threads,
        }

    def tasks(self, wanted):
        """Those of a workload, or whose names start as one of those wanted; all for none."""
        for name, make in self.all.items():
            if not wanted or name in (one.split("/")[0] for one in wanted):
                for task in make():
                    if not wanted or any(f"{task.name}/".startswith(f"{one}/") for one in wanted):
                        yield task

    def table(self, make, *arguments):
        if (make, arguments) not in self.made:
            self.made[make, arguments] = make(*arguments)
        return self.made[make, arguments]

    def leads(self, rows=None):
        return self.table(tables.leads, rows or self.rows, self.folder)

    def keyed(self):
        return self.table(tables.keyed, max(self.rows * 3 // 10, 1), self.folder)

    def file(self, name):
        return plans.read(ROOT / "benches" / name)

    def written(self, name, key, attributes, conditions):
        return plans.write(Path(self.temporary) / f"{name}.yaml", key, attributes, conditions)

    def audits(self, name, title, plan, table, key):
        for kind, said in (("csv", "CSV"), ("parquet", "Parquet")):
            yield Task(f"{name}/audit/{kind}", f"{title}, audit of {said}", "audit", kind, plan,
                       table, key, self.cores)

    def eight(self):
        plan = self.file("compare.yaml")
        yield from self.audits("8", "8 segments", plan, self.leads(), "lead_id")
        yield Task("8/resolve/csv", "8 segments, resolve CSV to CSV", "resolve", "csv", plan,
                   self.leads(), "lead_id", self.cores)

    def over_leads(self, name, title, plan):
        yield from self.audits(name, title, plan, self.leads(), "lead_id")
        for kind, said in (("csv", "CSV"), ("parquet", "Parquet")):
            yield Task(f"{name}/first/{kind}", f"{title}, first that fits, {said} to CSV", "first",
                       kind, plan, self.leads(), "lead_id", self.cores)

    def random_segments(self, count):
        conditions = plans.random_conditions(count)
        plan = self.written(f"random-{count}", "lead_id", plans.LEAD_ATTRIBUTES, conditions)
        return self.over_leads(str(count), f"{count} random segments", plan)

    def list(self, length):
        """Half of the values are in the table where it is long enough, in no order."""
        table = self.keyed()
        draw = random.Random(length)
        numbers = draw.sample(range(max(table.rows * 2, length)), length)
        values = ",".join(f"'{tables.key_of(number)}'" for number in numbers)
        name = f"list-{length}"
        plan = self.written(name, "account", plans.KEYED_ATTRIBUTES, [f"account in ({values})"])
        return self.audits(name, f"list of {length:,} keys", plan, table, "account")

    def companies(self, name, title, operator, texts):
        conditions = [f"company {operator} '{text}'" for text in texts]
        plan = self.written(name, "account", plans.KEYED_ATTRIBUTES, conditions)
        return self.audits(name, title, plan, self.keyed(), "account")

    def in_folder(self):
        """The same leads in many small files."""
        table = self.table(tables.in_folder, self.rows, self.folder, self.leads())
        yield Task("folder/audit/parquet", f"8 segments, audit of {tables.FILES} Parquet files",
                   "audit", "parquet", self.file("compare.yaml"), table, "lead_id", self.cores)

    def wide(self):
        """Eight of the columns are read: seven by conditions, and the outcome."""
        rows = max(self.rows // 50, 1)
        table = self.table(tables.wide, rows, self.folder, self.leads())
        columns = tuple(name for name in tables.KEPT if name not in ("lead_id", "converted"))
        conditions = plans.random_conditions(8, attributes=columns)
        plan = self.written("wide", "lead_id", plans.WIDE_ATTRIBUTES, conditions)
        return self.audits("wide", "500 columns, 8 of them read", plan, table, "lead_id")

    def form(self, kind, said, share, engines):
        """The 8 segments over a share of the leads in another form."""
        plan, rows = self.file("compare.yaml"), max(self.rows // share, 1)
        table = self.table(tables.leads_as, kind, rows, self.folder, self.leads())
        yield Task(f"{kind}/audit", f"8 segments, audit of {said}", "audit", kind, plan, table,
                   "lead_id", self.cores, engines)

    def threads(self):
        """The 8 segments with 1, 2, 4 … threads and as many as there are cores."""
        plan = self.file("compare.yaml")
        numbers = {1 << power for power in range(self.cores.bit_length())} | {self.cores}
        for number in sorted(numbers):
            for kind, said in (("csv", "CSV"), ("parquet", "Parquet")):
                threads = "1 thread" if number == 1 else f"{number} threads"
                yield Task(f"threads/{number}/{kind}", f"8 segments, audit of {said}, {threads}",
                           "audit", kind, plan, self.leads(), "lead_id", number)
