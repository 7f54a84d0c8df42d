"""The answer in Markdown: a row for each engine and task, then the table that docs/speed.md shows."""

from .measure import OURS

HEADER = (
    "| task | program | time | ratio | processor time | ratio | peak memory |\n"
    "|---|---|---:|---:|---:|---:|---:|"
)


def row(cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def in_full(task, outcome):
    """Rows of all figures. The ratios are to segplan's: above 1 where segplan is ahead."""
    for place, engine in enumerate(outcome.figures):
        start = ["" if place else task.title, engine]
        if not outcome.measured(engine):
            row([*start, "–", "", "", "", ""])
            continue
        cells = list(start)
        for what in ("seconds", "processor"):
            here = outcome.median(engine, what)
            ours = outcome.median(OURS, what) if outcome.measured(OURS) else None
            cells += [said(here), f"{here / ours:.2f}" if ours else ""]
        memory = max(figure["memory"] for figure in outcome.figures[engine])
        row([*cells, f"{memory:.0f} MB"])


def in_short(outcomes, engines):
    """A row a task: time and memory of each engine, and segplan's lead over the fastest peer."""
    row(["task", *engines, "fastest peer ÷ segplan"])
    print("|---" + "|---:" * (len(engines) + 1) + "|")
    for task, outcome in outcomes:
        cells = [task.title]
        for engine in engines:
            cells.append(short(outcome, engine))
        peers = [engine for engine in engines if engine != OURS and outcome.measured(engine)]
        ahead = ""
        if peers and outcome.measured(OURS):
            fastest = min(outcome.median(engine, "seconds") for engine in peers)
            ahead = f"{fastest / outcome.median(OURS, 'seconds'):.2f}"
        row([*cells, ahead])


def short(outcome, engine):
    if not outcome.measured(engine):
        return "–"
    memory = max(figure["memory"] for figure in outcome.figures[engine])
    return f"{said(outcome.median(engine, 'seconds'))}, {memory:.0f} MB"


def said(seconds):
    """A time with as many digits as tell anything."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{1000 * seconds:.0f} ms"


def troubles(outcomes):
    """What failed or disagreed; says so where nothing did. Whether all is well."""
    lines = [
        f"{task.name}: {engine} {what}"
        for task, outcome in outcomes
        for engine, what in outcome.failed.items()
    ]
    print("\n" + ("\n".join(lines) or "All counts agree, and so do the files written."))
    return not lines
