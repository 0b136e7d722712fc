from bot.kb.cache import common
from bot.kb.common import UNKNOWN, Lists, checksums, common_words


def test_listed_words_keep_their_frequency_and_others_are_unknown():
    listed = common_words({"de": 7.5, "paspoort": 4.25})

    assert abs(listed.frequency("de") - 7.5) < 0.02
    assert abs(listed.frequency("paspoort") - 4.25) < 0.02
    assert listed.frequency("xyzzy") == UNKNOWN
    assert "de" in listed
    assert "xyzzy" not in listed


def test_five_bytes_a_word():
    listed = common_words({f"woord{number}": 4.0 for number in range(1000)})

    assert len(listed.sums) + len(listed.zipf) == 5000


def test_languages_without_a_word_list_are_left_out():
    listed = common(["nl", "xx"])

    assert listed.keys() == {"nl"}
    assert listed["nl"].frequency("fiets") > 4


def test_many_words_are_looked_up_at_once():
    listed = common_words({"de": 7.5, "paspoort": 4.25})

    found = listed.frequencies(checksums(["paspoort", "xyzzy", "de"]))

    assert found.tolist() == [listed.frequency(word) for word in ("paspoort", "xyzzy", "de")]
    assert common_words({}).frequencies(checksums(["de"])).tolist() == [UNKNOWN]


def test_several_lists_answer_as_each_of_them():
    lists = [common_words({"de": 7.5, "het": 6.0}), common_words({"the": 7.0, "de": 3.0})]

    found = Lists(lists).frequencies(checksums(["de", "the", "xyzzy"]))

    assert found.tolist() == [[7.5, 3.0], [UNKNOWN, 7.0], [UNKNOWN, UNKNOWN]]
    assert Lists([]).frequencies(checksums(["de"])).shape == (1, 0)
