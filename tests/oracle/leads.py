"""How each lead of a table stands to a plan, and what follows: the mask table, each lead's segment
(plan-format.md, "Lead tables"; cli.md; docs/mask-file.md)."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from oracle.language import Truth, Value, holds
from oracle.random_leads import LeadPlan, Table
from oracle.ranking import Ranking, rank
from oracle.tables import MaskTable

SIGNS = {True: "1", False: "0", None: "?"}
FIRST_MONTH, LAST_MONTH = (1850, 1), (2191, 3)
CELLS = {True: "1", False: "0", None: ""}


@dataclass(frozen=True)
class Stand:
    """How one lead stands to the plan."""

    key: str
    fits: dict[str, Truth]  # by segment with a condition, in file order
    excluded: bool
    outcome: Truth
    reachable: Truth
    month: str
    value: Decimal | None


@dataclass
class Leads:
    """All leads of a table, with the order that resolves overlaps."""

    plan: LeadPlan
    stands: list[Stand]
    ranking: Ranking
    order: list[str]  # ranked segments with a condition, first to last
    priority: dict[str, int]
    default: str

    @classmethod
    def of(cls, plan: LeadPlan, table: Table) -> "Leads":
        ranking = rank(plan.plan)
        names = [one.name for one in ranking.ranked]
        return cls(
            plan=plan,
            stands=stands(plan, table),
            ranking=ranking,
            order=[name for name in names if name in plan.where],
            priority={name: place for place, name in enumerate(names, 1)},
            default=(plan.plan.get("default") or {"name": "default"})["name"],
        )

    def counted(self) -> list[Stand]:
        return [stand for stand in self.stands if not stand.excluded]

    def fitting(self, stand: Stand) -> list[str]:
        """The segments that a lead fits, first to last."""
        return [name for name in self.order if stand.fits[name] is True]

    def resolved(self) -> list[list[str]]:
        """The rows of `resolve`: key, segment, priority, also_matches."""
        return [[stand.key, *self.resolved_one(stand)] for stand in self.stands]

    def resolved_one(self, stand: Stand) -> list[str]:
        if stand.excluded:
            return ["", "", ""]
        fitting = self.fitting(stand)
        if not fitting:
            return [self.default, "", ""]
        return [fitting[0], str(self.priority[fitting[0]]), ";".join(fitting[1:])]

    def masks(self) -> MaskTable:
        table = MaskTable()
        for stand in self.stands:
            if stand.excluded:
                table.excluded += 1
                continue
            mask = "".join(SIGNS[truth] for truth in stand.fits.values())
            key = (mask, CELLS[stand.outcome], CELLS[stand.reachable], stand.month)
            table.add(key, 1, stand.value or Decimal(0), int(stand.value is not None))
        return table


def stands(plan: LeadPlan, table: Table) -> list[Stand]:
    as_of = plan.plan["as_of"]
    found = []
    for row, (lead, cells) in enumerate(zip(table.leads, table.cells), 1):
        of_leads = {key: holds(condition, lead, as_of) for key, condition in plan.leads.items()}
        value = lead[plan.value] if plan.value else None
        day = lead[plan.date] if plan.date else None
        found.append(
            Stand(
                key=cells[0] if table.key else str(row),
                fits={name: holds(where, lead, as_of) for name, where in plan.where.items()},
                excluded=of_leads.get("exclude") is True,
                outcome=of_leads.get("outcome"),
                reachable=of_leads.get("reachable"),
                month=month_of(day),
                value=value if isinstance(value, Decimal) else None,
            )
        )
    return found


def month_of(day: Value | None) -> str:
    """As in a mask file; empty outside of the months that it has room for."""
    if not isinstance(day, datetime.date) or not FIRST_MONTH <= (day.year, day.month) <= LAST_MONTH:
        return ""
    return f"{day.year:04}-{day.month:02}"
