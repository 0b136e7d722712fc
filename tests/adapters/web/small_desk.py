"""A stand-in for the house behind the door: just enough talk to try out every part of the page."""

from bot.ports import (
    Address,
    Attached,
    Button,
    Edit,
    Joined,
    Mark,
    Message,
    Pressed,
    Received,
    Said,
    Shut,
    escape,
)

PARTS = (
    (Button("Stappen", "part:steps"), Button("Wat heb ik nodig?", "part:need")),
    (Button("Kosten", "part:cost"), Button("Hoelang duurt het?", "part:duration")),
    (Button("Open de website van DigiD", url="https://www.digid.nl/aanvragen"),),
    (Button("Medewerker spreken", "person"),),
)
ANSWER = """**DigiD aanvragen**

Met DigiD logt u in bij de overheid. Een DigiD aanvragen is gratis.

1. Ga naar [digid.nl/aanvragen](https://www.digid.nl/aanvragen).
2. Vul uw gegevens in.
3. U krijgt een brief met een code.

Lukt het niet alleen? De bibliotheek helpt u."""


class SmallDesk:
    """Answers everything with the same topic, and hands over to a desk of one case per citizen."""

    def __init__(self, adapter):
        self.adapter = adapter
        self.received: list[Received] = []
        self.cases = {}  # citizen's chat -> case
        self.sent = 0

    async def receive(self, received):
        self.received.append(received)
        if received.private:
            await self._citizen(received)
        else:
            await self._staff(received)

    async def _citizen(self, received):
        chat = received.at.chat
        match received.what:
            case Joined():
                await self.say(received.at, "Goedendag! Ik ben Wegwijs. Stel uw vraag.")
            case Pressed("person"):
                await self._open(received)
            case Attached(kind):
                await self.say(received.at, f"Ik kan geen {kind} lezen. Typt u het?")
            case Said(text) if chat in self.cases:
                case = self.cases[chat]
                await self.say(case["at"], f"**Burger:** {escape(text)}")
            case Said():
                await self.say(received.at, ANSWER, PARTS)
            case Pressed(data):
                await self.say(received.at, f"Hier leest u: {escape(data)}.")
            case _:
                pass

    async def _open(self, received):
        number = len(self.cases) + 1
        sent = await self.say(
            Address(self.adapter.network, "desk"),
            f"**Vraag {number}** · Bibliotheek Haarlem · Nederlands\n\n"
            "- **Burger:** hoe vraag ik een digid aan\n- **Wegwijs:** gaf *DigiD aanvragen*\n\n"
            "Nog niemand heeft deze vraag.",
            ((Button("Ik neem deze vraag", "claim"),),),
            opens=f"Vraag {number} · DigiD aanvragen",
        )
        case = {"number": number, "citizen": received.at, "at": sent.at, "card": sent.message}
        self.cases[received.at.chat] = case
        await self.say(received.at, "Ik heb een medewerker gevraagd. Even geduld, alstublieft.")

    async def _staff(self, received):
        case = next((c for c in self.cases.values() if c["at"].thread == received.at.thread), None)
        if case is None:
            await self.say(received.at, f"Er zijn {len(self.cases)} zaken.")
            return
        name = received.sender.name
        match received.what:
            case Pressed("claim"):
                await self._card(case, f"{name} heeft deze vraag.")
                await self.say(case["citizen"], f"{name} van de bibliotheek helpt u nu.")
            case Pressed("close"):
                await self._card(case, f"Afgesloten door {name}.", closed=True)
            case Said(text):
                await self.say(case["citizen"], f"**{name}:** {escape(text)}")
                mark = Mark(self._next(), received.at, received.message, "✅")
                await self.adapter.send(mark)
            case _:
                pass

    async def _card(self, case, line, *, closed=False):
        buttons = () if closed else ((Button("Afsluiten", "close"),),)
        text = f"**Vraag {case['number']}** · Bibliotheek Haarlem\n\n{line}"
        await self.adapter.send(Edit(self._next(), case["at"], case["card"], text, buttons))
        if closed:
            await self.adapter.send(Shut(self._next(), case["at"]))

    async def say(self, to, text, buttons=(), opens=None):
        return await self.adapter.send(Message(self._next(), to, text, buttons, opens))

    def _next(self):
        self.sent += 1
        return f"house-{self.sent}"
