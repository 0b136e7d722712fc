"""Files over Telegram: fetched, sent with a caption, and what Telegram does not take."""

import pytest

from bot.ports import Attached, File, Message, TryAgain, Undeliverable

pytestmark = pytest.mark.usefixtures("inbox")  # it also ends the connections

JPEG = b"\xff\xd8\xff\xe0 een plaatje"


def message(at, content: bytes | None, kind="photo", text="Fatima stuurt", **file) -> Message:
    kept = File("matrix", "ergens", file.pop("name", "foto.jpg"), file.pop("type", "image/jpeg"))
    return Message("m", at, text, file=kept, kind=kind)


async def test_what_a_citizen_sent_can_be_fetched(api, adapter, inbox):
    api.user("Fatima").sends("photo", content=JPEG)
    received = await inbox.first(lambda one: isinstance(one.what, Attached))

    assert await adapter.fetch(received.what.file) == JPEG


async def test_a_file_that_is_too_large_for_bots_is_never_passed_on(api, adapter):
    number = api.world.keep_file(b"x" * 20_000_001)

    with pytest.raises(Undeliverable):
        await adapter.fetch(File("telegram", f"document:{number}", "groot.bin"))


async def test_a_file_that_is_gone_is_undeliverable_and_one_that_waits_comes_later(api, adapter):
    with pytest.raises(Undeliverable):
        await adapter.fetch(File("telegram", "document:weg", "weg.pdf"))
    api.fail("getFile", 502)
    with pytest.raises(TryAgain):
        await adapter.fetch(File("telegram", "document:weg", "weg.pdf"))


@pytest.mark.parametrize(
    ("case", "method"),
    [
        (("photo", "image/jpeg", JPEG), "sendPhoto"),
        (("voice", "audio/ogg; codecs=opus", b"OggS"), "sendVoice"),
        (("voice", "audio/wav", b"RIFF"), "sendDocument"),
        (("audio", "audio/mpeg", b"ID3"), "sendAudio"),
        (("video", "video/mp4", b"mp4"), "sendVideo"),
        (("document", "application/pdf", b"%PDF"), "sendDocument"),
        (("sticker", "image/webp", b"RIFF"), "sendDocument"),
    ],
)
async def test_a_file_goes_as_what_it_is_with_its_text_under_it(api, adapter, at, case, method):
    kind, media, content = case
    fatima = api.user("Fatima", started=True)

    sent = await adapter.send_file(message(at(fatima), content, kind, type=media), content)

    (shown,) = fatima.chat.from_bot()
    assert (str(shown.id), shown.text) == (sent.message, "Fatima stuurt")
    assert api.world.files[shown.file] == content
    assert len(api.called(method)) == 1


async def test_a_photo_that_telegram_can_not_read_goes_as_a_document(api, adapter, at):
    fatima = api.user("Fatima", started=True)

    await adapter.send_file(message(at(fatima), b"heic", name="foto.heic"), b"heic")

    (shown,) = fatima.chat.from_bot()
    assert api.world.files[shown.file] == b"heic"
    assert [len(api.called(name)) for name in ("sendPhoto", "sendDocument")] == [1, 1]


async def test_a_long_text_comes_before_the_file(api, adapter, at):
    fatima = api.user("Fatima", started=True)

    sent = await adapter.send_file(message(at(fatima), JPEG, text="woord " * 300), JPEG)

    text, file = fatima.chat.from_bot()
    assert (len(text.text), text.file) == (1799, "")
    assert api.world.files[file.file] == JPEG
    assert (sent.parts, sent.message) == ((str(text.id),), str(file.id))


async def test_what_telegram_keeps_already_is_not_sent_over_again(api, adapter, at):
    fatima = api.user("Fatima", started=True)
    number = api.world.keep_file(JPEG)
    kept = File("telegram", f"photo:{number}", "foto.jpg")

    await adapter.send_file(Message("m", at(fatima), "Anja:", file=kept, kind="photo"), None)

    (shown,) = fatima.chat.from_bot()
    assert shown.file == number
    assert not api.called("getFile")
