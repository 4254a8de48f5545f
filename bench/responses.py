"""Made-up responses for measuring: 8 rating questions each, 20,000 people, the same file for the same arguments."""

from pathlib import Path

import duckdb

QUESTIONS = tuple(f"answer_q{place}" for place in range(8))
PEOPLE = 20_000
_PER_MILLION = 1_000_000


def _share(stream: int, below: str) -> str:
    """Whether a hash of row and stream falls below a count per million."""
    return f"hash(i * 64 + {stream}) % {_PER_MILLION} < {below}"


def _answer(place: int, missing: int) -> str:
    """Half of an answer is the respondent's general mood, so that dimensions go together as they do in surveys."""
    mood = "hash(i * 64 + 1) % 1000"
    own = f"hash(i * 64 + {20 + place}) % 1000"
    value = f"CASE WHEN straight THEN 4 ELSE 1 + ({mood} + {own})::INT * 5 // 2000 END::TINYINT"
    skipped = _share(40 + place, str(missing))
    return f"CASE WHEN {skipped} THEN NULL ELSE {value} END AS {QUESTIONS[place]}"


def write_responses(path: Path, *, responses: int, missing: float = 0.0, by_person: bool = False) -> None:
    """Write the file; `missing` is the share of skipped answers, `by_person` sorts it as a sealed snapshot may be.

    About 1 % answer too fast, 0.5 % give one value throughout, 0.1 % use a staff device, 0.3 % repeat the customer and
    touchpoint of the response before.
    """
    customer = f"i - CASE WHEN {_share(2, '3000')} THEN 1 ELSE 0 END"
    person = f"hash(({customer}) * 64 + 3) % {PEOPLE}"
    order = "ORDER BY person, response" if by_person else ""
    query = f"""
        SELECT 'R' || lpad(i::VARCHAR, 9, '0') AS response, 'S' || (i % 4) AS survey, NULL::VARCHAR AS invitation,
            'C' || lpad(({customer})::VARCHAR, 9, '0') AS customer,
            'P' || lpad(({person})::VARCHAR, 5, '0') AS person,
            ['sales', 'after_sales', 'customer_service', 'support'][1 + ({person} % 4)::INT] AS position_group, 'U' || lpad(({person} % 400)::VARCHAR, 3, '0') AS unit,
            ['sales', 'delivery', 'repair', 'hotline'][1 + (hash(({customer}) * 64 + 4) % 4)::INT] AS touchpoint,
            ['online', 'telephone', 'onsite', 'paper'][1 + (hash(i * 64 + 5) % 4)::INT] AS "mode",
            TIMESTAMP '2026-01-01' + to_seconds((i * 7776000.0 / {responses})::BIGINT) AS answered_at,
            CASE WHEN {_share(6, "10000")} THEN 5 ELSE 30 + (hash(i * 64 + 7) % 300)::INT END AS "seconds",
            {_share(8, "1000")} AS staff_device, {", ".join(_answer(place, int(missing * _PER_MILLION)) for place in range(8))}
        FROM (SELECT i, {_share(9, "5000")} AS straight FROM range({responses}) t(i)) {order}
    """
    with duckdb.connect(config={"memory_limit": "3GB", "temp_directory": str(path.parent)}) as connection:
        connection.execute("SET enable_progress_bar = false; SET preserve_insertion_order = true")
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
