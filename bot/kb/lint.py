"""Warnings about the quality of texts: what makes a good knowledge base better. Pure."""

import re
from datetime import date, timedelta

from bot import privacy
from bot.kb.draft import (
    SOURCE,
    Draft,
    LanguageDraft,
    WrittenTopic,
    items_at,
    records_in,
    text_at,
)
from bot.kb.knowledge import CITIZENS_COMMANDS, DESK_COMMANDS, Understands
from bot.kb.messages import STAFF_ONLY
from bot.kb.phrases import check_alike, check_led
from bot.kb.plain import check_level, check_words, read_by_citizens, texts
from bot.kb.readability import LONGEST_SENTENCE, Frequency
from bot.kb.reading_hours import is_past
from bot.kb.topics import visible

FEWEST_QUESTIONS = {SOURCE: 20}
FEWEST_IN_TRANSLATION = 10

WARN_BEFORE = timedelta(days=30)
STALE_AFTER = timedelta(days=366)
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n+")
_CONTACT = re.compile(r"\{[^{}]*\}")


def lint(
    draft: Draft, today: date, frequency: Frequency, matcher: Understands | None = None
) -> None:
    """Note warnings on the draft's pages.

    Args:
        draft: what was read.
        today: what review dates are compared with.
        frequency: how common Dutch words are.
        matcher: has learnt this draft; None when nothing has, then nobody asks the questions.
    """
    source = draft.languages.get(SOURCE)
    if source is None:
        return
    for language in draft.languages.values():
        fewest = FEWEST_QUESTIONS.get(language.lang, FEWEST_IN_TRANSLATION)
        for written in language.topics.values():
            _lint_questions(written, fewest)
            _lint_sentences(written)
            _lint_privacy(written)
        check_alike(language)
        check_words(language)
        if matcher is not None and language.topics:
            check_led(language, matcher)
    check_level(source, frequency)
    for written in source.topics.values():
        _lint_dates(written, today)
    for page, on in draft.dated:
        if is_past(on, today):
            page.warn(on.line, "past_day", value=on.value)
    for language in draft.languages.values():
        if language is not source:
            _lint_translation(source, language)


def _lint_questions(written: WrittenTopic, fewest: int) -> None:
    count = len(written.topic.questions)
    if count < fewest:
        line = written.fields.names["questions"]
        written.page.warn(line, "few_questions", count=count, least=fewest)


def _lint_sentences(written: WrittenTopic) -> None:
    for text in read_by_citizens(written.fields):
        if len(text.value.split()) <= LONGEST_SENTENCE:
            continue  # rendering takes time, and markup only adds words
        for sentence in _SENTENCE_END.split(visible(text.value)):
            words = len(sentence.split())
            if words > LONGEST_SENTENCE:
                written.page.warn(
                    text.line, "long_sentence", words=words, text=sentence, limit=LONGEST_SENTENCE
                )


def _lint_privacy(written: WrittenTopic) -> None:
    for _, text in texts(written.fields):
        plain = _CONTACT.sub("", text.value)
        if privacy.mask(plain) != plain:
            written.page.warn(text.line, "personal_data", text=text.value)


def _lint_dates(written: WrittenTopic, today: date) -> None:
    if review := text_at(written.fields, "review_by"):
        day = date.fromisoformat(review.value)
        if day < today:
            written.page.warn(review.line, "review_passed", date=day)
        elif day - today < WARN_BEFORE:
            written.page.warn(review.line, "review_soon", date=day)
    for source in records_in(items_at(written.fields, "source")):
        if checked := text_at(source, "checked"):
            day = date.fromisoformat(checked.value)
            if day > today:
                written.page.warn(checked.line, "checked_in_future", date=day)
            elif today - day > STALE_AFTER:
                written.page.warn(checked.line, "checked_long_ago", date=day)


def _lint_translation(source: LanguageDraft, language: LanguageDraft) -> None:
    lang = language.lang
    for topic_id, original in source.topics.items():
        translated = language.topics.get(topic_id)
        if translated is not None:
            _lint_translated(original, translated)
        elif topic_id not in language.themes:
            original.page.warn(1, "not_translated", lang=lang, name=topic_id)
    for key, sentence in source.messages.items():
        if key not in language.messages and not _only_staff_reads(key):
            sentence.page.warn(sentence.line, "not_translated", lang=lang, name=key)
    for key, talk in source.smalltalk.items():
        if key not in language.smalltalk:
            talk.page.warn(talk.line, "not_translated", lang=lang, name=key)


def _only_staff_reads(key: str) -> bool:
    return key.startswith(STAFF_ONLY) or key in {
        f"command_{name}" for name in DESK_COMMANDS if name not in CITIZENS_COMMANDS
    }


def _lint_translated(original: WrittenTopic, translated: WrittenTopic) -> None:
    changed = text_at(original.fields, "changed")
    translates = text_at(translated.fields, "translates")
    if changed and translates and translates.value < changed.value:
        translated.page.warn(
            translates.line,
            "translation_old",
            changed=changed.value,
            translates=translates.value,
        )
    missing = [part for part in original.topic.parts if part not in translated.topic.parts]
    for part in missing:
        line = translated.fields.names.get("parts", translated.fields.line)
        translated.page.warn(line, "part_not_translated", name=part)
