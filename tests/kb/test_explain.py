"""Why a text was answered as it was."""

import pytest

from bot.kb.explain import explain


def why(knowledge, text: str):
    understood = knowledge.understand(text, "nl")
    topic = next(iter(understood.topics), None)
    return explain(text, understood.lang, topic, knowledge)


def test_the_words_that_counted_come_strongest_first_and_share_the_whole(knowledge):
    counted = why(knowledge, "ik ben mijn wachtwoord van digid kwijt").counted

    shares = [share for _, share in counted]
    assert {"wachtwoord", "kwijt"} <= {word for word, _ in counted}
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1)


def test_corrected_words_are_told_with_what_they_were_read_as(knowledge):
    assert ("wachtwort", "wachtwoord") in why(knowledge, "mijn wachtwort is kwijt").corrected


def test_words_of_no_example_question_are_told(knowledge):
    assert why(knowledge, "digid aanvragen voor mijn knalrode kikker").unknown[-1] == "kikker"


def test_the_nearest_question_is_of_the_topic_and_its_rival_is_not(knowledge):
    found = why(knowledge, "ik ben mijn wachtwoord van digid vergeten")

    assert found.nearest.topic == "digid-inloggegevens-vergeten"
    assert found.nearest.likeness == 1
    assert found.rival.topic != found.nearest.topic
    assert found.rival.likeness < 1


def test_the_order_of_words_does_not_matter_for_the_nearest_question(knowledge):
    assert why(knowledge, "vergeten mijn wachtwoord DigiD van ik ben").nearest.likeness == 1


def test_runners_up_are_other_topics_with_less(knowledge):
    found = why(knowledge, "ik ben mijn wachtwort van digid kwijt")

    shares = [share for _, share in found.runners_up]
    assert shares == sorted(shares, reverse=True)
    assert "digid-inloggegevens-vergeten" not in dict(found.runners_up)


@pytest.mark.parametrize("text", ["", "?!", "🙂", "x" * 10_000, "\u202e\u200b"])
def test_a_text_without_anything_known_is_explained_too(knowledge, text):
    assert why(knowledge, text).corrected == ()


def test_what_each_word_adds_is_the_difference_in_score(knowledge):
    seen = knowledge.matcher.look_into("wachtwoord van digid vergeten aub", "nl")

    assert len(seen.weights) == len(seen.spelled) == 5
    assert max(zip(seen.weights, seen.spelled, strict=True))[1] in {"wachtwoord", "vergeten"}
