import pytest

from bot.kb.cache import common, matcher
from bot.kb.corpus import Corpus, Language
from bot.kb.match import Matcher

CORPUS = Corpus(
    {
        "nl": Language({"digid": ("DigiD aanvragen", "hoe vraag ik een digid aan")}),
        "en": Language({"digid": ("Apply for a DigiD", "how do I get a digid")}),
    }
)
MATCHER = matcher(CORPUS)


@pytest.mark.parametrize(
    "text",
    [
        "كيف أحصل على رقم digid",
        "Як отримати допомогу",
        "nie mam pieniędzy na czynsz",
        "ben kira yardımı almak istiyorum",
        "wie beantrage ich wohngeld",
        "comment demander une allocation logement",
    ],
)
def test_a_language_that_the_knowledge_base_has_not_gets_no_answer_by_chance(text):
    found = MATCHER.understand(text, "nl")

    assert (found.kind, found.lang, found.lang_sure) == ("unknown", "nl", False)


@pytest.mark.parametrize("text", ["hoe krijg ik digid", "how do i get digid", "digid aanvrage pls"])
def test_our_own_languages_are_never_taken_for_another(text):
    assert MATCHER.understand(text, "nl").topics[:1] == ("digid",)


def test_without_words_of_other_languages_only_scripts_are_told_apart():
    plain = Matcher.train(CORPUS, common(["nl", "en"]))

    assert plain.understand("Як отримати digid", "nl").topics == ()
    assert plain.understand("digid bitte", "nl").topics != ()
