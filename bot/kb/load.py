"""Load the knowledge base from its folder: the only module of `kb` that reads files."""

import contextlib
import errno
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from bot.kb.assemble import corpus_of, with_sentences_of, words_of
from bot.kb.build import CONTACTS, LANGUAGE, LIBRARIES, MAX_FILES, Sources, build
from bot.kb.cache import matcher
from bot.kb.corpus import Corpus
from bot.kb.draft import Draft
from bot.kb.knowledge import Knowledge, Words
from bot.kb.match import Matcher
from bot.kb.problems import KnowledgeError, Problem, Report
from bot.kb.proof import TESTS
from bot.kb.sentences import REASONS
from bot.kb.topic import Library
from bot.kb.yaml_strict import MAX_BYTES

Stamp = frozenset[tuple[str, int, int, int]]
"""Of all files: name, time of the last change in ns, size and inode."""
DRAFTS = "drafts"
"""Topics that editors still work on: nobody is answered from here."""


class Place(Struct, frozen=True):
    """Where a knowledge base is.

    Attributes:
        folder: with nl/, contacts.yaml and libraries/.
        cache: a folder for what the matcher learned, so that the next start is quick; None to
            learn afresh.
        base: another knowledge base, whose sentences stand in where this one has none. A newer
            program says things that an older folder has no words for.
    """

    folder: Path
    cache: Path | None = None
    base: Path | None = None


class Reading(Struct, frozen=True):
    """A sound knowledge base that nothing has been learnt from yet.

    Attributes:
        words: all texts by language, the source language first.
        libraries: by id.
        corpus: what the matcher learns from.
        stamp: of the files, from just before they were read.
    """

    words: Mapping[str, Words]
    libraries: Mapping[str, Library]
    corpus: Corpus
    stamp: Stamp = frozenset()


def read(path: Path, base: Path | None = None) -> Reading:
    """Read and check the knowledge base; a tenth of a second for a hundred topics.

    Args:
        path: the folder with nl/, contacts.yaml and libraries/.
        base: as in `Place`.

    Raises:
        KnowledgeError: there are mistakes; it holds all of them, of all files.
    """
    report, before = Report(), stamp(path)
    draft = _draft(path, report)
    if report.has_errors:
        raise KnowledgeError(p for p in report.problems if p.severity == "error")
    words = {code: words_of(language) for code, language in draft.languages.items()}
    if base is not None:
        words = with_sentences_of(sentences_of(base), words)
    return Reading(words, draft.libraries, corpus_of(draft), before)


def sentences_of(base: Path) -> dict[str, Mapping[str, str]]:
    """The bot's sentences in another knowledge base, by language and key."""
    files = _read_all(base, Report())
    needed = {
        path: data
        for path, data in files.items()
        if path == CONTACTS or path.rpartition("/")[2].startswith("_")
    }
    draft = build(Sources(base.as_posix(), needed, Report()))
    return {code: words_of(language).messages for code, language in draft.languages.items()}


def learn(reading: Reading, cache: Path | None = None) -> Knowledge:
    """Learn what has been read; seconds, or at once when the cache has it.

    Args:
        reading: a sound knowledge base.
        cache: a folder for what the matcher learned, so that the next start is quick; None to
            learn afresh.
    """
    learnt = matcher(reading.corpus, cache)
    return Knowledge(reading.words, reading.libraries, learnt, reading.stamp)


def adopt(reading: Reading, before: Knowledge) -> Knowledge | None:
    """The texts that were read, understood as before; at once, until more has been learnt.

    Phrases and topics that are new are known word for word until then.

    Returns:
        None when that can't be: something is gone that the matcher could still answer with.
    """
    learnt = before.matcher
    if isinstance(learnt, Matcher) and learnt.serves(reading.corpus):
        known = learnt if learnt.fits(reading.corpus) else learnt.with_phrases_of(reading.corpus)
        return Knowledge(reading.words, reading.libraries, known, reading.stamp)
    return None


def has_learnt(knowledge: Knowledge, reading: Reading) -> bool:
    """Whether its matcher has learnt exactly what was read."""
    learnt = knowledge.matcher
    return isinstance(learnt, Matcher) and learnt.fits(reading.corpus)


def is_same(knowledge: Knowledge, reading: Reading) -> bool:
    """Whether it is what was read, nothing less and nothing more."""
    return has_learnt(knowledge, reading) and knowledge.holds(reading.words, reading.libraries)


def load(path: Path, cache: Path | None = None) -> Knowledge:
    """Read, check and learn the knowledge base; see `read` and `learn`.

    Raises:
        KnowledgeError: there are mistakes; it holds all of them, of all files.
    """
    return learn(read(path), cache)


def stamp(path: Path) -> Stamp:
    """What tells whether a file came, went or was written.

    A few milliseconds for a hundred topics. Files that can't be looked at count as absent.
    """
    found = set()
    for file in _yaml_files(path, Report()) if _is_folder(path) else ():
        with contextlib.suppress(OSError):
            about = file.stat()
            found.add((file.as_posix(), about.st_mtime_ns, about.st_size, about.st_ino))
    return frozenset(found)


def errors_with(path: Path, changed: Mapping[str, bytes]) -> list[Problem]:
    """The errors there would be if these files, by their path below the folder, held that."""
    report = Report()
    _draft(path, report, changed)
    return sorted(problem for problem in report.problems if problem.severity == "error")


def _draft(path: Path, report: Report, changed: Mapping[str, bytes] = {}) -> Draft:
    found = open_folder(path, report, changed)
    return build(found) if found else Draft()


def open_folder(path: Path, report: Report, changed: Mapping[str, bytes] = {}) -> Sources | None:
    """The files of a knowledge base, to be understood by `bot.kb.build`.

    Args:
        path: the folder.
        report: where it is noted that something can't be read or doesn't belong here.
        changed: contents by path below the folder that count instead of what is on the disk.

    Returns:
        None when there is no such folder (noted).
    """
    path = _from_here(path)
    if not _is_folder(path):
        report.page(str(path)).error(1, "no_folder")
        return None
    return Sources(path.as_posix(), {**_read_all(path, report), **changed}, report)


def _from_here(path: Path) -> Path:
    """The folder as one would type it here: relative when it is below the current folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path


def _read_all(root: Path, report: Report) -> dict[str, bytes]:
    """Contents of all YAML files by their path below `root`."""
    files: dict[str, bytes] = {}
    for path in _yaml_files(root, report):
        page = report.page(path.as_posix())
        try:
            files[path.relative_to(root).as_posix()] = _read(path)
        except OSError as error:
            page.error(1, "unreadable", why=_why(error))
        if len(files) > MAX_FILES:
            page.error(1, "too_many_files", limit=MAX_FILES)
            break
    return files


def _yaml_files(root: Path, report: Report) -> Iterator[Path]:
    """Files that hold knowledge; others are noted, except those that people keep beside it."""
    for entry in _entries(root, report):
        if not _is_folder(entry):
            if entry.name == "contacts.yaml":
                yield entry
        elif entry.name == DRAFTS:
            continue
        elif entry.name == TESTS:
            yield from _in_folders(entry, report)
        elif entry.name == LIBRARIES:
            yield from _in_folder(entry, report)
        elif LANGUAGE.fullmatch(entry.name):
            yield from _in_folder(entry, report)
            yield from _in_folders(entry, report)
        else:
            report.page(entry.as_posix()).warn(1, "unknown_folder")


def _in_folders(folder: Path, report: Report) -> Iterator[Path]:
    for inner in _entries(folder, report):
        if _is_folder(inner):
            yield from _in_folder(inner, report)


def _in_folder(folder: Path, report: Report) -> Iterator[Path]:
    for entry in _entries(folder, report):
        if entry.suffix == ".yaml" and not _is_folder(entry):
            yield entry
        elif _is_folder(entry):
            continue
        elif entry.suffix.lower() in {".yml", ".yaml"}:
            report.page(entry.as_posix()).warn(1, "yml_file", name=f"{entry.stem}.yaml")
        elif entry.suffix != ".md":
            report.page(entry.as_posix()).warn(1, "unknown_file")


def _entries(folder: Path, report: Report) -> list[Path]:
    """What stands in the folder, in order; hidden files are nobody's business."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        report.page(folder.as_posix()).error(1, "unreadable", why=_why(error))
        return []
    return [entry for entry in entries if not entry.name.startswith(".")]


def _read(path: Path) -> bytes:
    """The file's contents, and one byte more than allowed: enough to see that it is too large."""
    if not path.is_file():  # a pipe would never end
        raise FileNotFoundError(errno.ENOENT, "")
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _is_folder(path: Path) -> bool:
    """False also where we may not look: reading it then says why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _why(error: OSError) -> str:
    """The system's reason in Dutch, for those that editors meet."""
    return REASONS.get(error.errno or 0) or error.strerror or ""
