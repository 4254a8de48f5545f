"""Turns what the engine refuses, and what was typed wrongly, into sentences for whoever called."""

from dataclasses import dataclass

import click

from manyi.commands.voice import Both, Language, Refusal


@dataclass(frozen=True)
class _Expected:
    """An error that is no fault of the program: its class by name, what it means, and what to do next."""

    name: str
    what: Both
    next_: Both


# By name, so that telling one stage's error does not load the other stages.
_EXPECTED = (
    _Expected(
        "manyi.engine.policy.issues.PolicyError",
        Both("the edition cannot be used", "该版次不能使用"),
        Both("correct the file and run `manyi policy check`", "请修改后运行 manyi policy check"),
    ),
    _Expected(
        "manyi.engine.policy.new.CannotBegin",
        Both("the edition cannot be begun", "不能建立该版次"),
        Both("choose another name, day or pack", "请另选名称、施行日或底本"),
    ),
    _Expected(
        "manyi.engine.calendar.CalendarError",
        Both("the calendar does not answer this", "工作日历无法给出答案"),
        Both("add the days to the evidence's table calendar", "请在数据表 calendar 中补充相应日期"),
    ),
    _Expected(
        "manyi.engine.jurisdiction.law.BeyondProfile",
        Both("the law of that time is not known", "当时的法律没有资料"),
        Both("choose a later period", "请选择之后的考核期"),
    ),
    _Expected(
        "manyi.engine.tally.OffScale",
        Both("an answer is not on its question's scale", "有作答超出题目的量表"),
        Both("correct responses or questions and run again", "请修改 responses 或 questions 后重试"),
    ),
    _Expected(
        "manyi.engine.problems.EvidenceError",
        Both("the evidence cannot be used", "数据不能使用"),
        Both("correct the files and run again; no result was written", "请修改数据文件后重试；未写出任何结果"),
    ),
    _Expected(
        "manyi.engine.periods.PeriodError",
        Both("the period cannot be used", "考核期不能使用"),
        Both("write 2026-03, 2026-Q1 or 2026", "请写作 2026-03、2026-Q1 或 2026"),
    ),
    _Expected(
        "manyi.engine.settle.SettleError",
        Both("the period cannot be settled", "该考核期不能评定"),
        Both("check edition, period and evidence; no result was written", "请核对版次、考核期和数据；未写出任何结果"),
    ),
    _Expected(
        "manyi.engine.simulate.span.SimulationError",
        Both("the simulation cannot be run", "无法模拟"),
        Both("check editions, periods and evidence; no result was written", "请核对版次、考核期和数据；未写出任何结果"),
    ),
    _Expected(
        "manyi.report.run_folder.RunFolderError",
        Both("the folder of a settled period cannot be used", "评定结果文件夹不能使用"),
        Both("name a folder that `manyi settle` wrote", "请指定 manyi settle 写出的文件夹"),
    ),
    _Expected(
        "manyi.report.word.policy_document.TemplateError",
        Both("the template cannot be used", "模板不能使用"),
        Both("name a .docx file", "请指定 .docx 文件"),
    ),
    _Expected(
        "manyi.report.paper.fonts.NoChineseFont",
        Both("the paper cannot be printed", "无法生成 PDF"),
        Both("install fonts-noto-cjk and run again", "请安装 fonts-noto-cjk 后重试"),
    ),
    _Expected(
        "manyi.engine.backend_spark.SparkUnavailable",
        Both("Spark cannot be used", "Spark 不能使用"),
        Both("put this right, or leave out --engine spark", "请处理后重试，或去掉 --engine spark"),
    ),
    _Expected(
        "duckdb.OutOfMemoryException",
        Both("the memory is too small for this evidence", "内存不足以处理这批数据"),
        Both("give more, such as --memory 4GB", "请调大内存，例如 --memory 4GB"),
    ),
    _Expected(
        "duckdb.IOException",
        Both("a file cannot be read or written", "文件无法读写"),
        Both("check the space left and the rights, then run again", "请检查剩余空间和权限后重试"),
    ),
)


def refusal_of(error: Exception) -> Refusal | None:
    """The refusal an expected error means; None for an error that is a fault of the program."""
    if isinstance(error, OSError) and error.filename:
        said = str(error.strerror)
        return Refusal(
            Both("a file or folder cannot be used", "文件或文件夹无法使用"),
            where=str(error.filename),
            why=Both(said, said),
            next_=Both(
                "check the path, its rights and the space left, then run again", "请检查路径、权限和剩余空间后重试"
            ),
        )
    names = {f"{kind.__module__}.{kind.__name__}".replace("_duckdb.", "duckdb.") for kind in type(error).__mro__}
    found = next((expected for expected in _EXPECTED if expected.name in names), None)
    if found is None:
        return None
    return Refusal(found.what, why=Both(str(error), getattr(error, "zh", str(error))), next_=found.next_)


def usage_sentence(error: click.UsageError, language: Language) -> str:
    """What was typed wrongly, and where to read how it is typed."""
    path = error.ctx.command_path if error.ctx else "manyi"
    if language == "en":
        return f"{error.format_message()}\n  what next: {path} --help"
    return f"{_typed(error)}\n  下一步：{path} --help"


def _typed(error: click.UsageError) -> str:
    name = ""
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = error.param.opts[-1] if isinstance(error.param, click.Option) else (error.param.name or "").upper()
    if isinstance(error, click.MissingParameter):
        return f"缺少 {name}。"
    if isinstance(error, click.NoSuchOption):
        return f"没有选项 {error.option_name}。"
    if isinstance(error, click.NoSuchCommand):
        return f"没有命令 {error.command_name}。"
    if isinstance(error, click.BadParameter):
        return f"{name} 的值不正确：{error.message}"
    return error.format_message()
