"""Questions without a good answer are grouped, and told with what could mend them."""

import pytest
from msgspec.structs import replace

from bot.report.gaps import Group, group
from bot.report.gaps_told import told
from bot.store.gaps import Gap

DAY = "2026-11-23"


def asked(text, number=1, **more):
    values = {"day": DAY, "lang": "nl", "why": "unknown", "about": "", **more}
    return Gap(text=text, number=number, **values)


@pytest.fixture
def groups(knowledge):
    return lambda *gaps: group(gaps, knowledge)


def test_questions_that_look_alike_are_one_group_and_others_are_not(groups):
    first, second = groups(
        asked("hoe laat gaat de trein"),
        asked("hoe vraag ik een scootmobiel aan", 2),
        asked("scootmobiel aanvragen"),
        asked("waar krijg ik een scootmobiel"),
    )

    assert first.texts[0] == first.text == "hoe vraag ik een scootmobiel aan"
    assert len(first.texts) == 3
    assert (first.number, first.count) == (1, 4)
    assert second.texts == ("hoe laat gaat de trein",)


def test_the_largest_group_comes_first_and_equal_ones_by_the_alphabet(groups):
    found = groups(asked("zwembad"), asked("muziekles", 3), asked("dakkapel"))

    assert [one.text for one in found] == ["muziekles", "dakkapel", "zwembad"]


def test_languages_are_never_mixed(groups):
    assert len(groups(asked("digid taart"), asked("digid taart", lang="en"))) == 2


def test_a_group_tells_when_and_why(groups):
    (one,) = groups(
        asked("zwembad", 2, day="2026-10-01"),
        asked("zwembad", why="none"),
        asked("het zwembad", why="not_helped", about="digid-app"),
    )

    assert (one.first, one.last, one.count) == ("2026-10-01", DAY, 4)
    assert one.why == {"unknown": 2, "none": 1, "not_helped": 1}
    assert one.not_helped_by == ("digid-app",)


def test_the_topic_that_fits_best_is_proposed(groups):
    (one,) = groups(asked("hoeveel krijg ik voor de zorgtoeslag als student", why="person"))

    assert one.topic == "zorgtoeslag"
    assert one.fits


def test_the_topic_that_did_not_help_is_not_proposed_again(groups):
    text = "hoeveel krijg ik voor de zorgtoeslag als student"
    (one,) = groups(asked(text, why="not_helped", about="zorgtoeslag"))

    assert one.topic != "zorgtoeslag"


def test_danger_is_never_proposed(groups, knowledge):
    found = groups(
        *(asked(f"gevaar {word}") for word in ("noodnummer", "slaan", "politie", "dood"))
    )

    assert not [one for one in found if one.topic and knowledge.topic(one.topic, "nl").urgent]


def test_the_proposed_question_hides_nothing(groups):
    (one,) = groups(asked("muziekles van […] voor mijn zoon", 3), asked("muziekles voor mijn zoon"))

    assert one.phrase == "muziekles voor mijn zoon"


def test_where_all_hide_something_it_is_left_out(groups):
    (one,) = groups(asked("muziekles, […], op [telefoonnummer]"))

    assert one.phrase == "muziekles, , op"


def test_a_group_is_off_the_list_when_one_of_its_questions_is(groups):
    (one,) = groups(asked("scootmobiel aanvragen", dismissed=True), asked("scootmobiel"))

    assert one.dismissed


def test_no_questions_make_no_groups(groups):
    assert groups() == []


# --- what an editor reads -----------------------------------------------------------------------

GROUP = Group(
    number=1,
    lang="nl",
    text="zwembad",
    count=5,
    first=DAY,
    last=DAY,
    why={"unknown": 4, "none": 1},
    not_helped_by=(),
    texts=("zwembad", "het zwembad"),
    topic="digid-app",
    confidence=0.5,
    phrase="zwembad",
    dismissed=False,
)


def read(*groups, hidden=0):
    return "\n".join(told(groups, hidden))


def test_a_group_is_told_with_reasons_topic_and_the_way_to_add_it():
    text = read(GROUP)

    assert text.startswith(
        "1. 5× „zwembad” (nl)\n   niet begrepen 4×, geen van de keuzes 1×; 2026-11-23\n"
    )
    assert "ook zo gevraagd: „het zwembad”" in text
    assert "past bij: digid-app (50%); vraag: „zwembad”" in text
    assert "wegwijs gaps accept NUMMER" in text


def test_a_topic_that_hardly_fits_is_told_as_a_new_one():
    assert "misschien een nieuw onderwerp" in read(replace(GROUP, confidence=0.1))
    assert "misschien een nieuw onderwerp" in read(replace(GROUP, topic=None, confidence=0.0))


def test_of_a_large_group_a_few_are_shown_and_the_rest_is_counted():
    texts = tuple(f"zwembad {number}" for number in range(9))

    assert "„zwembad 4” en nog 4" in read(replace(GROUP, texts=texts))


def test_days_and_answers_that_did_not_help_are_told():
    text = read(replace(GROUP, first="2026-11-01", not_helped_by=("digid-app",)))

    assert "2026-11-01 tot en met 2026-11-23" in text
    assert "dit antwoord hielp niet: digid-app. Kan het beter?" in text


def test_an_empty_list_says_so_and_what_is_hidden_is_counted():
    assert read() == "Er zijn geen vragen zonder goed antwoord."
    assert "Niet getoond: 2" in read(GROUP, hidden=2)
