"""Servers that some tests need: where one cannot be had they skip, or fail if that is asked."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from quorate.record.database import Database

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("quorate", deadline=None)  # a busy machine is no fault
settings.load_profile("quorate")


def skip_or_fail(reason: str) -> None:
    """Skip the test with one line; with QUORATE_NO_SKIP set, as in CI, fail it."""
    if os.environ.get("QUORATE_NO_SKIP"):
        pytest.fail(f"{reason}, and QUORATE_NO_SKIP is set")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Start a PostgreSQL server of our own on a free port; give its address."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = str(found[-1]) if found else shutil.which("initdb")
    if initdb is None:
        skip_or_fail("PostgreSQL is not installed")
    assert initdb is not None
    folder = Path(tempfile.mkdtemp(prefix="quorate-postgresql-"))
    as_user: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        as_user = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data, control = folder / "data", str(Path(initdb).with_name("pg_ctl"))
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    subprocess.run([*as_user, initdb, "-D", str(data), "-A", "trust", "-U", "quorate"], **quiet)  # type: ignore[call-overload]
    start = [control, "-D", str(data), "-l", str(folder / "log"), "-o", options, "-w", "start"]
    subprocess.run([*as_user, *start], **quiet)  # type: ignore[call-overload]
    try:
        yield f"postgresql://quorate@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*as_user, control, "-D", str(data), "-m", "immediate", "stop"], **quiet)  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def emptied(postgresql: str) -> str:
    """Return the address of the server's database, with nothing in it."""
    database = Database(postgresql)
    database.run("DROP SCHEMA public CASCADE")
    database.run("CREATE SCHEMA public")
    database.close()
    return postgresql


CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("QUORATE_CHROMIUM") or shutil.which("chromium")
    if path is None:
        skip_or_fail("Chromium is not installed")
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=CHROMIUM)
        yield started
        started.close()
