"""Runs a program for at most so many seconds and writes down what it took.

A script of its own that imports little, because a program counts the memory of the process that
started it as its own peak: python3 -I -S spawn.py SECONDS FIGURES PROGRAM ARGUMENT…
"""

import os
import signal
import sys
import time


def main(limit, figures, *command):
    began = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(process, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, float(limit))
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - began
    signal.setitimer(signal.ITIMER_REAL, 0)
    with open(figures, "w") as out:
        out.write(f"{seconds} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss / 1024}")
    sys.exit(1 if os.waitstatus_to_exitcode(status) else 0)


main(*sys.argv[1:])
