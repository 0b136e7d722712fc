"""All that `wegwijs check` looks at, in one run: the files, the texts, the example questions."""

from datetime import date
from pathlib import Path, PurePosixPath

from bot.kb.addresses import Place, addresses
from bot.kb.assemble import corpus_of
from bot.kb.build import Sources, build
from bot.kb.cache import kept, matcher, train
from bot.kb.draft import SOURCE, Draft, LanguageDraft
from bot.kb.first_line import SCHEMA_LINE, is_wired
from bot.kb.load import Place as Where
from bot.kb.load import open_folder, sentences_of
from bot.kb.phrases import check_phrase, phrases
from bot.kb.plain import readability
from bot.kb.problems import Problem, Report
from bot.kb.proof import TESTS, check_tests
from bot.kb.readability import Frequency, Readability
from bot.kb.thinning import parts_of, without

PARTS = 4
"""In so many turns all example questions are left out and asked, each once."""


class Checked(Report):
    """A folder, checked.

    Attributes:
        problems: all errors and warnings.
        asked: whether the example questions were asked: something had learnt them.
        files: contents by path.
    """

    def __init__(self) -> None:
        super().__init__()
        self.asked = False
        self.files: dict[str, bytes] = {}

    @property
    def ordered(self) -> list[Problem]:
        """The problems in the order of files and lines."""
        return sorted(self.problems)

    def addresses(self) -> dict[str, list[Place]]:
        """All web addresses, with where they stand."""
        return addresses(self.files)


def check(path: Path, today: date, base: Path | None = None) -> list[Problem]:
    """All errors and warnings of the folder, in order, without asking the example questions.

    Args:
        path: the folder.
        today: what review dates are compared with.
        base: as in `bot.kb.load.Place`; sentences that only it has are warned of.
    """
    return look(Where(path, None, base), today).ordered


def look(where: Where, today: date, *, learn: bool = False) -> Checked:
    """Check a folder.

    Args:
        where: the folder; when its cache has what it teaches, the example questions are asked too.
        today: what review dates are compared with.
        learn: learn first when the cache has nothing, which takes seconds, and ask. A folder with
            test questions of its own is always learnt when there is a cache.
    """
    checked, cache = Checked(), where.cache
    sources = open_folder(where.folder, checked)
    draft = build(sources) if sources else Draft()
    if sources is None or not draft.languages.get(SOURCE):
        return checked
    _check_first_lines(sources)
    if where.base is not None:
        _check_sentences(draft, where.base)
    checked.files = {sources.page(name).path: data for name, data in sources.files.items()}
    learnt = None
    if cache is not None and not checked.has_errors:
        corpus = corpus_of(draft)
        tested = any(name.startswith(f"{TESTS}/") for name in sources.files)
        learnt = matcher(corpus, cache) if learn or tested else kept(corpus, cache)
    from bot.kb.lint import lint  # noqa: PLC0415  # telephone numbers' tables are large

    lint(draft, today, _frequency(), learnt)
    for name in sorted(sources.files):
        parts = PurePosixPath(name).parts
        page = sources.page(name)
        if parts[0] == TESTS and (node := sources.node(name, page)):
            check_tests(node, page, parts[1], draft, learnt)
    checked.asked = learnt is not None
    return checked


def look_without(path: Path) -> list[Problem]:
    """Warnings about example questions that lead elsewhere when they are not learnt.

    A matcher is trained four times, each time without a quarter of the questions, which are then
    asked: so a question is judged by what its topic's other questions say. Minutes.
    """
    report = Report()
    sources = open_folder(path, report)
    draft = build(sources) if sources else Draft()
    before = frozenset(report.problems)
    if report.has_errors:
        return []
    corpus = corpus_of(draft)
    for part in range(PARTS):
        learnt = train(without(corpus, part, PARTS))
        for language in draft.languages.values():
            for phrase in parts_of(phrases(language), part, PARTS):
                check_phrase(phrase, language, learnt, left_out=True)
    return sorted(report.problems - before)


def measured(path: Path) -> list[tuple[str, Readability]]:
    """How readable the answers in the source language are: "theme/topic" and its measure."""
    sources = open_folder(path, Report())
    draft = build(sources) if sources else Draft()
    language = draft.languages.get(SOURCE) or LanguageDraft(SOURCE, Report().page(SOURCE))
    frequency = _frequency()
    return [
        (f"{written.topic.theme}/{topic_id}", readability(written, language, frequency))
        for topic_id, written in language.topics.items()
    ]


def _check_first_lines(sources: Sources) -> None:
    """Editors' programs help only in files whose first line names the schema."""
    for name, data in sources.files.items():
        parts = PurePosixPath(name).parts
        if len(parts) == 3 and parts[0] != TESTS and data.strip() and not is_wired(data):
            sources.page(name).warn(1, "no_schema", wanted=SCHEMA_LINE)


def _check_sentences(draft: Draft, base: Path) -> None:
    """Sentences that only the base has: it lends them, untranslated by these editors."""
    source = draft.languages[SOURCE]
    for key in sentences_of(base).get(SOURCE, {}).keys() - source.messages.keys():
        source.folder.warn(1, "missing_message", name=key)


def _frequency() -> Frequency:
    """How common Dutch words are, by the wordfreq library."""
    import wordfreq  # noqa: PLC0415  # its lists take memory

    listed = wordfreq.get_frequency_dict(SOURCE, "small")
    wordfreq.get_frequency_dict.cache_clear()
    return lambda word: wordfreq.freq_to_zipf(listed[word]) if word in listed else 0.0
