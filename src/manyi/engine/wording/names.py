"""Names that an edition defines, as people read them: their title where they have one, else the name itself."""

from manyi.engine.policy.language import Edition
from manyi.engine.policy.verbs import Titles
from manyi.engine.wording.evidence_words import english
from manyi.engine.wording.vocabulary import Language, pick


def title_words(title: Titles, lang: Language) -> str:
    """A title in one language."""
    return title.zh if lang == "zh" else title.en


def figure_words(name: str, edition: Edition, lang: Language) -> str:
    """What a figure is called: its title, else its name in words (its definition says what it is made of)."""
    figure = edition.figures.get(name)
    if figure is not None and figure.title is not None:
        return title_words(figure.title, lang)
    return pick(lang, f"“{name}”", english(name))


def _titles(edition: Edition) -> dict[str, Titles | None]:
    return {
        **{name: group.title for name, group in edition.position_groups.items()},
        **{name: dimension.title for name, dimension in edition.collect.dimensions.items()},
        **{name: promise.title for name, promise in edition.collect.promises.items()},
        **{name: measure.title for name, measure in edition.decide.measures.items()},
        **{name: rule.title for name, rule in edition.decide.penalties.items()},
        **{name: rule.title for name, rule in edition.decide.awards.items()},
    }


def name_words(name: str, edition: Edition, lang: Language) -> str:
    """What a rule, measure, dimension, promise or position group is called; unknown names stay as written."""
    if name == "none":
        return pick(lang, "不作处理", "nothing happens")
    title = _titles(edition).get(name)
    return title_words(title, lang) if title is not None else pick(lang, name, english(name))


def goods_words(name: str, edition: Edition, lang: Language) -> str:
    """What a thing of the catalogue is called."""
    item = edition.apply.catalogue.get(name) if edition.apply is not None else None
    return title_words(item.title, lang) if item is not None else pick(lang, name, english(name))
