"""What hangs on a post beside its text, as a real client reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.server.clients import signed_in
from tests.server.media import link_preview, poll

if TYPE_CHECKING:
    from tests.server import Account, TelegramServer


async def test_a_poll_and_a_link_preview_are_read(telegram: TelegramServer, reader: Account) -> None:
    channel = telegram.add_channel("Новини", username="novyny")
    await telegram.post(channel, "", media=poll("Чи буде дощ?", "Так", "Ні"))
    page = link_preview("https://example.org/1", site="Example", title="Заголовок", description="Опис")
    await telegram.post(channel, "https://example.org/1", media=page)
    async with signed_in(telegram, reader) as client:
        preview, asked = await client.get_messages("novyny", limit=2)
    assert asked.poll.poll.question.text == "Чи буде дощ?"
    assert [answer.text.text for answer in asked.poll.poll.answers] == ["Так", "Ні"]
    assert (preview.web_preview.site_name, preview.web_preview.title) == ("Example", "Заголовок")
    assert preview.web_preview.description == "Опис"
