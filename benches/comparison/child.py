"""Processes that the measuring one starts: a peer at its work, and what segplan found.

They print JSON. What was found is the same text for each engine: how many sets of segments, a
digest of the sorted list of masks and their leads, and by segment the leads won and their
outcomes; or the number of a file's lines, and a sum of their digests, which is blind to their order.
"""

import csv
import hashlib
import json
import resource
import sys
import time

from .engines import PEERS, WORD
from .plans import DEFAULT


def clocks():
    return time.perf_counter(), time.process_time()


def run_peer(engine, job):
    """Lets an engine work; takes time and memory after the import and before its answer is read."""
    steps = PEERS[engine][1](job)
    next(steps)
    began = clocks()
    answer = next(steps)
    seconds, processor = (end - begin for begin, end in zip(began, clocks()))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = None
    if job["check"]:
        found = found_in_file(job) if answer is None else found_in_rows(answer(), job["names"])
    figures = {"seconds": seconds, "processor": processor, "memory": memory, "found": found}
    print(json.dumps(figures))


def found_by_segplan(job):
    """The same out of segplan's mask file, or of the file that it wrote."""
    if job["command"] != "audit":
        found = found_in_file(job)
    else:
        found = found_in_rows(rows_of_mask_file(job["masks"]), job["names"])
        with open(job["json"]) as answer:
            same_in_audit(json.load(answer), found)
    print(json.dumps(found))


def found_in_rows(rows, names):
    """Of rows of words, leads and outcomes."""
    masks, won, outcomes = {}, {}, {}
    for *words, leads, successes in rows:
        mask = 0
        for place, word in enumerate(words):
            mask |= word << place * WORD
        masks[mask] = masks.get(mask, 0) + leads
        first = names[(mask & -mask).bit_length() - 1] if mask else DEFAULT
        won[first] = won.get(first, 0) + leads
        outcomes[first] = outcomes.get(first, 0) + (successes or 0)
    text = hashlib.sha256()
    for mask in sorted(masks):
        text.update(f"{mask:x},{masks[mask]}\n".encode())
    return {"sets": len(masks), "masks": text.hexdigest(), "won": sorted(won.items()),
            "outcomes": sorted(outcomes.items())}


def rows_of_mask_file(file):
    """Its rows as those of the other engines; undecided counts as not fitting."""
    with open(file, newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            if row["mask"] != "total":
                mask = int(row["mask"].replace("?", "0")[::-1], 2)
                leads = int(row["leads"])
                yield mask, leads, leads if row["outcome"] == "1" else 0


def same_in_audit(audit, found):
    """Compares the answer of the run that was measured with the mask file."""
    segments = [(one["segment"], one["won"], one["outcomes"]) for one in audit["segments"]]
    default = audit["default"]
    segments.append((DEFAULT, default["leads"], default["outcomes"]))
    for key, place in (("won", 1), ("outcomes", 2)):
        here = {one[0]: one[place] for one in segments if one[1]}
        if here != dict(found[key]):
            sys.exit(f"segplan's audit and its mask file differ in {key}")


def found_in_file(job):
    """The lines below the header; of key and segment alone where the peers write no more."""
    digest, count, last = 0, 0, b""
    with open(job["out"], "rb") as lines:
        lines.readline()
        for line in lines:
            cells = line.rstrip(b"\r\n").split(b",")
            if job["keeps_order"] and cells[0] <= last:
                sys.exit(f"{cells[0].decode()} does not stand in the order of the leads")
            last = cells[0]
            wanted = b",".join(cells[:2] if job["command"] == "first" else cells)
            digest += int.from_bytes(hashlib.blake2b(wanted, digest_size=16).digest())
            count += 1
    return {"lines": count, "digest": digest}
