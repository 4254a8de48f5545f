"""The folder a settlement leaves: everything to read, and everything needed to compute it again; it appears whole or not at all."""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import manyi
from manyi.engine.backend import Backend
from manyi.engine.digest import table_digests
from manyi.engine.evidence import Evidence
from manyi.engine.periods import MONTHS, Period, read_period
from manyi.engine.policy.language import Edition
from manyi.engine.policy.questionnaire import QUESTIONNAIRE_FILE, Questionnaire, read_questionnaire
from manyi.engine.policy.reading import read_edition
from manyi.engine.seal import read_sealed, seal
from manyi.engine.settle import Settlement, settle_period
from manyi.report import quality_tables, tables

MANIFEST = "manifest.json"
SEALED = "sealed"
POLICY = "policy"
Progress = Callable[[str], None]
Documents = Mapping[str, Callable[[], str | bytes]]
"""File name → what makes its content: text, or bytes."""


class RunFolderError(ValueError):
    """A run folder that cannot be written or read, with what to do next; `zh` says the same in Chinese."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.zh = zh


@dataclass(frozen=True)
class Run:
    """A settled period and the one before it under the same edition, if there was one."""

    settlement: Settlement
    previous: Settlement | None


@dataclass(frozen=True)
class Verification:
    """Digests as recorded and as computed again, and files that are no longer as they were written."""

    recorded: Mapping[str, str]
    computed: Mapping[str, str]
    altered: tuple[str, ...] = ()

    @property
    def equal(self) -> bool:
        """Both digests agree."""
        return dict(self.recorded) == dict(self.computed)


def settle_with_previous(
    edition: Edition,
    questionnaire: Questionnaire | None,
    period: Period,
    evidence: Evidence,
    progress: Progress | None = None,
    digests: Mapping[str, str] | None = None,
    backend: Backend | None = None,
) -> Run:
    """Settle the period before first (for comparison, when the edition was in force), then the period itself.

    `digests` of the tables and `backend` as for `settle_period`.
    """
    digests = digests or table_digests(evidence.connection)
    before = period.shifted(-MONTHS[period.cadence])
    previous = None
    if before.start >= edition.edition:
        if progress is not None:
            progress(f"previous period {before.label}")
        previous = settle_period(edition, questionnaire, before, evidence, None, digests, backend)
    return Run(settle_period(edition, questionnaire, period, evidence, progress, digests, backend), previous)


def write_run(run: Run, policy: Path, out: Path, reports: Documents) -> None:
    """Write the run folder, whole or not at all. `out` must not exist."""
    write_whole(out, lambda folder: _fill(run, policy, folder, reports))


def write_whole(out: Path, fill: Callable[[Path], object]) -> None:
    """A folder built beside `out` under a temporary name, renamed when complete. `out` must not exist."""
    if out.exists():
        raise _taken(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        fill(unfinished)
        unfinished.chmod(0o755)
        _appear(unfinished, out)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _appear(unfinished: Path, out: Path) -> None:
    """Rename the finished folder; when another run took the name meanwhile, that one stays."""
    try:
        unfinished.rename(out)
    except OSError:
        if out.exists():
            raise _taken(out) from None
        raise


def _taken(out: Path) -> RunFolderError:
    return RunFolderError(
        f"{out} exists already; a run is never written over. Choose another folder or remove that one.",
        f"{out} 已存在；结算结果不会被覆盖。请另选文件夹，或先移走原有的。",
    )


_TABLES: dict[str, Callable[[Settlement], str]] = {
    "decisions.json": tables.decisions_json, "decisions.csv": tables.decisions_csv, "gifts.csv": tables.gifts_csv,
    "held_back.csv": tables.held_back_csv, "exclusions.csv": tables.exclusions_csv, "flags.csv": tables.flags_csv,
    "problems.csv": tables.problems_csv, "openings.csv": tables.openings_csv, "budgets.csv": tables.budgets_csv,
    "appraisal.csv": tables.appraisal_csv, "taxable.csv": tables.taxable_csv, "takings.csv": tables.takings_csv,
    "signals.csv": quality_tables.signals_csv, "signals.json": quality_tables.signals_json,
    "quality_effect.csv": quality_tables.quality_effect_csv,
}  # fmt: skip


def _fill(run: Run, policy: Path, folder: Path, reports: Documents) -> None:
    settlement = run.settlement
    for name, make in _TABLES.items():
        (folder / name).write_text(make(settlement), encoding="utf-8", newline="")
    tables.write_scores(settlement.scores, folder / "scores.parquet")
    for name, report in reports.items():
        made = report()
        (folder / name).write_bytes(made.encode() if isinstance(made, str) else made)
    seal(settlement.evidence, folder / SEALED, settlement.table_digests)
    shutil.copytree(policy, _policy_folder(folder, settlement.edition.policy, str(settlement.edition.edition)))
    (folder / MANIFEST).write_text(
        json.dumps(_manifest(settlement) | {"files": _files(folder)}, ensure_ascii=False, indent=1) + "\n",
        encoding="utf-8",
    )


def _files(folder: Path) -> dict[str, str]:
    """Every file written beside the manifest and its SHA-256: no promise about their bytes, but a change is seen."""
    found = sorted(path for path in folder.iterdir() if path.is_file() and path.name != MANIFEST)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def _policy_folder(out: Path, policy: str, edition: str) -> Path:
    """The copy keeps the names of its folders, by which an edition knows itself."""
    return out / POLICY / policy / edition


def _manifest(settlement: Settlement) -> dict[str, object]:
    return {
        "program": f"manyi {manyi.__version__}",
        "policy": settlement.edition.policy,
        "edition": str(settlement.edition.edition),
        "period": settlement.period.label,
        "input_digest": settlement.input_digest,
        "result_digest": settlement.result_digest,
        "decisions": len(settlement.proposals.decisions),
        "held_back": len(settlement.proposals.held_back),
        "evidence": {name: vars(counts) for name, counts in settlement.evidence.counts.items() if counts.read},
    }


def recompute(out: Path, progress: Progress | None = None) -> Settlement:
    """The settlement of a run folder, computed again from its sealed evidence and its copy of the edition."""
    recorded = _recorded(out)
    policy = _policy_folder(out, recorded["policy"], recorded["edition"])
    evidence = read_sealed(out / SEALED)
    return settle_period(
        read_edition(policy), questionnaire_of(policy), read_period(recorded["period"]), evidence, progress
    )


def questionnaire_of(policy: Path) -> Questionnaire | None:
    """The edition's questionnaire; None for a scheme that is measured elsewhere and asks nothing itself."""
    return read_questionnaire(policy) if (policy / QUESTIONNAIRE_FILE).exists() else None


def _recorded(out: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((out / MANIFEST).read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise RunFolderError(
            f"{out} holds no {MANIFEST}: it is no finished run. Name a folder that `manyi settle` wrote.",
            f"{out} 中没有 {MANIFEST}：不是完整的结算结果。请指定 `manyi settle` 写出的文件夹。",
        ) from None
    except ValueError:
        raise RunFolderError(
            f"{out / MANIFEST} is not readable JSON: it was altered or cut off. Restore it or settle again.",
            f"{out / MANIFEST} 不是可读的 JSON：被改动或不完整。请恢复原文件，或重新结算。",
        ) from None


def verify(out: Path, progress: Progress | None = None) -> Verification:
    """Compute a run again and compare both digests; then look whether the files to read are as they were written.

    Altered or cut-off files that the computation needs raise EvidenceError or PolicyError.
    """
    recorded, again = _recorded(out), recompute(out, progress)
    now = _files(out)
    return Verification(
        {name: recorded[name] for name in ("input_digest", "result_digest")},
        {"input_digest": again.input_digest, "result_digest": again.result_digest},
        tuple(name for name, digest in recorded.get("files", {}).items() if now.get(name) != digest),
    )
