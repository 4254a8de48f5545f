"""A PostgreSQL server of our own for one measurement, when its programs are installed."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import psycopg

from bench.responses import QUESTIONS
from bench.tally_contenders import SUMS, Prepared, Totals

_ACCOUNT = "postgres"


def programs() -> Path | None:
    """The newest installation's folder, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """A fresh server under `folder`, reached by a socket; yields the connection string."""
    where = programs()
    if where is None:
        raise FileNotFoundError("no PostgreSQL programs are installed")
    data, user = folder / "postgres", None
    if os.geteuid() == 0:  # the server refuses to run as root
        user = pwd.getpwnam(_ACCOUNT).pw_name
    data.mkdir()
    if user:
        shutil.chown(data, user)
    _run([where / "initdb", "-D", data, "-U", "bench", "-A", "trust"], user)
    options = f"-k {data} -c listen_addresses= -c shared_buffers=512MB -c work_mem=256MB -c max_wal_size=4GB"
    _run([where / "pg_ctl", "-D", data, "-w", "-o", options, "-l", data / "log", "start"], user)
    try:
        yield f"host={data} user=bench dbname=postgres"
    finally:
        _run([where / "pg_ctl", "-D", data, "-m", "immediate", "stop"], user)


def _run(command: list[str | Path], user: str | None) -> None:
    subprocess.run(command, user=user, cwd="/", check=True, stdout=subprocess.DEVNULL)


def prepare(path: Path, address: str) -> Prepared:
    """A table loaded and analysed beforehand; sums only."""
    connection = psycopg.connect(address, autocommit=True)
    connection.execute(f"CREATE TABLE responses (person TEXT, {', '.join(f'{name} SMALLINT' for name in QUESTIONS)})")
    rows = duckdb.connect().execute(f"SELECT person, {', '.join(QUESTIONS)} FROM '{path}'")
    with connection.cursor().copy("COPY responses FROM STDIN") as copy:
        while batch := rows.fetchmany(50_000):
            for row in batch:
                copy.write_row(row)
    connection.execute("VACUUM ANALYZE responses")

    def run() -> Totals:
        found = connection.execute(f"SELECT person, count(*), {SUMS} FROM responses GROUP BY person").fetchall()
        return sum(row[1] for row in found), sum(int(sum(row[2:])) for row in found)

    return run
