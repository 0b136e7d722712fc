"""The terminal adapter, with real pipes and a real pseudo-terminal."""

import asyncio
import os
import pty
import subprocess
import sys
import textwrap

import pytest

from adapters.terminal import TerminalAdapter
from bot.ports import Address, Button, Edit, Gone, Joined, Mark, Message, Remove, Said


@pytest.fixture
def keyboard():
    """A pipe: what is written to the second end is typed."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as lines, os.fdopen(writing, "w", buffering=1) as typed:
        yield lines, typed


@pytest.fixture
def screen(tmp_path):
    """A file that plays the part of the terminal's window."""
    with (tmp_path / "screen").open("w+", encoding="utf-8") as file:
        yield file


def shown(screen):
    screen.flush()
    screen.seek(0)
    return screen.read()


async def collect(adapter):
    received = []

    async def receive(one):
        received.append(one)

    await adapter.run(receive)
    return received


async def test_each_line_is_a_message_and_the_end_of_the_input_ends_it(keyboard, screen):
    lines, typed = keyboard
    typed.write("hoi\n\nwat is digid?")
    typed.close()

    received = await collect(TerminalAdapter(lines, screen, lang="nl"))

    assert [one.what for one in received] == [Said("hoi"), Said("wat is digid?")]
    assert len({one.id for one in received}) == 2
    assert {(one.lang, one.private) for one in received} == {("nl", True)}


async def test_quit_ends_it_although_there_is_more_to_read(keyboard, screen):
    lines, typed = keyboard
    typed.write("hoi\n/quit\nniet meer\n")

    received = await collect(TerminalAdapter(lines, screen))

    assert [one.what for one in received] == [Said("hoi")]


async def test_a_message_of_a_hundred_thousand_characters_arrives_whole(tmp_path, screen):
    long = "één " * 25_000
    file = tmp_path / "typed"
    file.write_text(long + "\n", encoding="utf-8")

    with file.open() as lines:
        received = await collect(TerminalAdapter(lines, screen))

    assert received[0].what == Said(long.strip())


async def test_broken_utf_8_does_not_end_the_conversation(tmp_path, screen):
    file = tmp_path / "typed"
    file.write_bytes(b"caf\xe9\nhoi\n")

    with file.open() as lines:
        received = await collect(TerminalAdapter(lines, screen))

    assert [one.what for one in received] == [Said("caf�"), Said("hoi")]


async def test_a_window_that_is_closed_is_the_end(screen):
    main, side = pty.openpty()
    os.close(main)

    with os.fdopen(side) as lines:
        received = await collect(TerminalAdapter(lines, screen))

    assert received == []


async def test_an_error_of_receive_is_passed_on(keyboard, screen):
    lines, typed = keyboard
    typed.write("hoi\n")

    async def receive(_):
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        await TerminalAdapter(lines, screen).run(receive)


async def test_an_answer_is_printed_as_text_with_numbered_choices(keyboard, screen):
    adapter = TerminalAdapter(keyboard[0], screen)
    buttons = ((Button("Kosten", "cost"), Button("Open", url="https://digid.nl")),)

    await adapter.send(Message("1", adapter.at, "**DigiD** is gratis.", buttons))

    assert shown(screen) == "DigiD is gratis.\nOpen: https://digid.nl\n\n1. Kosten\n\n"


async def test_control_characters_of_others_do_nothing(keyboard, screen):
    adapter = TerminalAdapter(keyboard[0], screen)

    await adapter.send(Message("1", adapter.at, "rood\x1b[31m\x07 \x9b2J"))

    assert shown(screen) == "rood[31m 2J\n\n"


async def test_an_edit_is_printed_again_a_mark_is_shown_and_a_removal_is_not(keyboard, screen):
    adapter = TerminalAdapter(keyboard[0], screen)

    await adapter.send(Edit("1", adapter.at, "0", "nieuw"))
    await adapter.send(Mark("2", adapter.at, "0", "✅"))
    await adapter.send(Remove("3", adapter.at, "0"))

    assert shown(screen) == "✎ nieuw\n\n✅\n\n"


async def test_another_conversation_is_not_shown_here(keyboard, screen):
    adapter = TerminalAdapter(keyboard[0], screen)

    with pytest.raises(Gone):
        await adapter.send(Message("1", Address("terminal", "yesterday"), "geheim"))

    assert shown(screen) == ""


async def test_a_reader_that_left_is_told(keyboard):
    reading, writing = os.pipe()
    os.close(reading)
    output = os.fdopen(writing, "w")
    adapter = TerminalAdapter(keyboard[0], output)

    with pytest.raises(Gone):
        await adapter.send(Message("1", adapter.at, "hallo"))

    os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())  # so that closing can flush
    output.close()


@pytest.mark.parametrize(("no_color", "escape"), [("", True), ("1", False)])
async def test_colours_are_for_terminals_and_for_who_wants_them(monkeypatch, no_color, escape):
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("COLUMNS", "40")
    main, side = pty.openpty()
    with os.fdopen(os.dup(side)) as lines, os.fdopen(side, "w") as window:
        adapter = TerminalAdapter(lines, window)
        await adapter.send(Message("1", adapter.at, "- " + "woord " * 12))
    prompt = "\x1b[1;36m›\x1b[0m " if escape else "> "
    printed = ""
    while not printed.endswith(prompt):  # a terminal hands over what it has so far
        printed += os.read(main, 4096).decode()
    os.close(main)

    assert ("\x1b[2m" in printed) is escape
    assert "\r\n" in printed


async def test_somebody_at_a_terminal_is_greeted_and_a_pipe_is_not(keyboard, screen):
    main, side = pty.openpty()
    os.write(main, b"hoi\n/quit\n")
    with os.fdopen(os.dup(side)) as lines, os.fdopen(side, "w") as window:
        at_a_terminal = await collect(TerminalAdapter(lines, window))
    os.close(main)
    keyboard[1].write("hoi\n/quit\n")
    in_a_pipe = await collect(TerminalAdapter(keyboard[0], screen))

    assert [one.what for one in at_a_terminal] == [Joined(), Said("hoi")]
    assert [one.what for one in in_a_pipe] == [Said("hoi")]


async def test_long_lines_are_wrapped_under_their_list_item(monkeypatch, keyboard):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "30")
    main, side = pty.openpty()
    with os.fdopen(side, "w") as window:
        adapter = TerminalAdapter(keyboard[0], window)
        await adapter.send(Message("1", adapter.at, "- een twee drie vier vijf zes zeven"))
    printed = os.read(main, 4096).decode()
    os.close(main)

    assert printed.replace("\r", "") == "- een twee drie vier vijf\n  zes zeven\n\n"


def test_a_program_that_ends_while_the_keyboard_waits_ends_cleanly():
    program = textwrap.dedent("""
        import asyncio
        from adapters.terminal import TerminalAdapter

        async def main():
            adapter = TerminalAdapter()
            heard = asyncio.Event()

            async def receive(received):
                heard.set()

            running = asyncio.create_task(adapter.run(receive))
            await heard.wait()
            running.cancel()

        asyncio.run(main())
    """)
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        running.stdin.write(b"hoi\n")
        running.stdin.flush()
        code = running.wait(20)
        complaints = running.stderr.read()

    assert (code, complaints) == (0, b"")


async def test_nothing_is_read_ahead_of_the_event_loop(keyboard, screen):
    """Other work goes on while the adapter waits for somebody to type."""
    adapter = TerminalAdapter(keyboard[0], screen)
    running = asyncio.create_task(collect(adapter))

    await adapter.send(Message("1", adapter.at, "Goedendag"))
    keyboard[1].write("hoi\n/quit\n")

    assert [one.what for one in await running] == [Said("hoi")]
    assert shown(screen) == "Goedendag\n\n"
