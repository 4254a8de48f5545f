"""What several sections speak of: subjects, cadences, spans of time, roles of the procedure."""

from typing import Annotated, Literal

from pydantic import PlainValidator, WithJsonSchema

from manyi.engine.durations import Duration, DurationError, duration_from_text
from manyi.engine.policy.words import problem

SubjectKind = Literal["person", "unit", "case", "idea", "project"]
Cadence = Literal["month", "quarter", "year", "project"]


def _duration(value: object) -> Duration:
    if isinstance(value, Duration):
        return value
    try:
        return duration_from_text(str(value))
    except DurationError as error:
        raise problem("duration", str(error), error.zh) from None


Lasting = Annotated[
    Duration,
    PlainValidator(_duration),
    WithJsonSchema({"type": "string", "pattern": r"^[1-9][0-9]{0,5} (min|h|d|working_days)$"}),
]
