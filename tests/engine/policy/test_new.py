"""A new edition begins as a copy of a pack under its own name and day, and passes its check."""

from datetime import date
from pathlib import Path

import pytest

from manyi.engine.examples import read_examples, run_examples
from manyi.engine.policy.compare import compare
from manyi.engine.policy.issues import PolicyError
from manyi.engine.policy.new import PACKS, CannotBegin, new_policy
from manyi.engine.policy.reading import check_edition, read_edition

STARTER = PACKS / "starter" / "2026-01-01"


def test_starter_becomes_the_companys_own(tmp_path: Path) -> None:
    folder = new_policy(tmp_path, policy="our-shop", edition=date(2026, 11, 1))
    assert folder == tmp_path / "our-shop" / "2026-11-01"
    assert check_edition(folder).issues == ()
    places = [change.place for change in compare(read_edition(STARTER), read_edition(folder))]
    assert places == ["policy", "edition"]


def test_files_are_the_packs_except_name_and_day(tmp_path: Path) -> None:
    folder = new_policy(tmp_path, policy="our-shop", edition=date(2026, 11, 5))
    for path in STARTER.iterdir():
        told = path.read_text(encoding="utf-8")
        if path.name != "examples.yaml":
            told = told.replace("policy: starter", "policy: our-shop").replace("2026-01-01", "2026-11-05")
            told = told.replace("2026 年 1 月 1 日", "2026 年 11 月 5 日").replace("1 January 2026", "5 November 2026")
        assert (folder / path.name).read_text(encoding="utf-8") == told
    assert len(list(folder.iterdir())) == len(list(STARTER.iterdir()))


def test_worked_examples_still_hold(tmp_path: Path) -> None:
    folder = new_policy(tmp_path, policy="our-shop", edition=date(2026, 11, 1))
    results = run_examples(read_edition(folder), read_examples(folder))
    assert [result for result in results if not result.holds] == []


@pytest.mark.parametrize("template", sorted({path.parts[-3] for path in PACKS.glob("*/*/policy.yaml")}))
def test_every_pack_can_be_begun_from(template: str, tmp_path: Path) -> None:
    folder = new_policy(tmp_path, policy="ours", edition=date(2027, 4, 1), template=template)
    assert read_edition(folder).edition == date(2027, 4, 1)


def test_a_baseline_that_ends_with_the_first_day_moves_with_it(tmp_path: Path) -> None:
    folder = new_policy(tmp_path, policy="ours", edition=date(2026, 11, 1), template="ev-sales")
    baseline = read_edition(folder).baseline
    assert baseline is not None
    assert (baseline.from_, baseline.until) == (date(2026, 5, 1), date(2026, 11, 1))


def test_comments_are_kept(tmp_path: Path) -> None:
    source = PACKS / "feedback-excellence" / "2026-01-01" / "policy.yaml"
    folder = new_policy(tmp_path, policy="ours", edition=date(2026, 11, 1), template="feedback-excellence")
    copied = (folder / "policy.yaml").read_text(encoding="utf-8").splitlines()
    original = source.read_text(encoding="utf-8").splitlines()
    assert [line.partition("#")[2] for line in copied] == [line.partition("#")[2] for line in original]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    folder = new_policy(tmp_path, policy="our-shop", edition=date(2026, 11, 1))
    with pytest.raises(CannotBegin) as refused:
        new_policy(tmp_path, policy="our-shop", edition=date(2026, 11, 1))
    assert str(refused.value) == (
        f"{folder} exists already; an edition is never written over. Choose another day or name"
    )
    assert refused.value.zh == f"{folder} 已经存在；版次不会被覆盖。请另选日期或名称"


def test_an_unknown_pack_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    pack = tmp_path / "packs" / "starter" / "2026-01-01"
    pack.mkdir(parents=True)
    (pack / "policy.yaml").touch()
    with pytest.raises(CannotBegin) as refused:
        new_policy(tmp_path, policy="ours", edition=date(2026, 11, 1), template="stater", packs=tmp_path / "packs")
    assert str(refused.value) == "`stater` is no pack; did you mean `starter`? allowed: starter"
    assert refused.value.zh == "`stater` 不是现有的办法；是否想写 `starter`？可用：starter"


@pytest.mark.parametrize("name", ["Our Shop", "", "../away", "a_b", "办法"])
def test_a_name_that_is_no_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(CannotBegin) as refused:
        new_policy(tmp_path, policy=name, edition=date(2026, 11, 1))
    assert str(refused.value) == f'"{name}" cannot name a policy; use small letters, digits and -, such as our-shop'
    assert list(tmp_path.iterdir()) == []


def test_a_pack_that_does_not_pass_leaves_nothing_behind(tmp_path: Path) -> None:
    pack = tmp_path / "packs" / "starter" / "2026-01-01"
    pack.mkdir(parents=True)
    for path in STARTER.iterdir():
        (pack / path.name).write_bytes(path.read_bytes())
    (pack / "policy.yaml").write_text("policy: starter\n", encoding="utf-8")
    with pytest.raises(PolicyError):
        new_policy(tmp_path / "out", policy="ours", edition=date(2026, 11, 1), packs=tmp_path / "packs")
    assert not (tmp_path / "out").exists()
