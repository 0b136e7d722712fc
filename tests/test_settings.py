"""What an operator configures, and is told when it is wrong."""

import pytest

from bot.settings import SettingsError, read


@pytest.fixture
def file(tmp_path):
    def write(text: str):
        path = tmp_path / "wegwijs.toml"
        path.write_text(text, "utf-8")
        return path

    return write


def test_without_a_file_there_are_defaults():
    settings = read(None, {})

    assert settings.store.url == "sqlite:///wegwijs.db"
    assert settings.telegram.api_url == "https://api.telegram.org"
    assert settings.handoff.terms().remind_after == 600


def test_desks_and_sections_are_read(file):
    path = file("""
        [telegram]
        token = "1:a"
        [[desk]]
        library = "haarlem"
        network = "telegram"
        room = "-100"
        [handoff]
        remind_after = "5m"
        tell_after = 900
        [privacy]
        keep_cases = "12h"
    """)
    settings = read(path, {})

    assert settings.desk[0].library == "haarlem"
    assert settings.handoff.terms().remind_after == 300
    assert settings.handoff.terms().tell_after == 900
    assert settings.privacy.retention().keep_cases == 0.5


@pytest.mark.parametrize("none", ["0", '"0d"'])
def test_an_operator_may_keep_no_questions_at_all(file, none):
    settings = read(file(f"[privacy]\nkeep_questions = {none}\n"), {})

    assert settings.privacy.retention().keep_questions == 0


def test_the_environment_wins(file):
    path = file('[telegram]\ntoken = "1:a"\n')
    environ = {"WEGWIJS_TELEGRAM__TOKEN": "2:b", "WEGWIJS_HTTP__PORT": "0", "OTHER": "x"}
    settings = read(path, environ)

    assert settings.telegram.token == "2:b"
    assert settings.http.port == 0


def test_a_secret_may_stand_in_a_file_of_its_own(file, tmp_path):
    (tmp_path / "token").write_text("3:c\n")
    path = file('[telegram]\ntoken_file = "token"\n')

    assert read(path, {}).telegram.token == "3:c"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[telegram]\ntokn = 'x'", "telegram.tokn: there is no such key"),
        ("[telegran]\ntoken = 'x'", "telegran: there is no such key"),
        ("[http]\nport = 'many'", "http.port: expected `int`, got `str`"),
        ("[telegram]\nmode = 'pigeon'", "telegram.mode: invalid enum value 'pigeon'"),
        ("[handoff]\nremind_after = 'soon'", 'handoff.remind_after: "soon" is not a time'),
        ("[handoff]\nclose_after = 0", "handoff.close_after: must be more than nothing"),
        ("[privacy]\nkeep_cases = 0", "privacy.keep_cases: must be more than nothing"),
        ("[privacy]\nkeep_questions = -1", "privacy.keep_questions: must be more than nothing"),
        ("[telegram]\ntoken_file = 'none'", "telegram.token_file: the file none can't be read"),
        ("[telegram\n", "is not valid TOML"),
        (
            "[[desk]]\nlibrary='a'\nnetwork='irc'\nroom='1'",
            'desk a: network "irc" is unknown',
        ),
        (
            (
                "[[desk]]\nlibrary='a'\nnetwork='matrix'\nroom='1'\n"
                "[[desk]]\nlibrary='b'\nnetwork='matrix'\nroom='1'"
            ),
            "its room is also another library's",
        ),
        (
            (
                "[[desk]]\nlibrary='a'\nnetwork='matrix'\nroom='1'\n"
                "[[desk]]\nlibrary='a'\nnetwork='matrix'\nroom='2'"
            ),
            "desk a is configured twice",
        ),
    ],
)
def test_a_mistake_is_told_with_its_key(file, text, says):
    with pytest.raises(SettingsError) as error:
        read(file(text), {})

    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_key_of_the_environment_for_what_is_no_section_is_refused(file):
    path = file("[[desk]]\nlibrary='a'\nnetwork='matrix'\nroom='1'")

    with pytest.raises(SettingsError, match="WEGWIJS_DESK__X: desk is no section"):
        read(path, {"WEGWIJS_DESK__X": "1"})


def test_a_file_that_is_not_there_says_what_to_do(tmp_path):
    with pytest.raises(SettingsError, match=r"does not exist; copy wegwijs\.example\.toml"):
        read(tmp_path / "none.toml", {})
