import pytest

from bot.kb.checking import check
from bot.kb.first_line import SCHEMA_LINE, is_wired, wired
from tests.kb.folders import TODAY, TOPIC, write

LINE = SCHEMA_LINE.encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"title: x\n", LINE + b"\ntitle: x\n"),
        (b"title: x\r\n", LINE + b"\r\ntitle: x\r\n"),
        (b"\xef\xbb\xbftitle: x\n", b"\xef\xbb\xbf" + LINE + b"\ntitle: x\n"),
        (b"", LINE + b"\n"),
    ],
)
def test_the_line_comes_first_and_all_else_stays(before, after):
    assert not is_wired(before)
    assert wired(before) == after
    assert wired(after) == after


def test_a_schema_at_a_web_address_is_fine_too():
    assert is_wired(b"# yaml-language-server: $schema=https://example.org/schema.json\ntitle: x\n")


def test_a_missing_line_is_pointed_out_with_the_command_that_adds_it(tmp_path):
    root = write(tmp_path, {"en/digid/digid-app.yaml": f"{SCHEMA_LINE}\n{TOPIC}"})

    (told,) = [str(p) for p in check(root, TODAY) if "eerste regel" in p.message]

    assert told == (
        f"{root}/nl/digid/digid-app.yaml:1: let op: de eerste regel voor uw tekstverwerker "
        f"ontbreekt: {SCHEMA_LINE}. Typ: wegwijs fix"
    )
