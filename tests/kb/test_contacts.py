from pathlib import Path

import pytest
import yaml

from bot.kb.contacts import Contacts, address, check_contact, fill
from bot.kb.problems import Report
from bot.kb.yaml_strict import Text, parse

REAL = Path(__file__).parents[2] / "knowledge" / "contacts.yaml"
KNOWN = Contacts({"digid": {"phone": "088 123 65 55", "website": "https://www.digid.nl/"}})


@pytest.fixture
def page():
    return Report().page("x.yaml")


def test_a_phone_number_is_plain_text_and_a_website_a_link(page):
    text = Text(1, "Bel {digid.phone} of kijk op {digid.website}.")

    assert fill(text, KNOWN, page) == (
        "Bel 088 123 65 55 of kijk op [www.digid.nl](https://www.digid.nl/)."
    )
    assert page.sound


def test_simple_placeholders_stay_only_where_they_are_allowed(page):
    text = Text(1, "Dag {name}")

    assert fill(text, KNOWN, page, placeholders=True) == "Dag {name}"
    assert page.sound
    fill(text, KNOWN, page)
    assert not page.sound


def test_a_mistake_below_a_bar_is_told_at_its_own_line():
    report = Report()
    text = parse(b"answer: |\n  Bel ons.\n\n  Of {digit.phone}.\n", report.page("x.yaml"))

    fill(text.fields["answer"], KNOWN, report.page("x.yaml"))

    assert [problem.line for problem in report.problems] == [4]


def test_a_link_needs_a_web_address(page):
    assert address(Text(1, "digid.website"), KNOWN, page) == "https://www.digid.nl/"
    assert page.sound
    assert address(Text(1, "digid.phone"), KNOWN, page) == ""
    assert not page.sound


def test_nobody_is_told_of_missing_contacts_when_the_contacts_are_faulty(page):
    check_contact(Text(1, "digid"), Contacts(sound=False), page)

    assert page.sound
    assert fill(Text(1, "Bel {digid.phone}"), Contacts(sound=False), page) == "Bel "


def test_real_contacts_say_what_is_of_use_and_where_it_was_found():
    contacts = yaml.load(REAL.read_text(), Loader=yaml.BaseLoader)

    for name, contact in contacts.items():
        assert contact["source"], name
        assert set(contact) & {"phone", "website"} or name == "gemeente", name
