"""Every form an edition can take has its exact sentence in both languages."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from manyi.engine.policy.document import read_document
from manyi.engine.policy.language import Edition
from manyi.engine.policy.words import read_condition, read_span
from manyi.engine.wording import Language, condition_words, entries, span_words

EVERY_FORM = Path(__file__).with_name("every_form.yaml").read_text(encoding="utf-8")
SHOP = Edition.model_validate(read_document(EVERY_FORM, "policy.yaml").value)


def said(place: str, lang: Language) -> list[str]:
    return next(list(entry.sentences) for entry in entries(SHOP, lang) if entry.place == place)


_EXPECTED = YAML(typ="safe").load(Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))
SENTENCES: dict[str, dict[str, list[str]]] = _EXPECTED["entries"]
FIGURES: dict[str, dict[str, list[str]]] = _EXPECTED["figures"]


@pytest.mark.parametrize("place", SENTENCES)
def test_every_entry_has_its_sentences(place: str) -> None:
    assert {"zh": said(place, "zh"), "en": said(place, "en")} == SENTENCES[place]


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_has_its_sentence(name: str) -> None:
    assert {"zh": said(f"figures.{name}", "zh"), "en": said(f"figures.{name}", "en")} == FIGURES[name]


def test_no_entry_is_left_out() -> None:
    places = [entry.place for entry in entries(SHOP, "en")]
    assert sorted(places) == sorted([*SENTENCES, *(f"figures.{name}" for name in FIGURES)])


@pytest.mark.parametrize(
    ("condition", "zh", "en"),
    [
        ({"score": ">= 80"}, "满意度 80 以上（含）", "satisfaction is 80 or more"),
        ({"score": "> 80"}, "满意度超过 80", "satisfaction is above 80"),
        ({"score": "< 80"}, "满意度低于 80", "satisfaction is below 80"),
        ({"score": "<= 80"}, "满意度 80 以下（含）", "satisfaction is 80 or less"),
        ({"score": "== 80"}, "满意度为 80", "satisfaction is 80"),
        ({"score": "!= 80"}, "满意度不为 80", "satisfaction is not 80"),
        ({"score": "> before"}, "满意度高于上期满意度", "satisfaction is above satisfaction before"),
        ({"worker_kind": ["own", "probation"]}, "用工类别为本单位员工或试用期", "worker kind is own or probation"),
        ({"worker_kind": "!= own"}, "用工类别不为本单位员工", "worker kind is not own"),
        ({"leader": False}, "不是负责人", "it is not the leader"),
        (
            {"all": [{"score": "> 1"}, {"any": [{"rise": "> 2"}, {"loss": "> 3"}]}]},
            "满意度超过 1，且（提升超过 2，或者损失超过 3）",
            "satisfaction is above 1, and (rise is above 2, or loss is above 3)",
        ),
    ],
)
def test_conditions(condition: object, zh: str, en: str) -> None:
    read = read_condition(condition)
    assert condition_words(read, SHOP, "zh", kind="person") == zh
    assert condition_words(read, SHOP, "en", kind="person") == en


@pytest.mark.parametrize(
    ("span", "zh", "en"),
    [
        ("period", "考核期内", "in the period"),
        ("1 month", "截至考核期末的 1 个月内", "in the 1 month up to the end of the period"),
        ("previous", "上一考核期内", "in the previous period"),
        ("last_year", "上年同期", "in the same period of last year"),
        ("baseline", "基准期内", "in the baseline"),
    ],
)
def test_spans(span: str, zh: str, en: str) -> None:
    assert span_words(read_span(span), "zh") == zh
    assert span_words(read_span(span), "en") == en
