"""Conditions over awkward tables, lead by lead (plan-format.md, "Conditions"): `resolve` of CSV
and of Parquet, and the mask table, which tells null from false."""

from oracle import random_leads
from oracle.common import Case
from oracle.leads import Leads
from oracle.tables import Dialect, read_csv, read_masks, write_csv, write_parquet


def check(case: Case) -> None:
    plan = random_leads.lead_plan(case.random)
    table = random_leads.random_table(case.random, plan.attributes, case.random.randint(1, 60))
    if table.key:
        plan.plan["leads"]["key"] = table.key
    dialect = Dialect.any(case.random)
    comma, parquet = case.folder / "leads.csv", case.folder / "leads.parquet"
    write_csv(table, comma, dialect)
    write_parquet(table, parquet, case.random)
    path, leads = case.write_plan(plan.plan), Leads.of(plan, table)
    for file, delimiter in ((comma, dialect.delimiter), (parquet, ",")):
        options = ["--delimiter", delimiter] if file is comma else []
        resolved = case.segplan.run("resolve", path, file, "-o", "-", *options)
        case.compare(f"resolve, {file.name}", leads.resolved(), read_csv(resolved, delimiter)[1:])
        masks = case.folder / f"{file.suffix[1:]}.masks.csv"
        case.segplan.run("audit", path, file, "--masks", masks, "-q", *options)
        case.compare(f"masks, {file.name}", leads.masks().told(), read_masks(masks).told())
