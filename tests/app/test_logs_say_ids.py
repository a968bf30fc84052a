from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from telethon.tl.functions.contacts import ResolveUsernameRequest
from telethon.tl.functions.messages import SendMessageRequest
from telethon.tl.functions.upload import GetFileRequest

from bot.runtime.logs import set_up_logs
from tests.app.room import Room
from tests.app.test_import_and_export import send
from tests.server import wait_for

if TYPE_CHECKING:
    import pytest

    from tests.app.story import Story
    from tests.server import Account

# Words that stand in texts, titles, names and phrases of the story, and in nothing that the program says of itself.
SAID = {
    "post": "водоспад",
    "edited post": "кипарис",
    "other post": "лавина",
    "phrase": "мармуров",
    "tried phrase": "гравюра",
    "searched words": "обсерваторія",
    "title of a narrative": "Zirconium",
    "description": "quicksilver",
    "public title": "Mandolin",
    "new title": "Accordion",
    "public name": "harmonica",
    "new name": "xylophone",
    "private title": "Kaleidoscope",
    "invite": "SecretInviteHash1",
    "person": "Eudokia",
    "stranger": "Theodosius",
    "group": "Pomegranate",
    "wrong command": "wheelbarrow",
    "file": "salamander",
    "forwarded from": "Nightingale",
}


def lines(logged: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in logged.splitlines()]


async def test_whatever_happens_the_log_names_it_by_ids_and_not_by_what_people_wrote(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs("debug", "json", (story.program.bot.token or "",))
    async with story.program.running():
        reader = await furnished(story)
        await posted(story, reader)
        await asked(story, reader)
        await broken(story, reader)
    logged = capsys.readouterr().err
    found = lines(logged)

    assert {line["level"] for line in found} == {"debug", "info", "warning", "error"}
    events = {str(line["event"]) for line in found}
    assert {"channel renamed", "alert sent", "card changed", "posts kept", "held"} <= events
    assert {"command failed", "button failed", "file not loaded", "telegram asks to wait"} <= events
    assert any(str(line["logger"]).startswith("telethon.") for line in found)
    assert any(line.get("chat") == reader.id for line in found)
    assert {what for what, word in SAID.items() if word.casefold() in logged.casefold()} == set()


async def furnished(story: Story) -> Account:
    """Make a narrative, watch channels, let people in and a group subscribe; return somebody who follows."""
    await story.track(SAID["title of a narrative"], f"{SAID['phrase']}а колона")
    await story.ask(story.owner, f"/narrative describe zirconium {SAID['description']}")
    story.telegram.add_channel(SAID["public title"], username=SAID["public name"])
    await story.ask(story.owner, f"/channel add @{SAID['public name']}")
    story.telegram.add_channel(SAID["private title"], private=True, invite=SAID["invite"])
    await story.ask(story.owner, f"/channel add t.me/+{SAID['invite']}")
    reader = story.person(SAID["person"])
    await story.subscribe(reader, SAID["title of a narrative"])
    group = story.telegram.add_group(SAID["group"], members=[reader, story.program.bot], admins=[reader])
    await Room(story, group).ask(reader, "/subscribe@nw_bot")
    return reader


async def posted(story: Story, reader: Account) -> None:
    """Post what matches and what does not, change it, rename the channel."""
    channel = next(one for one in story.telegram.world.channels.values() if one.title == SAID["public title"])
    text = f"{SAID['post']} і {SAID['phrase']}а колона"
    post = await story.telegram.post(channel, text)
    await story.telegram.post(channel, SAID["other post"], forwarded_from=SAID["forwarded from"])
    card = await story.card(reader)
    await story.telegram.edit(channel, post.id, SAID["edited post"])
    await wait_for(lambda: card.edited_at is not None, awaited="the card to be changed")
    story.telegram.rename(channel, title=SAID["new title"], username=SAID["new name"])
    renamed = [(SAID["new title"], SAID["new name"])]
    await wait_for(lambda: story.program.rows("SELECT title, username FROM channels WHERE username > ''") == renamed)
    await story.press(reader, card, "✅ Relevant")
    await story.ask(reader, f"/mute {SAID['title of a narrative']} 8h")
    await story.telegram.post(channel, f"{SAID['post']} знову, та інше: {SAID['phrase']}ої колони вже немає")
    await wait_for(lambda: story.program.rows("SELECT 1 FROM outbox WHERE status = 'held'"))


async def asked(story: Story, reader: Account) -> None:
    """Ask for all kinds of things, rightly and wrongly."""
    for command in (
        f"/try {SAID['tried phrase']} мідна",
        f"/search {SAID['post']}",
        f"/search {SAID['searched words']} стара",
        "/why https://t.me/harmonica/1",
        f"/{SAID['wrong command']} {SAID['wrong command']}",
        f"/channel add @{SAID['wrong command']}",
        f"/channel remove {SAID['wrong command']}",
        "/people",
        "/status",
        "/export",
        "/audit",
    ):
        await story.ask(story.owner, command)
    await story.ask(reader, "/settings")
    stranger = story.person(SAID["stranger"])
    await story.ask(stranger, f"/start {SAID['wrong command']}")
    content = f'[[narrative]]\nid = "x"\ntitle = "{SAID["file"]}"\nphrases = ["{SAID["file"]} ruse"]\n'
    question = await send(story, story.owner, f"{SAID['file']}.toml", content.encode())
    await story.press(story.owner, question, "✅ Apply")


async def broken(story: Story, reader: Account) -> None:
    """Have commands, buttons, files and sends fail in ways that nobody foresaw."""
    listed = await story.ask(reader, "/narratives")
    story.telegram.fail(GetFileRequest, "FILE_REFERENCE_EXPIRED")
    await send(story, story.owner, f"{SAID['file']}.toml", b"[[narrative]]")
    story.telegram.fail(ResolveUsernameRequest, "INTERNAL_ERROR")
    await story.ask(story.owner, f"/channel add @{SAID['wrong command']}_too")
    story.telegram.flood(SendMessageRequest, 1)
    await story.ask(story.owner, f"/search {SAID['post']}")
    for table in ("inquiries", "subscriptions"):
        await asyncio.to_thread(story.program.change, f"ALTER TABLE {table} RENAME TO no_{table}")
    answer = await story.ask(story.owner, f"/try {SAID['tried phrase']} мідна")
    assert "went wrong" in answer.text
    pressed = await story.telegram.press(reader, listed, listed.buttons[0][0].data or b"")
    assert "went wrong" in str(pressed.text)
