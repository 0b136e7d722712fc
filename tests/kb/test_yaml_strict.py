import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kb.problems import Report
from bot.kb.yaml_strict import MAX_BYTES, Fields, Items, Text, parse

TRAPS = {
    "a tab": (
        "title: x\n\tanswer: y\n",
        "2: hier staat een tab aan het begin van de regel. Gebruik spaties",
    ),
    "the same name twice": (
        "title: x\nanswer: y\ntitle: z\n",
        "3: „title” staat er twee keer (ook op regel 1). Voeg ze samen tot één",
    ),
    "an alias bomb": (
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        (
            "1: een * of & aan het begin van een tekst heeft een bijzondere betekenis. "
            "Zet de tekst tussen aanhalingstekens"
        ),
    ),
    "an alias": (
        "answer: *belangrijk* is dit\n",
        (
            "1: een * of & aan het begin van een tekst heeft een bijzondere betekenis. "
            "Zet de tekst tussen aanhalingstekens"
        ),
    ),
    "bold words at the start": (
        "title: x\nanswer: **Let op** dit\n",
        (
            "2: een * of & aan het begin van een tekst heeft een bijzondere betekenis. "
            "Zet de tekst tussen aanhalingstekens"
        ),
    ),
    "a tag": (
        "title: !!python/object:os.system x\n",
        (
            "1: een ! aan het begin van een tekst heeft een bijzondere betekenis. "
            "Zet de tekst tussen aanhalingstekens"
        ),
    ),
    "ten megabytes": (
        "a: " + "x" * 10_000_000,
        "1: dit bestand is groter dan 1000 kB. Dat kan niet kloppen: verdeel het of herstel het",
    ),
    "brackets without end": (
        "a: " + "[" * 200_000,
        "1: hier zit te veel in elkaar (10 lagen of meer). Controleer haken en inspringen",
    ),
    "UTF-16": (
        "title: x\n".encode("utf-16"),
        "1: dit bestand heeft een vreemde tekencodering. Sla het op als UTF-8",
    ),
    "Windows-1252": (
        "title: x\nanswer: één\n".encode("cp1252"),
        "2: dit bestand heeft een vreemde tekencodering. Sla het op als UTF-8",
    ),
    "a control character": (
        "title: x\nanswer: y\x07\n",
        "2: hier staat een onzichtbaar teken dat niet mag. Typ deze regel opnieuw",
    ),
    "an item that is not in line": (
        "questions:\n  - een\n - twee\n",
        (
            "3: deze regel past niet bij wat erboven staat: - twee. Springt hij even ver in als de "
            "regels erboven? Klopt elk aanhalingsteken?"
        ),
    ),
    "a colon in a text": (
        "answer: Let op: dit is belangrijk\n",
        (
            "1: hier staat een dubbele punt te veel, of de regel springt verkeerd in. "
            "Zet een tekst met een dubbele punt tussen aanhalingstekens"
        ),
    ),
    "a quote without end": (
        'title: x\nanswer: "Bel ons\nchanged: 2026-11-01\n',
        (
            "2: deze tekst heeft een aanhalingsteken aan het begin, maar niet aan het eind. "
            "Zet het erbij"
        ),
    ),
    "a backslash between quotes": (
        'answer: "C:\\documenten"\n',
        (
            "1: een \\ in een tekst tussen dubbele aanhalingstekens heeft een bijzondere betekenis. "
            "Gebruik / of schrijf \\\\"
        ),
    ),
    "a special first character": (
        "title: @home\n",
        (
            "1: deze tekst begint met een bijzonder teken: title: @home. "
            "Zet hem tussen aanhalingstekens"
        ),
    ),
    "text behind a closing quote": (
        'title: "DigiD" aanvragen\n',
        (
            '1: deze regel past niet bij wat erboven staat: title: "DigiD" aanvragen. Springt hij '
            "even ver in als de regels erboven? Klopt elk aanhalingsteken?"
        ),
    ),
    "a name that is no text": (
        "{digid.phone}: x\n",
        (
            "1: de naam vóór een dubbele punt moet gewone tekst zijn. "
            "Zet teksten met { } of [ ] tussen aanhalingstekens"
        ),
    ),
    "two documents": (
        "a: b\n---\nc: d\n",
        "3: hier begint een tweede deel in hetzelfde bestand. Haal de regel met --- weg",
    ),
    "nothing": ("", "1: dit bestand is leeg. Vul het in of verwijder het"),
    "only remarks": ("# later\n", "1: dit bestand is leeg. Vul het in of verwijder het"),
}


def read(content):
    report = Report()
    data = content if isinstance(content, bytes) else content.encode()
    node = parse(data, report.page("x.yaml"))
    return node, [str(p).removeprefix("x.yaml:") for p in sorted(report.problems)]


@pytest.mark.parametrize(("content", "expected"), TRAPS.values(), ids=TRAPS)
def test_each_trap_is_told_with_its_line_and_what_to_do(content, expected):
    _, problems = read(content)

    assert problems == [expected]


@pytest.mark.parametrize("typed", ["no", "06", "1.5", "2026-11-23", "true", "~", "0800", "1_000"])
def test_a_value_stays_the_text_that_was_typed(typed):
    node, problems = read(f"a: {typed}\n")

    assert problems == []
    assert node.fields["a"] == Text(1, typed)


def test_question_marks_in_a_list_without_quotes_are_part_of_the_text():
    node, problems = read("a: [wat?, hoe duur?, nee]\n")

    assert problems == []
    assert [text.value for text in node.fields["a"].items] == ["wat?", "hoe duur?", "nee"]


def test_every_value_knows_its_line():
    node, _ = read("a: x\nb:\n  - y\n  - z\n")

    assert node == Fields(
        1,
        {"a": Text(1, "x"), "b": Items(3, (Text(3, "y"), Text(4, "z")))},
        {"a": 1, "b": 2},
    )


@pytest.mark.parametrize("data", [b"a: x\r\nb: y\r\n", b"\xef\xbb\xbfa: x\nb: y\n", b"a: x\rb: y"])
def test_windows_line_ends_and_byte_order_marks_are_no_problem(data):
    node, problems = read(data)

    assert problems == []
    assert node.names == {"a": 1, "b": 2}


def test_a_file_of_exactly_the_limit_is_read():
    node, problems = read("a: ".ljust(MAX_BYTES, "x"))

    assert problems == []
    assert isinstance(node, Fields)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_told(data):
    node, problems = read(data)

    assert (node is None) <= bool(problems)


@given(st.text(alphabet="ab:-?[]{}&*!|>'\"%@`#,\\ \n\t.", max_size=60))
def test_any_punctuation_is_read_or_told(text):
    node, problems = read(text)

    assert (node is None) <= bool(problems)
