"""What benches/compare.py consists of: plans, tables, tasks, engines, and how they are measured."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
