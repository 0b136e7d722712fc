"""From the bytes of all files to a checked draft of the knowledge base. Pure.

`load` reads the files; here they are understood, together, and every mistake is noted.
"""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from bot.kb.contacts import Contacts, read_contacts
from bot.kb.draft import SOURCE, Draft, LanguageDraft, items_at, texts_in
from bot.kb.libraries import read_library
from bot.kb.messages import compare, letters_of, read_special
from bot.kb.problems import Page, Report
from bot.kb.schema import PATTERNS
from bot.kb.suggest import hint
from bot.kb.topics import check_same_questions, read_topic, read_translation, relate
from bot.kb.yaml_strict import Node, parse

LANGUAGE = re.compile(r"[a-z]{2,3}")
LIBRARIES = "libraries"
CONTACTS = "contacts.yaml"
MAX_FILES = 5_000
_LIBRARY_ID = re.compile(r"[A-Za-z0-9_-]{1,48}")


class Sources:
    """The files of one knowledge base, and where their problems are noted."""

    def __init__(self, root: str, files: Mapping[str, bytes], report: Report) -> None:
        """`files`: contents by path below the folder `root`, with "/" between the names."""
        self.root = root.rstrip("/") or "/"
        self.files = files
        self.report = report

    def page(self, path: str = "") -> Page:
        """Where problems of that file or folder are noted; "" is the whole knowledge base."""
        return self.report.page(f"{self.root.rstrip('/')}/{path}" if path else self.root)

    def node(self, path: str, page: Page) -> Node | None:
        """What the file says; None when it can't be read (noted)."""
        return parse(self.files[path], page)

    def below(self, folder: str) -> list[str]:
        """Paths of the files directly in that folder, in order."""
        return sorted(path for path in self.files if str(PurePosixPath(path).parent) == folder)


def build(sources: Sources) -> Draft:
    """Understand all files; what is faulty is noted in the report and left out."""
    draft = Draft()
    if CONTACTS in sources.files:
        page = sources.page(CONTACTS)
        node = sources.node(CONTACTS, page)
        draft.contacts = read_contacts(node, page) if node else Contacts(sound=False)
    for lang in _languages(sources):
        draft.languages[lang] = _read_language(lang, sources, draft)
    if SOURCE not in draft.languages or not draft.languages[SOURCE].themes:
        sources.page().error(1, "no_source")
        return draft
    _read_libraries(sources, draft)
    _compare_all(draft)
    return draft


def _languages(sources: Sources) -> list[str]:
    """Codes of the languages that have a folder with files, the source language first."""
    found = {path.split("/")[0] for path in sources.files if "/" in path}
    return sorted((f for f in found if LANGUAGE.fullmatch(f)), key=lambda f: (f != SOURCE, f))


def _read_language(lang: str, sources: Sources, draft: Draft) -> LanguageDraft:
    language = LanguageDraft(lang, sources.page(lang))
    source = draft.languages.get(SOURCE, language)
    places = _topic_places(lang, sources, language)
    language.known = frozenset(source.themes)
    for topic_id, path in places.items():
        _read_topic_file(topic_id, path, sources, draft, language)
    for path in sources.below(lang):
        page = sources.page(path)
        name = PurePosixPath(path).stem
        if not name.startswith("_"):
            page.warn(1, "unknown_file")
        elif node := sources.node(path, page):
            read_special(name, node, page, language, draft.contacts)
    if lang == SOURCE and not language.messages:
        expected = f"{lang}/_messages.yaml"
        language.folder.error(1, "no_messages", expected=expected)
    return language


def _topic_places(lang: str, sources: Sources, language: LanguageDraft) -> dict[str, str]:
    """Topic id to path; the ids are known before the first file is understood."""
    places: dict[str, str] = {}
    for path in sorted(sources.files):
        parts = PurePosixPath(path).parts
        if len(parts) != 3 or parts[0] != lang:
            continue
        topic_id = PurePosixPath(path).stem
        page = sources.page(path)
        if not re.match(PATTERNS["id"], topic_id):
            page.error(1, "bad_name", name=parts[2])
        elif topic_id in places:
            page.error(1, "same_id", name=topic_id, other=places[topic_id])
        else:
            places[topic_id] = path
            language.themes[topic_id] = parts[1]
    return places


def _read_topic_file(
    topic_id: str, path: str, sources: Sources, draft: Draft, language: LanguageDraft
) -> None:
    page = sources.page(path)
    theme = language.themes[topic_id]
    node = sources.node(path, page)
    if node is None:
        return
    source = draft.languages.get(SOURCE)
    if source is None:
        written = read_topic(topic_id, theme, node, page, draft.contacts)
    elif source.themes.get(topic_id) != theme:
        near = hint(topic_id, source.themes)
        expected = f"{SOURCE}/{source.themes.get(topic_id, theme)}/{topic_id}.yaml"
        page.error(
            1, "no_original", expected=expected, hint=near if near.find(topic_id) < 0 else ""
        )
        return
    else:
        original = source.topics.get(topic_id)
        written = read_translation(original, language.lang, node, page, draft.contacts)
    if written is not None:
        language.topics[topic_id] = written


def _read_libraries(sources: Sources, draft: Draft) -> None:
    for path in sources.below(LIBRARIES):
        page = sources.page(path)
        library_id = PurePosixPath(path).stem
        if not _LIBRARY_ID.fullmatch(library_id):
            page.error(1, "bad_library_name", name=library_id)
            continue
        node = sources.node(path, page)
        library = read_library(library_id, node, page, draft) if node else None
        if library:
            draft.libraries[library_id] = library
    _check_own_topics(sources, draft)


def _check_own_topics(sources: Sources, draft: Draft) -> None:
    """A topic for some libraries alone names libraries that there are."""
    known = {PurePosixPath(path).stem for path in sources.below(LIBRARIES)}
    for written in draft.languages[SOURCE].topics.values():
        for text in texts_in(items_at(written.fields, "libraries")):
            if text.value not in known:
                near = hint(text.value, known)
                written.page.error(text.line, "unknown_library", name=text.value, hint=near)


def _compare_all(draft: Draft) -> None:
    """What can only be seen when all files have been read."""
    relate(draft)
    for language in draft.languages.values():
        check_same_questions(language)
        language.guide = letters_of(draft.languages[SOURCE], language)
        if language.lang != SOURCE:
            compare(draft.languages[SOURCE], language)
