"""Engines' own drivers, as Arrow's driver manager finds them."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def library(module: str) -> Path | None:
    found = importlib.util.find_spec(module)
    if found is None or not found.origin:
        return None
    libraries = sorted(Path(found.origin).parent.glob("lib*.so"))
    return libraries[0] if libraries else None


def manifest(folder: Path, name: str, driver: Path, entry: str = "") -> None:
    entrypoint = f"entrypoint = '{entry}'\n" if entry else ""
    text = f"manifest_version = 1\nname = '{name}'\nversion = '1.0.0'\n[Driver]\n{entrypoint}shared = '{driver}'\n"
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


@contextmanager
def asked(driver: Path, options: dict[str, str], entry: str | None = None) -> Iterator:
    """What asks a database through a driver."""
    from adbc_driver_manager import dbapi

    with (
        dbapi.connect(driver=str(driver), entrypoint=entry, db_kwargs=options, autocommit=True) as connection,
        connection.cursor() as cursor,
    ):
        yield cursor
