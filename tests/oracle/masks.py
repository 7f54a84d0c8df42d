"""Mask files add up (docs/mask-file.md): the parts of a table, counted apart and merged by segplan
or by us, equal the whole; so does the result of a query, which we write."""

import csv
import json
from pathlib import Path
from random import Random
from typing import Any

from oracle import random_leads
from oracle.common import Case
from oracle.leads import Leads
from oracle.random_leads import Table
from oracle.tables import Dialect, MaskTable, read_masks, write_csv, write_parquet

COLUMNS = [
    "mask",
    "excluded",
    "control",
    "outcome",
    "reachable",
    "month",
    "leads",
    "value",
    "valued",
]


def check(case: Case) -> None:
    plan = random_leads.lead_plan(case.random, most=10, depth=2)
    table = random_leads.random_table(case.random, plan.attributes, case.random.randint(2, 120))
    path, whole = case.write_plan(plan.plan), case.folder / "whole.csv"
    dialect = Dialect(",", "\n", "", False)
    write_csv(table, whole, dialect)
    masks = [count(case, path, part) for part in write_parts(case, table, dialect)]
    total = count(case, path, whole)
    merged = MaskTable()
    for file in masks:
        merge(merged, read_masks(file))
    leads = Leads.of(plan, table)
    case.compare("the whole", leads.masks().told(), read_masks(total).told())
    case.compare("parts, added up", merged.told(), read_masks(total).told())
    query = case.folder / "query.csv"
    write_query(case.random, leads, fingerprint(total), query)
    compare_audits(case, path, whole, total, masks, query)


def write_parts(case: Case, table: Table, dialect: Dialect) -> list[Path]:
    """The table cut into parts, as CSV or Parquet, in any order."""
    rows = len(table.leads)
    cuts = sorted(case.random.sample(range(1, rows), min(case.random.randint(1, 4), rows - 1)))
    files = []
    for number, (first, last) in enumerate(zip([0, *cuts], [*cuts, rows])):
        part = table.part(slice(first, last))
        if case.random.random() < 0.5:
            files.append(case.folder / f"part{number}.csv")
            write_csv(part, files[-1], dialect)
        else:
            files.append(case.folder / f"part{number}.parquet")
            write_parquet(part, files[-1], case.random)
    case.random.shuffle(files)
    return files


def count(case: Case, plan: Path, table: Path) -> Path:
    masks = table.with_suffix(table.suffix + ".masks.csv")
    case.segplan.run("audit", plan, table, "--masks", masks, "--quiet")
    return masks


def merge(into: MaskTable, table: MaskTable) -> None:
    into.excluded += table.excluded
    for key, sums in table.rows.items():
        into.add(key, sums.leads, sums.value, sums.valued)


def fingerprint(masks: Path) -> str:
    lines = masks.read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith("# plan ")).split()[2]


def write_query(random: Random, counted: Leads, plan: str, path: Path) -> None:
    """What a query writes: no header, rows and columns in any order, some rows alike."""
    rows: list[dict[str, Any]] = []
    masks = counted.masks()
    for (mask, outcome, reachable, month), sums in masks.rows.items():
        given = {
            "mask": mask,
            "excluded": "0",
            "outcome": outcome,
            "reachable": reachable,
            "month": month,
        }
        for leads, value, valued in halves(random, sums.leads, sums.value, sums.valued):
            rows.append({**given, "leads": leads, "value": value, "valued": valued})
    if masks.excluded:
        mask = "0" * len(counted.plan.where)
        rows.append({"mask": mask, "excluded": "true", "leads": masks.excluded})
    random.shuffle(rows)
    columns = random.sample([*COLUMNS, "plan", "source"], len(COLUMNS) + 2)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        for row in rows:
            writer.writerow(
                {"control": "", "value": "0", "valued": "0", **row, "plan": plan, "source": "t"}
            )


def halves(random: Random, leads: int, value: Any, valued: int) -> list[tuple[int, Any, int]]:
    """One row, or two that add up to it."""
    if leads < 2 or random.random() < 0.7:
        return [(leads, value, valued)]
    first = random.randint(max(1, valued - leads + 1), leads - 1)
    of_first = min(first, valued)
    return [
        (first, value if of_first else 0, of_first),
        (leads - first, 0 if of_first else value, valued - of_first),
    ]


def compare_audits(
    case: Case, plan: Path, whole: Path, total: Path, parts: list[Path], query: Path
) -> None:
    """The same answers from the leads, from their masks, from the parts and from a query, for the
    plan's order and for another one."""
    for options in ([], other_order(case, plan)):
        expected = answers(case, plan, whole, *options)
        for what, files in (("masks", [total]), ("parts", parts), ("query", [query])):
            told = answers(case, plan, "--from-masks", *files, *options)
            case.compare(f"audit --from-masks, {what}, {options}", expected, told)


def other_order(case: Case, plan: Path) -> list[str]:
    names = [row["segment"] for row in case.segplan.json("order", plan)["order"]]
    if len(names) < 2:
        return []
    if case.random.random() < 0.5:
        return ["--swap", *case.random.sample(names, 2)]
    return ["--order", ",".join(case.random.sample(names, case.random.randint(1, len(names))))]


def answers(case: Case, *arguments: object) -> dict[str, Any]:
    """The audit, without what is said of columns, which needs the leads themselves."""
    audit = json.loads(case.segplan.run("audit", *arguments, "--format", "json"))
    of_columns = {"findings", "not_checked", "undeclared"}
    return {key: value for key, value in audit.items() if key not in of_columns}
