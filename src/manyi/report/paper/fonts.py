"""The fonts a paper is set in: a Chinese serif of the machine, or a refusal that names the package to install."""

from collections.abc import Sequence

from typst import Fonts

CHINESE = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN", "Songti SC", "SimSun",
           "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei")  # fmt: skip
"""Families that hold simplified Chinese, best first: a serif as official papers are set, else any."""


class NoChineseFont(ValueError):
    """No font of this machine can set Chinese; `zh` says the same in Chinese."""

    def __init__(self) -> None:
        super().__init__(
            "No font with Chinese characters was found, so no PDF can be made. Install one: sudo apt-get install "
            "fonts-noto-cjk; without root, put its files into ~/.local/share/fonts."
        )
        self.zh = (
            "没有找到中文字体，无法生成 PDF。请安装：sudo apt-get install fonts-noto-cjk；"
            "没有管理员权限时，把字体文件放入 ~/.local/share/fonts 即可。"
        )


def chinese_fonts(known: Sequence[str]) -> list[str]:
    """Those of `known` families that papers are set in, best first. Raises NoChineseFont when there is none."""
    found = [family for family in CHINESE if family in set(known)]
    if not found:
        raise NoChineseFont
    return found


def machine_fonts() -> Fonts:
    """All fonts of this machine and those the typesetter brings. Raises NoChineseFont when none is Chinese."""
    fonts = Fonts()
    chinese_fonts(fonts.families())
    return fonts
