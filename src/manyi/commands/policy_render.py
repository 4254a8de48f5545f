"""`manyi policy render`: the edition as people read and sign it, as Markdown or as a Word document."""

from pathlib import Path

import click

from manyi.commands.places import edition_folder, new_file
from manyi.commands.shape import command, option
from manyi.commands.voice import Voice


@command(
    "render",
    en="The edition's text with the rules in sentences under each clause: Markdown to read, Word to edit and sign.",
    zh="办法文本，各条款下附规则语句：Markdown 供阅读，Word 供编辑和签署。",
)
@click.argument("edition", type=click.Path(path_type=Path))
@option(
    "--format",
    "form",
    type=click.Choice(["md", "docx"]),
    default="md",
    show_default=True,
    en="Markdown, or a Word document.",
    zh="md 为 Markdown，docx 为 Word 文档。",
)
@option("--out", type=click.Path(path_type=Path), en="A new file; Markdown goes to stdout without it.", zh="写入的新文件；Markdown 缺省输出到屏幕。")  # fmt: skip
@option(
    "--template",
    type=click.Path(path_type=Path),
    en="The company's own .docx: its page, styles, header and footer are used.",
    zh="公司自己的 .docx 模板：沿用其版面、样式、页眉和页脚。",
)
def render(voice: Voice, edition: Path, form: str, out: Path | None, template: Path | None) -> None:
    """In the language of the call."""
    if form == "docx" and out is None:
        raise click.UsageError(
            voice.words("A Word document needs --out FILE.docx.", "生成 Word 文档须写 --out 文件名.docx。")
        )
    if form == "md" and template is not None:
        raise click.UsageError(voice.words("--template is for --format docx.", "--template 只用于 --format docx。"))
    folder = edition_folder(edition)
    if out is not None:
        new_file(out)
    if form == "docx":
        from manyi.report.word import render_policy_document

        made = render_policy_document(folder, voice.language, template)
        value: dict[str, str] = {"language": voice.language}
    else:
        from manyi.report.policy_text import render as render_text

        text = render_text(folder, voice.language)
        made, value = text.encode(), {"language": voice.language, "markdown": text}
        if out is None:
            voice.result(value, text.rstrip("\n"))
            return
    assert out is not None
    out.write_bytes(made)
    voice.result(value | {"out": str(out)}, voice.words(f"Written to {out}", f"已写入 {out}"))
