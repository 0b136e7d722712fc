"""`wegwijs poster`: what it says when no poster can be made, and the file when it can."""

import pytest

from bot.cli import run


@pytest.fixture
def matrix(monkeypatch):
    monkeypatch.setenv("WEGWIJS_MATRIX__USER_ID", "@wegwijs:example.org")


def test_the_poster_is_written_where_asked(matrix, tmp_path, capsys):
    file = tmp_path / "poster.pdf"

    assert run(["poster", "haarlem", "--out", str(file)]) == 0
    assert file.read_bytes().startswith(b"%PDF")
    assert capsys.readouterr().out.strip() == str(file)


def test_an_unknown_library_is_answered_with_the_nearest(matrix, capsys):
    assert run(["poster", "harlem"]) == 1
    assert "„haarlem”" in capsys.readouterr().err


def test_without_a_network_there_is_no_poster(capsys):
    assert run(["poster", "haarlem"]) == 1
    assert "no network is configured" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told(matrix, tmp_path, capsys):
    assert run(["poster", "haarlem", "--out", str(tmp_path)]) == 1
    assert "kan niet worden geschreven" in capsys.readouterr().err


def test_a_telegram_that_does_not_answer_is_told_without_the_token(monkeypatch, capsys):
    monkeypatch.setenv("WEGWIJS_TELEGRAM__TOKEN", "1:secret")
    monkeypatch.setenv("WEGWIJS_TELEGRAM__API_URL", "http://127.0.0.1:1")

    assert run(["poster", "haarlem"]) == 3
    told = capsys.readouterr().err
    assert "Telegram" in told
    assert "secret" not in told
