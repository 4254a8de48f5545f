"""What the engine says it is doing, told in the language of the call."""

from collections.abc import Callable

from manyi.commands.voice import Voice

_CHINESE = {
    "digest of the evidence": "计算数据摘要",
    "working time of cases": "计算工单工作时间",
    "cleaning": "清洗",
    "tallying answers": "汇总作答",
    "deciding": "评定",
    "scores": "得分",
    "writing": "写入结果",
    "checking sealed evidence": "核对封存数据",
    "starting Spark": "启动 Spark",
    "sealing by day": "按日封存",
}


def told(voice: Voice) -> Callable[[str], None]:
    """A function that tells each step; names of tables and rules are told as they are."""

    def tell(step: str) -> None:
        voice.progress(voice.words(step, _CHINESE.get(step, step)))

    return tell
