"""nl/_letters.yaml and its translation: the guide for who got a letter."""

import pytest

from tests.kb.folders import drafted, told, write

NL, EN = "nl/_letters.yaml", "en/_letters.yaml"
DUTCH = """\
topic: digid-app
senders:
  uwv:
    name: UWV
    words: [uitkering]
    kinds:
      ww: {name: Over WW, topics: [digid-app]}
"""
ENGLISH = """\
senders:
  uwv:
    name: The UWV
    kinds:
      ww: {name: About WW}
"""


def test_a_translation_has_its_own_names_and_the_topics_of_the_source():
    guide = drafted({NL: DUTCH, EN: ENGLISH}).languages["en"].guide

    [sender] = guide.senders
    [kind] = sender.kinds
    assert (guide.topic, sender.name, kind.name) == ("digid-app", "The UWV", "About WW")
    assert kind.topics == ("digid-app",)
    assert "uitkering" in sender.words


def test_without_a_translation_the_guide_is_in_the_source_language():
    assert drafted({NL: DUTCH}).languages["en"].guide.senders[0].name == "UWV"


def test_without_the_file_there_is_no_guide():
    assert drafted().languages["nl"].guide.senders == ()


MISTAKES = {
    "a kind without topics": (
        {NL: DUTCH.replace(", topics: [digid-app]", "")},
        (
            f"{NL}:7: het veld „topics” ontbreekt. Voeg het toe: "
            "onderwerpen die passen, het beste eerst"
        ),
    ),
    "a sender without a name": (
        {NL: DUTCH.replace("    name: UWV\n", "")},
        f"{NL}:4: het veld „name” ontbreekt. Voeg het toe: wat er op de knop staat",
    ),
    "topics in a translation": (
        {NL: DUTCH, EN: ENGLISH.replace("WW}", "WW, topics: [digid-app]}")},
        f"{EN}:5: „topics” is geen veld dat hier hoort. Toegestaan: name",
    ),
    "a sender that the source does not have": (
        {NL: DUTCH, EN: ENGLISH.replace("  uwv:", "  uvw:")},
        (f"{EN}:2: „uvw” staat niet in nl/_letters.yaml. Gebruik dezelfde namen als daar"),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_the_guide_is_told_with_its_line(tmp_path, name):
    files, message = MISTAKES[name]

    assert message in told(write(tmp_path, files))


def test_a_topic_that_is_not_there_is_warned_of_and_left_out(tmp_path):
    files = {NL: DUTCH.replace("topics: [digid-app]", "topics: [digid-ap, digid-app]"), EN: ENGLISH}

    warned = [line for line in told(write(tmp_path, files), "warning") if line.startswith(NL)]

    assert warned == [
        (
            f"{NL}:7: let op: het onderwerp „digid-ap” bestaat niet (nog niet); de knop blijft weg. "
            "Bedoelt u „digid-app”?"
        )
    ]


def test_what_is_not_translated_is_warned_of(tmp_path):
    files = {NL: DUTCH, EN: ENGLISH.replace("      ww: {name: About WW}", "      {}")}

    warned = told(write(tmp_path, {**files}), "warning") + told(tmp_path)

    assert any("uwv:ww" in line for line in warned)
