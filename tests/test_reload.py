"""Hot reload: what editors save is used at once, and what is broken never is."""

import asyncio
import contextlib
import re
import shutil

import pytest

from bot.kb.load import Place, adopt, load, read
from bot.ports import Address, Received, Said, Sender, plain
from bot.reload import TOLD_AT_MOST, Reload
from tests.engine.house import House
from tests.servers.knowledge import FOLDER

APP = "nl/digid/digid-app.yaml"
COST = "nl/digid/digid-id-check.yaml"
PARTS = ("nl/digid", "nl/nood", "en/digid", "en/nood", "libraries")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Two themes of the real knowledge base, and a cache in which they are learnt already."""
    folder = tmp_path_factory.mktemp("small")
    for part in PARTS:
        shutil.copytree(FOLDER / part, folder / part)
    for file in (*FOLDER.glob("*.yaml"), *FOLDER.glob("*/_*.yaml")):
        shutil.copy(file, folder / file.relative_to(FOLDER))
    cache = tmp_path_factory.mktemp("cache")
    load(folder, cache)
    return folder, cache


@pytest.fixture
def folder(small, tmp_path):
    """A copy of it that the test may change."""
    return shutil.copytree(small[0], tmp_path / "knowledge")


@pytest.fixture
def house(store, folder, small) -> House:
    return House(store, load(folder, small[1]))


@pytest.fixture
def reload(house, folder, small) -> Reload:
    return Reload(house.engine, Place(folder, small[1]))


def edit(file, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


async def desk_reads(house) -> list[str]:
    await house.delivery.drain()
    return [plain(text) for text in house.staff.said_in("desk")]


# --- what is saved is used --------------------------------------------------------------------


async def test_a_changed_answer_is_used_at_once(house, reload, folder):
    edit(folder / APP, "answer: |\n", "answer: |\n  Dit is nieuw. ")

    await reload.again()
    await house.citizen("De DigiD-app")

    assert any("Dit is nieuw." in text for text in house.citizen_sees())


async def test_what_was_learnt_is_kept_when_only_texts_changed(house, reload, folder):
    before = house.engine.world.kb.matcher
    edit(folder / APP, "answer: |\n", "answer: |\n  Dit is nieuw. ")

    await reload.again()

    assert house.engine.world.kb.matcher is before


async def test_a_new_example_question_is_learnt(house, reload, folder):
    edit(
        folder / APP, "questions:\n", 'questions:\n  - "waar haal ik de knalrode kikker vandaan"\n'
    )

    await reload.again()

    found = house.engine.world.kb.understand("knalrode kikker halen", "nl")
    assert found.topics[:1] == ("digid-app",)


async def test_a_new_topic_is_found_by_its_questions_before_it_is_learnt(house, reload, folder):
    new = (folder / APP).read_text(encoding="utf-8").replace("title: ", "title: Kikkers; ", 1)
    questions = 'questions:\n  - "waar haal ik de knalrode kikker vandaan"\n'
    (folder / "nl/digid/kikkers.yaml").write_text(
        re.sub(r"questions:\n(  - .*\n)+", questions, new), encoding="utf-8"
    )

    kb = adopt(read(folder), house.engine.world.kb)

    for text in (
        "Waar haal ik de knalrode kikker vandaan?",
        "waar haal ik de knalrode kiker vandan",
    ):
        found = kb.understand(text, "nl")
        assert (found.kind, found.topics) == ("answer", ("kikkers",)), text
    assert kb.understand("De DigiD-app", "nl").topics == ("digid-app",)
    assert kb.understand("waar haal ik een broodje vandaan", "nl").kind != "answer"


async def test_a_topic_that_is_gone_is_never_answered_with(house, reload, folder):
    await house.citizen("Wat is de ID-check?")
    for lang in ("nl", "en"):
        (folder / lang / "digid" / "digid-id-check.yaml").unlink()

    await reload.again()
    before = len(house.citizen_sees())
    await house.citizen("Wat is de ID-check?")
    await house.citizen("wat kost dat?")
    await house.presses("part:digid-id-check:steps")

    assert "digid-id-check" not in house.engine.world.kb.topics()
    assert len(house.citizen_sees()) >= before + 3


async def test_files_that_did_not_change_are_not_taken_again(house, reload):
    before = house.engine.world.kb

    await reload.again()

    assert house.engine.world.kb is before


# --- what is broken is not --------------------------------------------------------------------


async def test_a_broken_file_keeps_the_version_before_and_names_file_and_line(
    house, reload, folder, caplog
):
    before = house.engine.world.kb
    edit(folder / APP, "title:", "titel:")

    await reload.again()

    assert house.engine.world.kb is before
    assert any(f"{APP}:2" in record.message for record in caplog.records)
    (told,) = await desk_reads(house)
    assert f"{APP}:2" in told
    assert str(folder) not in told
    assert "vorige versie" in told


async def test_the_desk_hears_once_of_a_mistake_and_once_that_it_is_mended(house, reload, folder):
    whole = (folder / APP).read_text(encoding="utf-8")
    for mistake in ("titel:", "tytle:"):
        (folder / APP).write_text(whole.replace("title:", mistake), encoding="utf-8")
        await reload.again()
    (folder / APP).write_text(whole, encoding="utf-8")
    await reload.again()

    first, last = await desk_reads(house)
    assert "vorige versie" in first
    assert "nieuwe versie" in last


@pytest.mark.parametrize(
    "content",
    [b"", b"title: half", b"\xff\xfe\x00", b"title: 'x\n", b"a: &a [*a, *a]\n", b"x" * 2_000_000],
)
async def test_no_content_of_a_file_ends_or_changes_the_running_bot(house, reload, folder, content):
    before = house.engine.world.kb
    (folder / APP).write_bytes(content)

    await reload.again()
    await house.citizen("Wat is de DigiD-app?")

    assert house.engine.world.kb is before
    assert house.citizen_sees()


async def test_a_folder_that_is_gone_for_a_moment_keeps_the_version_before(
    house, reload, folder, caplog
):
    before = house.engine.world.kb
    folder.rename(folder.with_name("elsewhere"))
    await reload.again()
    folder.with_name("elsewhere").rename(folder)
    await reload.again()

    assert house.engine.world.kb is before
    assert len([r for r in caplog.records if r.levelname == "ERROR"]) <= TOLD_AT_MOST + 1


# --- while it runs ----------------------------------------------------------------------------


@contextlib.asynccontextmanager
async def watching(reload, house):
    """It runs; gives a function that waits until the next version is in use."""
    used, use = asyncio.Event(), house.engine.use

    def and_tell(kb) -> None:
        use(kb)
        used.set()

    async def taken() -> None:
        await asyncio.wait_for(used.wait(), 30)
        used.clear()

    house.engine.use = and_tell
    task = asyncio.create_task(reload.run(every=0.02))
    yield taken
    assert not task.done()
    task.cancel()


async def asks(house, who: str, number: int) -> None:
    what = Said("Wat is de DigiD-app?")
    at = Address("telegram", who)
    await house.engine.receive(Received(f"{who}-{number}", at, Sender(who), what))


async def test_what_is_saved_while_it_runs_is_noticed(house, reload, folder):
    async with watching(reload, house) as taken:
        edit(folder / APP, "answer: |\n", "answer: |\n  Dit is nieuw. ")
        await taken()

    assert "Dit is nieuw." in house.engine.world.kb.topic("digid-app", "nl").answer


async def test_what_was_saved_between_loading_and_watching_is_noticed(house, reload, folder):
    edit(folder / APP, "answer: |\n", "answer: |\n  Dit is nieuw. ")

    async with watching(reload, house) as taken:
        await taken()


async def test_a_folder_that_is_replaced_as_a_whole_is_noticed(house, reload, folder, tmp_path):
    new = shutil.copytree(folder, tmp_path / "new")
    edit(new / APP, "answer: |\n", "answer: |\n  Dit is nieuw. ")

    async with watching(reload, house) as taken:
        folder.rename(tmp_path / "old")
        new.rename(folder)
        await taken()


async def test_fifty_talks_go_on_while_an_editor_saves(house, reload, folder):
    talkers = [f"citizen{number}" for number in range(50)]
    rounds = 0
    async with watching(reload, house) as taken:
        edit(folder / APP, "questions:\n", 'questions:\n  - "een kikker halen"\n')
        learnt = asyncio.create_task(taken())
        while not learnt.done():
            rounds += 1
            await asyncio.gather(*(asks(house, who, rounds) for who in talkers))
    await house.delivery.drain()

    for who in talkers:
        assert len(house.citizens.said_in(who)) >= rounds
        assert not any("iets mis" in text for text in house.citizens.said_in(who))
