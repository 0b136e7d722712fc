"""What goes wrong outside a program: each with file, line and advice in Dutch, and nothing else."""

import os

import pytest

from tests.kb.folders import TOPIC, told, write

NL = "nl/digid/digid-app.yaml"
ACCENT = TOPIC.replace("De DigiD-app", "Één app")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (TOPIC.replace("  - ", "\t- ", 1), ":3: hier staat een tab aan het begin van de regel"),
        (ACCENT.encode("cp1252"), ":1: dit bestand heeft een vreemde tekencodering"),
        (ACCENT.encode("utf-16"), ":1: dit bestand heeft een vreemde tekencodering"),
        (ACCENT.encode("utf-16-le"), ":1: dit bestand heeft een vreemde tekencodering"),
        (b"", ":1: dit bestand is leeg"),
        (b"\n  \n", ":1: dit bestand is leeg"),
        (b"\x00" * 4096, ":1: dit bestand heeft een vreemde tekencodering"),
        (TOPIC[:60].encode(), ":4: deze tekst heeft een aanhalingsteken aan het begin"),
        (TOPIC[: TOPIC.index("answer")], ":1: het veld „answer” ontbreekt"),
        (TOPIC + "title: nog eens\n", "„title” staat er twee keer (ook op regel 1)"),
        (b"a: " + b"x" * 10_000_000, ":1: dit bestand is groter dan 1000 kB"),
        ("[" * 5000, ":1: hier zit te veel in elkaar"),
        ("a: &a [x]\nb: [*a, *a]\n", ":1: een * of & aan het begin"),
    ],
)
def test_a_damaged_file_is_told_with_its_line_and_what_to_do(tmp_path, content, expected):
    errors = told(write(tmp_path, {NL: content}))

    assert any(line.startswith(NL) and expected in line for line in errors), errors


@pytest.mark.parametrize(
    "content", [TOPIC.replace("\n", "\r\n"), b"\xef\xbb\xbf" + TOPIC.encode(), TOPIC.rstrip()]
)
def test_windows_line_ends_a_byte_order_mark_and_no_last_line_end_are_fine(tmp_path, content):
    assert told(write(tmp_path, {NL: content})) == []


def test_no_06_and_question_marks_stay_what_was_typed(tmp_path):
    questions = '  - no\n  - 06\n  - ja?\n  - "app installeren"\n'
    root = write(tmp_path, {NL: TOPIC.replace('  - "app installeren"\n', questions)})

    assert told(root) == []


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("nl/digid/Digid-App2.yaml", "kan niet. Gebruik kleine letters, cijfers en streepjes"),
        ("nl/digid/digid app.yaml", "kan niet. Gebruik kleine letters, cijfers en streepjes"),
        ("nl/digid/café.yaml", "kan niet. Gebruik kleine letters, cijfers en streepjes"),
        (
            "nl/ander/digid-app.yaml",
            "er is al een onderwerp „digid-app”, in nl/ander/digid-app.yaml",
        ),
    ],
)
def test_a_name_that_can_not_be_is_told(tmp_path, name, advice):
    errors = told(write(tmp_path, {name: TOPIC}))

    assert any(advice in line for line in errors), errors


@pytest.mark.parametrize(("name", "better"), [("x.yml", "x.yaml"), ("x.YAML", "x.yaml")])
def test_another_ending_is_pointed_out_with_the_right_name(tmp_path, name, better):
    warnings = told(write(tmp_path, {f"nl/digid/{name}": TOPIC}), "warning")

    assert (
        f"nl/digid/{name}:1: let op: dit bestand wordt niet gelezen, want het eindigt niet op "
        f".yaml. Noem het {better}"
    ) in warnings


def test_links_in_a_circle_are_told_and_end(tmp_path):
    root = write(tmp_path)
    (root / "nl/digid/kring.yaml").symlink_to("kring.yaml")
    (root / "nl/kring").symlink_to("../nl", target_is_directory=True)

    errors = told(root)

    assert any(
        line.startswith("nl/digid/kring.yaml:1: dit kan niet worden gelezen") for line in errors
    )
    assert len(errors) < 10


def test_a_pipe_in_the_place_of_a_file_does_not_hold_up_the_check(tmp_path):
    root = write(tmp_path)
    (root / NL).unlink()
    os.mkfifo(root / NL)

    assert any(line.startswith(f"{NL}:1: dit kan niet worden gelezen") for line in told(root))
