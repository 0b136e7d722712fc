"""`wegwijs` among other programs: in pipes, and interrupted."""

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

WEGWIJS = f"{sys.executable} -m bot"


def shell(line):
    """A line as somebody would type it; what it printed, and its complaints."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def test_chat_answers_each_line_of_a_pipe_in_order():
    lines = r"hoi\nHoe vraag ik een DigiD aan?\n3\n3\nMijn BSN is 111222333\n"

    done = shell(f"printf '{lines}' | {WEGWIJS} chat")

    places = [
        done.stdout.index(words)
        for words in ("Hallo, ik ben Wegwijs", "Vul uw BSN", "DigiD aanvragen: Kosten")
    ]
    assert done.returncode == 0, done.stderr
    assert places == sorted(places)
    assert done.stderr == ""


def test_chat_without_a_newline_at_the_end_answers_the_last_line_too():
    done = shell(f"printf 'Hoe vraag ik een DigiD aan?' | {WEGWIJS} chat")

    assert "Vul uw BSN" in done.stdout


def test_chat_speaks_the_language_that_is_asked_for():
    done = shell(f"printf 'hello\n' | {WEGWIJS} chat --lang en")

    assert "I am **Wegwijs**".replace("*", "") in done.stdout


def test_chat_without_any_input_ends_well():
    done = shell(f"{WEGWIJS} chat < /dev/null")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_chat_reads_what_is_no_utf8():
    done = shell(rf"printf '\xff\xfe hoi\n' | {WEGWIJS} chat")

    assert done.returncode == 0
    assert done.stdout


def test_export_into_a_program_that_has_seen_enough():
    done = shell(f"{WEGWIJS} export questions | head -n 1; echo ${{PIPESTATUS[0]}}")

    question, status = done.stdout.splitlines()
    assert question.startswith('{"topic":')
    assert (status, done.stderr) == ("0", "")


@pytest.mark.parametrize("command", ["ask hallo", "check", "schema", "--help"])
def test_any_command_into_a_program_that_reads_nothing(command):
    done = shell(f"{WEGWIJS} {command} | true")

    assert "Exception" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_chat_is_interrupted_without_a_traceback():
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as chat:
        chat.stdin.write("hoi\n")
        chat.stdin.flush()
        chat.stdout.readline()  # it has begun to answer

        chat.send_signal(signal.SIGINT)
        _, complaints = chat.communicate(timeout=30)

    assert chat.returncode in (0, 130)
    assert "Traceback" not in complaints
