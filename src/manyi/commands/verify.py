"""`manyi verify`: a settled period computed again from its sealed evidence, and compared with what was recorded."""

from pathlib import Path

import click

from manyi.commands.places import existing_folder
from manyi.commands.progress import told
from manyi.commands.shape import command
from manyi.commands.voice import MISMATCH, REFUSED, Both, Voice, end_with


@command(
    "verify",
    en="Compute a settled period again and compare both digests.",
    zh="复算已评定的考核期，比对输入与结果摘要。",
)
@click.argument("run", type=click.Path(path_type=Path))
def verify(voice: Voice, run: Path) -> None:
    """Exit code 0 when both digests agree, 3 when one does not, 1 when the folder was altered or cut off."""
    from manyi.report.run_folder import verify as compute_again

    found = compute_again(existing_folder(run, Both("a settled period", "评定结果")), told(voice))
    lines = []
    for name, zh in (("input_digest", "输入摘要"), ("result_digest", "结果摘要")):
        recorded, computed = found.recorded[name], found.computed[name]
        agrees = recorded == computed
        lines.append(
            f"{voice.words(name, zh)}  {voice.words('same', '一致') if agrees else voice.words('differs', '不一致')}"
        )
        lines += [f"  {recorded}"] if agrees else [f"  {recorded}", f"  {computed}"]
    same = voice.words("The run recomputes.", "复算一致。")
    other = voice.words("The run does not recompute.", "复算不一致。")
    value = {
        "equal": found.equal, "recorded": dict(found.recorded), "computed": dict(found.computed), "altered": list(found.altered),
    }  # fmt: skip
    voice.result(value, "\n".join([*lines, same if found.equal else other]))
    for name in found.altered:
        voice.remark(
            voice.words(
                f"{name} is no longer as it was written; do not rely on it, settle again to get it back.",
                f"{name} 与写出时不同；请勿以它为准，重新评定即可恢复。",
            )
        )
    end_with(MISMATCH if not found.equal else REFUSED if found.altered else 0)
