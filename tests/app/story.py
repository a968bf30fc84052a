"""What the people of a story do and see: they write to the bot, press buttons, and read what it sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.program import Program
    from tests.server import Account, CallbackAnswer, Channel, Letter, TelegramServer

OPEN = ("Open post", "Відкрити допис", "↗")


STEP = "📈"
# What makes each post a story of its own.
OWN = (
    "Міст через річку відкрили вранці після ремонту",
    "Ціни на хліб знову зросли у двох областях",
    "Лікарня отримала нове обладнання від партнерів",
    "Школярі поїхали на олімпіаду з математики",
    "Трамвай сьомого маршруту змінив розклад руху",
    "Синоптики обіцяють тепло і дощі на вихідні",
    "Бібліотека запрошує на зустріч із письменником",
    "Театр показав прем'єру вистави просто неба",
    "Рибалки жаліються на низьку воду в озері",
    "Пошта попередила про нові правила посилок",
    "Музей відчинив нову залу з давніми мапами",
    "Садівники радять підв'язувати помідори вже тепер",
)


class Story:
    """A Telegram, the program, and an owner who can set things up."""

    def __init__(self, telegram: TelegramServer, program: Program, owner: Account) -> None:
        self.telegram = telegram
        self.program = program
        self.owner = owner

    def person(self, name: str, *, language: str = "en") -> Account:
        return self.telegram.add_user(name, username=name.lower(), language=language)

    async def ask(self, person: Account, text: str) -> Letter:
        """Write to the bot and wait for the answer."""
        heard = len(self.from_bot(person))
        await self.telegram.say(person, self.program.bot, text)
        await wait_for(lambda: len(self.from_bot(person)) > heard, awaited=f"an answer to {text}")
        return self.from_bot(person)[heard]

    async def press_to(self, person: Account, letter: Letter, text: str, *expected: str) -> None:
        """Press a button, and wait until its message was changed and says what is expected."""
        edited_at = letter.edited_at
        await self.press(person, letter, text)
        await wait_for(
            lambda: letter.edited_at is not edited_at and all(one in letter.text for one in expected),
            awaited=f"{expected} after {text}",
        )

    async def ask_for(self, person: Account, text: str, part: str) -> Letter:
        """Write to the bot and wait for the answer that has a part in it: a notice may come between."""
        heard = len(self.from_bot(person))
        await self.telegram.say(person, self.program.bot, text)

        def answers() -> list[Letter]:
            return [letter for letter in self.from_bot(person)[heard:] if part in letter.text]

        await wait_for(lambda: bool(answers()), awaited=f"an answer to {text} with «{part}»")
        return answers()[0]

    async def press(self, person: Account, letter: Letter, text: str) -> CallbackAnswer:
        return await self.telegram.press(person, letter, text)

    def from_bot(self, person: Account) -> list[Letter]:
        return [letter for letter in self.telegram.chat(person, self.program.bot) if letter.outgoing_from_bot]

    def cards(self, person: Account) -> list[Letter]:
        """Return the alerts a person has: what has a button that opens a post, and is no word of a step."""
        return [
            letter
            for letter in self.from_bot(person)
            if any(button.text in OPEN for row in letter.buttons for button in row) and not letter.text.startswith(STEP)
        ]

    def steps(self, person: Account) -> list[Letter]:
        """Return what a person was told of the steps that stories reached."""
        return [letter for letter in self.from_bot(person) if letter.text.startswith(STEP)]

    async def card(self, person: Account, number: int = 1) -> Letter:
        """Wait for a person's alert of that number."""
        await wait_for(lambda: len(self.cards(person)) >= number, awaited=f"card {number} of {person.name}")
        return self.cards(person)[number - 1]

    async def subscribe(self, person: Account, narrative: str) -> None:
        """Have a person let in, and follow a narrative by its button."""
        await self.ask(self.owner, f"/allow {person.id}")
        await self.ask(person, "/start")
        await self.follow(person, narrative)

    async def make_operator(self, person: Account) -> None:
        """Have the owner make somebody an operator, and say yes to who it is."""
        question = await self.ask_for(self.owner, f"/operator add {person.id}", str(person.id))
        await self.press_to(self.owner, question, "Make operator", "is now an operator")

    async def share(self, channel: Channel, name: str) -> Letter:
        """Have the owner share a private channel with whom a @name or title means, and say yes to it."""
        question = await self.ask_for(self.owner, f"/channel share {channel.marked_id} {name}", "Share ")
        await self.press_to(self.owner, question, "Share", channel.title)
        return question

    async def follow(self, person: Account, narrative: str) -> None:
        letter = await self.ask(person, "/narratives")
        while not (labels := [button.text for row in letter.buttons for button in row if narrative in button.text]):
            await self._turn_page(person, letter)
        await self.press(person, letter, labels[0])

    async def _turn_page(self, person: Account, letter: Letter) -> None:
        page = letter.buttons
        await self.press(person, letter, "▶")
        await wait_for(lambda: letter.buttons != page, awaited="the next page of narratives")

    async def track(self, title: str, *phrases: str) -> None:
        """Make a narrative with phrases."""
        added = await self.ask_for(self.owner, f"/narrative new {title}", "id is ")
        narrative = added.text.split("id is ")[1].split(".")[0]
        for phrase in phrases:
            await self.ask(self.owner, f"/watch {narrative} {phrase}")

    async def set_up(self, title: str, *phrases: str) -> Channel:
        """Make a narrative with phrases and watch a channel; return the channel."""
        await self.track(title, *phrases)
        channel = self.telegram.add_channel("Новини", username="novyny")
        await self.telegram.post(channel, "Перший допис каналу")
        await self.ask_for(self.owner, "/channel add @novyny", "Watching")
        return channel

    async def set_up_and_follow(self, title: str, *phrases: str) -> Channel:
        """Do the same, and have the owner follow the narrative."""
        channel = await self.set_up(title, *phrases)
        await self.follow(self.owner, title)
        return channel
