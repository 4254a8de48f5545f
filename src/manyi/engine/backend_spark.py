"""Where evidence tables live and run on many machines: Spark, behind the same port as DuckDB."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import narwhals as nw
import numpy as np

from manyi.engine.backend import Arrays, Frame
from manyi.engine.contract import Type
from manyi.engine.tables import TABLES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

_HASH = "hash_of_row"

_ALWAYS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # an overflow is an error, never a wrong number
    "spark.sql.parquet.inferTimestampNTZ.enabled": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.files.openCostInBytes": "1048576",  # a day's file may be small: many of them make one task
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
_LOCAL = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "4",
}

_ARRAYS = {
    "TinyintType": "int8", "ByteType": "int8", "ShortType": "int16", "IntegerType": "int32", "LongType": "int64",
    "FloatType": "float32", "DoubleType": "float64", "BooleanType": "bool", "TimestampNTZType": "datetime64[us]",
    "DateType": "datetime64[us]",
}  # fmt: skip
_EMPTY = {Type.INT: "int64", Type.FLAG: "bool", Type.INSTANT: "datetime64[us]", Type.DATE: "datetime64[us]"}


class SparkUnavailable(RuntimeError):
    """Spark cannot be started or reached: what is missing and what to do; `zh` says the same in Chinese."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.zh = zh


class Spark:
    """A Spark session reading sealed Parquet files where they lie: `files` names those of each table.

    The machines must find them under the same paths. Use as a context manager, or call `close`.
    """

    def __init__(self, session: "SparkSession", files: Mapping[str, Sequence[Path]]) -> None:
        self.session = session
        self.files = files
        self._read: dict[str, DataFrame] = {}

    @classmethod
    def open(
        cls, files: Mapping[str, Sequence[Path]], *, master: str, settings: Mapping[str, str] | None = None
    ) -> Self:
        """A session on `master`, local[2] or spark://host:7077, with further `settings` of Spark.

        Raises SparkUnavailable.
        """
        return cls(_session(master, settings or {}), files)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the session; frames handed out before can no longer run."""
        self.session.stop()

    def table(self, name: str) -> Frame:
        """The rows of a sealed table; of a table without rows, its columns."""
        files = self.files.get(name)
        if not files:
            return self.hold(
                {column.name: np.empty(0, _EMPTY.get(column.type, "object")) for column in TABLES[name].columns}
            )
        if name not in self._read:  # listing thousands of files takes a job of its own
            self._read[name] = self.session.read.parquet(*map(str, files))
        return nw.from_native(self._read[name])

    def hold(self, columns: Arrays) -> Frame:
        """Columns of equal length, handed to every machine; object arrays are text."""
        from pyspark.sql.functions import broadcast

        rows = list(zip(*(values.tolist() for values in columns.values()), strict=True))
        return nw.from_native(broadcast(self.session.createDataFrame(rows, _schema(columns), verifySchema=False)))

    def keep(self, frame: Frame) -> Frame:
        """The rows kept by the machines that computed them; a part that is lost with its machine is computed again."""
        kept: DataFrame = frame.to_native().persist()
        kept.count()
        return nw.from_native(kept)

    def fetch(self, frame: Frame) -> Arrays:
        """The result column by column; a column with empty cells is an object array holding None."""
        native: DataFrame = frame.to_native()
        rows = native.collect()
        return {
            field.name: _array([row[place] for row in rows], type(field.dataType).__name__)
            for place, field in enumerate(native.schema.fields)
        }

    def repeated(self, frame: Frame, by: Sequence[str]) -> Frame:
        """The rows whose hash of `by` occurs more than once; only hashes travel between machines to find out."""
        from pyspark.sql import functions

        complete = frame.filter(*(~nw.col(column).is_null() for column in by)).to_native()
        marked = complete.withColumn(_HASH, functions.xxhash64(*(_quoted(column) for column in by)))
        twice = marked.groupBy(_HASH).count().where("count > 1").select(_HASH)
        rows: Frame = nw.from_native(marked.join(twice, _HASH, "left_semi").drop(_HASH))
        return rows


def _session(master: str, settings: Mapping[str, str]) -> "SparkSession":
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ModuleNotFoundError:
        raise SparkUnavailable(
            "Spark is not installed. Install it: pip install 'manyi[spark]'; it needs Java 17.",
            "没有安装 Spark。请执行 pip install 'manyi[spark]'；它需要 Java 17。",
        ) from None
    chosen = _ALWAYS | (_LOCAL if master.startswith("local") else {}) | dict(settings)
    builder = SparkSession.builder.master(master).appName("manyi")
    for name, value in chosen.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (PySparkException, Py4JError, OSError) as error:
        reason = str(error).strip().splitlines()[0]
        raise SparkUnavailable(
            f"Spark did not start on {master} ({reason}). It needs Java 17, such as the package "
            "openjdk-17-jre-headless; a cluster must be running and reachable.",
            f"Spark 未能在 {master} 上启动（{reason}）。它需要 Java 17，例如软件包 openjdk-17-jre-headless；集群须已运行且可以连通。",
        ) from error


def _quoted(column: str) -> str:
    return "`" + column.replace("`", "``") + "`"


def _schema(columns: Arrays) -> "StructType":
    from pyspark.sql import types

    kinds: dict[str, types.DataType] = {
        "int8": types.ByteType(), "int16": types.ShortType(), "int32": types.IntegerType(), "int64": types.LongType(),
        "float64": types.DoubleType(), "bool": types.BooleanType(), "datetime64[us]": types.TimestampNTZType(),
        "object": types.StringType(),
    }  # fmt: skip
    return types.StructType([types.StructField(name, kinds[str(values.dtype)]) for name, values in columns.items()])


def _array(cells: list[Any], kind: str) -> np.ndarray[tuple[int], np.dtype[Any]]:
    if any(cell is None for cell in cells) or kind not in _ARRAYS:
        array = np.empty(len(cells), dtype=object)
        array[:] = cells
        return array
    return np.array(cells, dtype=_ARRAYS[kind])
