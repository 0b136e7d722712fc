"""From a sound draft to what is used: texts per language, and what the matcher learns from. Pure."""

from collections.abc import Mapping

from msgspec.structs import replace

from bot.kb.corpus import Corpus, Language
from bot.kb.draft import SOURCE, Draft, LanguageDraft
from bot.kb.knowledge import Words


def words_of(language: LanguageDraft) -> Words:
    """All texts of one language, without where they stand."""
    return Words(
        topics={topic_id: written.topic for topic_id, written in language.topics.items()},
        messages={key: sentence.text for key, sentence in language.messages.items()},
        smalltalk={key: talk.answer for key, talk in language.smalltalk.items()},
        letters=language.guide,
    )


def with_sentences_of(
    base: Mapping[str, Mapping[str, str]], words: Mapping[str, Words]
) -> dict[str, Words]:
    """The words, with sentences of `base` (by language and key) where there are none.

    A sentence that the editors wrote anew in the source language is not translated by `base`.
    """
    own, theirs = words[SOURCE].messages, base.get(SOURCE, {})
    changed = {key for key, text in own.items() if theirs.get(key) != text}
    return {
        code: replace(
            each,
            messages={
                **{key: text for key, text in base.get(code, {}).items() if key not in changed},
                **each.messages,
            },
        )
        for code, each in words.items()
    }


def corpus_of(draft: Draft) -> Corpus:
    """What the matcher learns from; a language without topics can't be understood yet."""
    source = draft.languages[SOURCE]
    return Corpus(
        languages={
            code: _language(language)
            for code, language in draft.languages.items()
            if language.topics
        },
        urgent=frozenset(
            topic_id for topic_id, written in source.topics.items() if written.topic.urgent
        ),
    )


def _language(language: LanguageDraft) -> Language:
    topics = {topic_id: written.topic for topic_id, written in language.topics.items()}
    return Language(
        topics={topic_id: (topic.title, *topic.questions) for topic_id, topic in topics.items()},
        words={topic_id: topic.words for topic_id, topic in topics.items() if topic.words},
        synonyms=language.synonyms,
        smalltalk={key: talk.questions for key, talk in language.smalltalk.items()},
        general=language.general,
        urgent=language.urgent,
    )
