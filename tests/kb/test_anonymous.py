"""What is kept of a question says nothing about who asked it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kb.anonymous import GAP, LONGEST, Familiar, anonymous, introduces
from bot.kb.names import NAMES
from bot.kb.normalize import normalise, words
from bot.privacy import mask

OURS = {"digid", "uwv", "112", "18", "ik", "hoe", "kan", "mijn", "waar", "in", "wat", "is", "en", "de", "het"}  # fmt: skip
USUAL = {"jan", "moeder", "scootmobiel", "aanvragen", "voor", "krijgt", "geen", "geld", "van", "vraag"}  # fmt: skip
USUAL |= {"gemeente", "belt", "niet", "terug", "jaar", "maart", "bij", "heeft", "brief", "verkocht"}


def familiar(word):
    return Familiar.OURS if word in OURS else Familiar(word in USUAL)


def kept(text):
    return anonymous(text, familiar)


@pytest.mark.parametrize(
    "text",
    [
        "Hoe vraag ik voor mijn moeder scootmobiel aanvragen?",
        "Scootmobiel aanvragen",
        "ik vraag geld bij het UWV",
        "CJIB heeft geen brief",
        "mijn moeder krijgt geen geld bij 18 jaar",
    ],
)
def test_usual_words_stay_as_they_are(text):
    assert kept(text) == text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Mijn moeder Fatima krijgt geen geld", "Mijn moeder […] krijgt geen geld"),
        ("mijn moeder fatima krijgt geen geld", "mijn moeder […] krijgt geen geld"),
        ("mijn moeder Jan krijgt geen geld", "mijn moeder […] krijgt geen geld"),
        ("Jan de Vries heeft mijn brief verkocht", "[…] de […] heeft mijn brief verkocht"),
        ("jan de gemeente belt niet terug", "[…] de […] belt niet terug"),
        ("mijn moeder jan heeft geen brief", "mijn moeder […] heeft geen brief"),
        ("Jan Vries heeft mijn brief niet", "[…] heeft mijn brief niet"),
        ("de gemeente belt niet terug. Groetjes, Jan", "de gemeente belt niet terug."),
        ("geen brief van 3 maart 2026", "geen brief van […] maart […]"),
        ("bij 112 belt de gemeente 18 jaar", "bij […] belt de gemeente […] jaar"),
        ("mijn brief heeft 83 jaar geen geld", "mijn brief heeft […] jaar geen geld"),
        ("mijn DigiD is niet van jan1985", "mijn DigiD is niet van […]"),
        ("mijn bsn is niet van 123456782 maart", "mijn […] is niet van [BSN] maart"),
        ("HOE KAN IK GELD AANVRAGEN VOOR MIJN MOEDER", "hoe kan ik geld aanvragen voor mijn moeder"),
    ],
)  # fmt: skip
def test_what_may_say_who_somebody_is_becomes_a_gap(text, rest):
    assert kept(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "ik heet Jan en krijgt geen geld",
        "mijn naam is Jan, hoe kan ik geld aanvragen",
        "Mijn adres is bij de gemeente",
        "ik woon in de gemeente",
        "naam: Jan, hoe kan ik geld aanvragen",
        "my name is jan, hoe kan ik geld aanvragen",
        "bonjour je ne comprends pas",
        "Jan Vries Fatima",
        "ik en de",
        "123 456",
        "",
        "🙂",
    ],
)
def test_introductions_other_languages_and_empty_talk_are_not_kept(text):
    assert kept(text) == ""


def test_of_a_long_story_only_its_question_is_kept():
    story = (
        "mijn moeder krijgt geen geld van de gemeente. " * 6
        + "Hoe kan ik geld aanvragen? En de brief?"
    )

    assert kept(story) == "Hoe kan ik geld aanvragen?"


def test_a_long_story_without_a_question_is_cut_between_words():
    left = kept("mijn moeder krijgt geen geld van de gemeente " * 20)

    assert len(left) <= LONGEST
    assert left.endswith(("geld", "van", "gemeente", "moeder", "geen", "krijgt", "de", "mijn"))


def test_a_mask_that_somebody_types_himself_hides_no_name():
    assert "Fatima" not in kept("hoe kan ik geld aanvragen voor [Fatima] bij de gemeente")


@pytest.mark.parametrize("text", ["Ik heet Jan", "my address is here", "m'n naam is Jan"])
def test_introductions_are_recognised(text):
    assert introduces(text)


def test_a_question_about_ones_name_is_no_introduction():
    assert not introduces("hoe verander ik mijn naam in het paspoort")


@given(st.text(max_size=400))
def test_of_any_text_only_known_words_masks_and_gaps_are_left(text):
    left = kept(text)

    assert len(left) <= LONGEST + len(GAP) * LONGEST
    assert mask(left) == left
    assert kept(left) in ("", left)


def test_each_common_name_is_written_as_it_is_compared():
    assert all(normalise(name) == name and words(name) == [name] for name in NAMES)


# --- with the words of the real knowledge base ---------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Hoe vraag ik een scootmobiel aan voor mijn moeder?", None),
        ("gehandicaptenparkeerkaart kwijt", None),
        ("laadpaal voor elektrische auto aanvragen", None),
        ("waar is de uitvaartverzekering te vinden", None),
        ("mijn zoon Mohammed krijgt geen studiefinanciering", "mijn zoon […] krijgt geen studiefinanciering"),
        ("ik ben fatima jansen en wil mijn zorgtoeslag niet", "ik ben […] en wil mijn zorgtoeslag niet"),
        ("adres wijzigen kerkstraat 12 in de gemeente nu", "adres wijzigen […] in de gemeente nu"),
    ],
)  # fmt: skip
def test_the_real_knowledge_base_knows_compounds_but_no_names_or_streets(knowledge, text, rest):
    assert knowledge.anonymous(text, "nl") == (text if rest is None else rest)


def test_words_of_the_knowledge_base_are_known_in_every_language(knowledge):
    assert knowledge.anonymous("how do I stop the zorgtoeslag for my mother", "en")
