"""What segplan and what an engine say of the same leads, and how they differ."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from oracle.common import Segplan
from oracle.tables import read_csv
from oracle.warehouse_cases import Case

Rows = list[list[str]]
Told = Any  # rows in order, or a mask's sums by what its leads have in common


@dataclass(frozen=True)
class Expected:
    primary: Rows
    memberships: Rows
    masks: dict[tuple[str, ...], tuple[int, Decimal, int]]
    audit: dict[str, Any] | None

    def of(self, emit: str) -> Told:
        return {"primary": self.primary, "memberships": self.memberships, "masks": self.masks}[emit]


def expected(segplan: Segplan, case: Case) -> Expected:
    def resolved(*options: str) -> Rows:
        return read_csv(segplan.run("resolve", case.plan, case.table, "-o", "-", *options))

    draw = case.draw
    masks = case.folder / "masks.csv"
    segplan.run("audit", case.plan, case.table, "--masks", masks, "--quiet")
    lines = [line for line in masks.read_text(encoding="utf-8").split("\n") if line[:1] != "#"]
    audit = answers(segplan, case, case.table) if case.audits else None
    return Expected(
        primary=read("primary", resolved(*draw)),
        memberships=read("memberships", resolved("--long", *draw)),
        masks=read("masks", [row for row in csv.reader(lines) if row]),
        audit=audit,
    )


def read(emit: str, rows: Rows) -> Told:
    """Rows without their order; of masks without those of excluded leads, but for their number."""
    header, *rows = rows
    if emit != "masks":
        return [header, *sorted(rows)]
    sums: dict[tuple[str, ...], tuple[int, Decimal, int]] = {}
    total = None
    for row in rows:
        cell = dict(zip(header, row))
        measures = int(cell["leads"]), Decimal(cell["value"] or 0), int(cell["valued"])
        if cell["mask"] == "total":
            assert total is None, "two totals"
            total = measures
            continue
        names = ["mask", "excluded", "control", "outcome", "reachable"]
        flags = {"true": "1", "false": "0", "True": "1", "False": "0"}
        key = [flags.get(cell[name], cell[name]) for name in names] + [cell["month"][:7]]
        if key[1] == "1":
            key, measures = ["excluded"], (measures[0], Decimal(0), 0)
        before = sums.get(tuple(key), (0, Decimal(0), 0))
        sums[tuple(key)] = tuple(map(sum, zip(before, measures)))
    assert total is None or total[0] == sum(leads for leads, _, _ in sums.values()), "wrong total"
    return sums


def differences(emit: str, right: Told, told: Told) -> list[str]:
    if right == told:
        return []
    if emit != "masks":
        lines = [f"{emit}, expected {row}" for row in right if row not in told]
        lines += [f"{emit}, not expected {row}" for row in told if row not in right]
        return lines or [f"{emit}: {len(right)} rows expected, {len(told)} told"]
    keys = sorted({*right, *told})
    return [
        f"masks, {key}: expected {right.get(key)}, told {told.get(key)}"
        for key in keys
        if right.get(key) != told.get(key)
    ]


def answers(segplan: Segplan, case: Case, *table: object) -> dict[str, Any]:
    """The audit, without what is said of columns, which needs the leads themselves."""
    audit = segplan.json("audit", case.plan, *table)
    of_columns = {"findings", "not_checked", "undeclared"}
    return {key: value for key, value in audit.items() if key not in of_columns}


def audit_differences(segplan: Segplan, case: Case, rows: Rows, right: Expected) -> list[str]:
    """The audit of a query's masks is that of the table."""
    file = case.folder / "query.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(rows)
    told = answers(segplan, case, "--from-masks", file)
    wrong = [key for key in right.audit or {} if right.audit[key] != told.get(key)]
    return [f"audit --from-masks: {key}: {right.audit[key]} / {told.get(key)}" for key in wrong]
