"""The folders and files a command is given, checked before anything is done."""

from pathlib import Path

from manyi.commands.voice import Both, Refusal


def edition_folder(path: Path) -> Path:
    """The folder of an edition; naming its policy.yaml means the folder it lies in."""
    folder = path.parent if path.name == "policy.yaml" else path
    if (folder / "policy.yaml").is_file():
        return folder
    raise Refusal(
        Both("there is no policy edition here", "此处没有办法版次"),
        where=str(path),
        why=Both("the folder holds no policy.yaml", "文件夹中没有 policy.yaml"),
        next_=Both(
            "name a folder such as policies/starter/2026-01-01", "请指定版次文件夹，例如 policies/starter/2026-01-01"
        ),
    )


def existing_folder(path: Path, what: Both) -> Path:
    """A folder that is there."""
    if path.is_dir():
        return path
    raise Refusal(
        Both(f"there is no folder with {what.en}", f"没有{what.zh}文件夹"),
        where=str(path),
        next_=Both("check the path", "请检查路径"),
    )


def new_folder(path: Path) -> Path:
    """A folder to write that is not there yet, or is empty."""
    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        return path
    raise Refusal(
        Both("results are never written over", "结果不会覆盖已有内容"),
        where=str(path),
        why=Both("there is something here already", "此处已有内容"),
        next_=Both("name a new folder, or move this one away", "请另选新的文件夹，或移走现有内容"),
    )


def new_file(path: Path) -> Path:
    """A file to write that is not there yet, in a folder that is."""
    existing_folder(path.parent, Both("room for the file", "目标"))
    if not path.exists():
        return path
    raise Refusal(
        Both("results are never written over", "结果不会覆盖已有内容"),
        where=str(path),
        why=Both("there is something here already", "此处已有内容"),
        next_=Both("name a new file, or move this one away", "请另选新的文件名，或移走现有文件"),
    )
