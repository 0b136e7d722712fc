"""Keep what the matcher learnt in a file, so that a restart is instant. Touches files."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from bot.kb.common import Common, common_words
from bot.kb.corpus import Corpus
from bot.kb.match import Matcher, NotThisCorpus
from bot.kb.normalize import normalise, words

NEIGHBOURS = ("de", "fr", "es", "it", "pt", "pl", "ro", "tr", "hu")
"""Languages in Latin script in which people here write too, and which must not be taken for ours."""
_FEW = 4.5
"""Of those only words this common (Zipf) are kept: some 3,000 each."""

_KEPT = 8
"""Matchers that are kept: for going back and forth between versions of a knowledge base."""


def matcher(corpus: Corpus, cache: Path | None = None) -> Matcher:
    """A matcher for this corpus: from the cache when it fits, else trained and then cached.

    Args:
        corpus: the phrases of all languages.
        cache: a folder for the weights, or None to keep nothing. A cache that can't be read or
            written costs time, never an error.
    """
    if cache is None:
        return train(corpus)
    if found := kept(corpus, cache):
        return found
    fingerprint = corpus.fingerprint()
    path = _place(cache, fingerprint)
    trained = _train_apart(corpus, fingerprint)
    with contextlib.suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}.tmp")
        unfinished.write_bytes(trained.to_bytes())
        unfinished.replace(path)
        _drop_oldest(cache)
    return trained


def _drop_oldest(cache: Path) -> None:
    """Keep the last few: each change of a phrase leaves some megabytes behind."""
    found = sorted(cache.glob("matcher-*.bin"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[_KEPT:]:
        path.unlink(missing_ok=True)


def kept(corpus: Corpus, cache: Path) -> Matcher | None:
    """The matcher that the cache has for this corpus, None when it has none. At once."""
    fingerprint = corpus.fingerprint()
    with contextlib.suppress(OSError, NotThisCorpus):
        return Matcher.from_bytes(_place(cache, fingerprint).read_bytes(), fingerprint)
    return None


def _place(cache: Path, fingerprint: str) -> Path:
    return cache / f"matcher-{fingerprint[:16]}.bin"


def _train_apart(corpus: Corpus, fingerprint: str) -> Matcher:
    """Train in a process of its own, which gives back the 70 MB that training takes.

    Where no process can be started, train here.
    """
    command = [sys.executable, "-m", "bot.kb.cache"]
    with contextlib.suppress(OSError, subprocess.SubprocessError, NotThisCorpus):
        given = msgspec.msgpack.encode(corpus)
        done = subprocess.run(command, input=given, capture_output=True, check=True)  # noqa: S603 (our own module)
        return Matcher.from_bytes(done.stdout, fingerprint)
    return train(corpus)


def train(corpus: Corpus) -> Matcher:
    """A matcher trained on this corpus, with the common words of its languages and of others."""
    others = [code for code in NEIGHBOURS if code not in corpus.languages]
    return Matcher.train(corpus, common(corpus.languages), common(others, _FEW))


def common(languages: Iterable[str], at_least: float = 0.0) -> dict[str, Common]:
    """The common words of those languages for which the wordfreq library has them.

    Args:
        languages: their codes.
        at_least: the lowest Zipf frequency of the words to keep.
    """
    import wordfreq  # noqa: PLC0415 (its lists take memory, and a cached matcher needs none)

    available = wordfreq.available_languages("small")
    found = {}
    for code in languages:
        if code in available:
            shares = wordfreq.get_frequency_dict(code, "small")
            zipf = {word: wordfreq.freq_to_zipf(share) for word, share in shares.items()}
            kept = {_plain(word): often for word, often in zipf.items() if often >= at_least}
            found[code] = common_words(kept)
    wordfreq.get_frequency_dict.cache_clear()
    return found


def _plain(word: str) -> str:
    """A word of a list as the matcher reads it; most are so already, which saves a second."""
    return word if word.isascii() and word.isalpha() else "".join(words(normalise(word)))


if __name__ == "__main__":
    sys.stdout.buffer.write(
        train(msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Corpus)).to_bytes()
    )
