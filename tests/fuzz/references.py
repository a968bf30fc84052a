"""Links and names of channels and posts: read, or refused by name; a database and Telegram take what was read."""

from __future__ import annotations

import re

from bot.commands.arguments.post_links import read_post_link
from bot.commands.ports import ChannelNotFound
from bot.telegram.reading.references import read_reference
from tests.fuzz.target import Target, seeds, text_of, words


def check(data: bytes) -> None:
    """Read the bytes as a channel's name or link, and as a post's link."""
    text = text_of(data)
    try:
        reference = read_reference(text)
    except ChannelNotFound as refused:
        assert text.strip()[:80] == refused.values["channel"]
    else:
        assert sum(part is not None for part in reference) == 1
        assert reference.name is None or re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{3,31}", reference.name)
        assert reference.bare_id is None or 0 <= reference.bare_id < 2**53
        assert reference.invite is None or len(reference.invite) <= 64
    link = read_post_link(text)
    if link is not None:
        assert (link.name is None) != (link.channel_id is None)
        assert 0 <= link.message_id < 2**53
        channel = read_reference(link.channel)
        assert channel.name == link.name
        assert channel.bare_id is None or link.channel_id == -1_000_000_000_000 - channel.bare_id


TARGET = Target(
    check,
    seeds(
        "@news_ua",
        "https://t.me/s/news/12",
        "https://t.me/+AbCdEfGhIjKl",
        "t.me/joinchat/AAAAAEabcdef-_",
        "-1001234567890",
        "https://t.me/c/1234567890/5/77?single",
        "news.t.me/3",
        "tg://resolve?domain=news_ua&post=12",
        "tg://privatepost?channel=1234567890&post=5",
        "https://web.telegram.org/a/#-1001234567890_3",
        "https://web.telegram.org/k/#@news_ua",
        "https://web.telegram.org/k/#?tgaddr=tg%3A%2F%2Fresolve%3Fdomain%3Dnews_ua",
    ),
    words(
        "https:// t.me/ telegram.dog/ www. /c/ /s/ + joinchat/"
        " tg://join?invite= tg:resolve?domain= &post= web.telegram.org/k/# ?tgaddr= ?x #y -100 @ 99999999999999999999"
    ),
    longest=400,
)
