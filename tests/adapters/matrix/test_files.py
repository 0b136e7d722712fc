"""The small files: whole or not at all, and nobody else's."""

from pathlib import Path

import pytest

from adapters.matrix import files
from adapters.matrix.listening import Position
from adapters.matrix.rooms import Move, Places
from bot.ports import CannotRun


def test_what_is_written_is_read_again(tmp_path: Path):
    path = tmp_path / "position.json"
    places = Places(frozenset({"!new"}), {"!next": Move("!old", "$e")})
    position = Position("@bot:example.org", "s1", places)

    files.write(path, position)

    assert files.read(path, Position) == position
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["position.json"]


def test_a_file_that_is_not_there_holds_nothing(tmp_path: Path):
    assert files.read(tmp_path / "position.json", Position) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"user_id": 1, "since": "s"}'])
def test_a_damaged_file_is_told(tmp_path: Path, text: str):
    path = tmp_path / "position.json"
    path.write_text(text)

    with pytest.raises(CannotRun, match=r"position\.json can't be read"):
        files.read(path, Position)


def test_a_folder_that_is_gone_is_told(tmp_path: Path):
    with pytest.raises(CannotRun, match="can't be written"):
        files.write(tmp_path / "gone" / "position.json", "s1")


def test_a_passphrase_is_made_once(tmp_path: Path):
    path = tmp_path / "passphrase.json"

    assert files.passphrase(path) == files.passphrase(path)
