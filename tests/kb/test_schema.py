import pytest

from bot.kb.problems import Report
from bot.kb.schema import SHORT, TOPIC, Either, Listing, OneText, Table, fits
from bot.kb.topic import PARTS
from bot.kb.yaml_strict import Fields, Items, Text

X = Text(1, "x")


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("date", "2026-11-23", "23-11-2026"),
        ("date", "2028-02-29", "2027-02-29"),
        ("url", "https://www.digid.nl", "http://www.digid.nl"),
        ("url", "https://a.nl/b?c=d", "https://a.nl/een twee"),
        ("phone", "088 123 65 55", "088/1236555"),
        ("phone", "+31 88 123 65 55", "14 + netnummer"),
        ("phone", "112", "x"),
        ("id", "digid-app", "DigiD-app"),
        ("id", "brief-2", "brief_2"),
        ("flag", "true", "yes"),
        ("page", "digid.apply", "digid"),
        ("text", "wat dan ook", ""),
    ],
)
def test_each_kind_of_text_has_its_form(kind, good, bad):
    page = Report().page("x.yaml")

    assert fits(Text(1, good), OneText(kind), page, "x")
    assert not fits(Text(1, bad), OneText(kind), page, "x")


@pytest.mark.parametrize(
    ("node", "shape"),
    [
        (X, SHORT),
        (Items(1, (X,)), Listing(SHORT)),
        (X, Either()),
        (Items(1, (X,)), Either()),
        (Fields(1, {"a": X}, {"a": 1}), Table(SHORT)),
    ],
)
def test_what_has_the_shape_fits(node, shape):
    report = Report()

    assert fits(node, shape, report.page("x.yaml"), "x")
    assert not report.problems


@pytest.mark.parametrize(
    ("node", "shape", "line"),
    [
        (Items(3, (X,)), SHORT, 3),
        (X, Listing(SHORT), 1),
        (Items(2, ()), Listing(SHORT), 2),
        (Items(1, (X, Text(4, ""))), Listing(SHORT), 4),
        (Fields(2, {}, {}), Either(), 2),
        (X, Table(SHORT), 1),
        (Fields(1, {"A b": X}, {"A b": 5}), Table(SHORT), 5),
        (Text(1, "x" * 201), SHORT, 1),
    ],
)
def test_what_has_another_shape_is_told_at_its_line(node, shape, line):
    report = Report()

    assert not fits(node, shape, report.page("x.yaml"), "x")
    assert [problem.line for problem in report.problems] == [line]


def test_every_mistake_in_a_list_is_told():
    report = Report()
    node = Items(1, (Text(1, ""), X, Text(3, "")))

    fits(node, Listing(SHORT), report.page("x.yaml"), "x")

    assert sorted(problem.line for problem in report.problems) == [1, 3]


def test_every_part_of_a_topic_may_be_written():
    assert tuple(TOPIC.fields["parts"].shape.fields) == PARTS
