from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telethon import Button
from telethon.tl import types

from tests.chaos.publishers import NARRATIVES, Published
from tests.chaos.reckoning import DELETED, REMOVED, Follower, Stored, keys_of, reckon
from tests.server import Account, Letter, TelegramServer
from tests.server.world import now

if TYPE_CHECKING:
    from tests.server import Channel

TELLING = f"Пишуть про {NARRATIVES['Жест']}"
NOBODY = Account(id=1, name="Nobody")


@pytest.fixture
def channel(telegram: TelegramServer) -> Channel:
    return telegram.add_channel("Новини", username="novyny")


@pytest.fixture
async def post(telegram: TelegramServer, channel: Channel) -> Published:
    message = await telegram.post(channel, TELLING)
    return Published([message], message, [TELLING])


def card(post: Published, text: str = "", *, titles: tuple[str, ...] = ("Жест",)) -> Letter:
    text = "\n".join([*(f"🔎 {title} · 100" for title in titles), text])
    row = types.KeyboardInlineButtonRow([Button.url("Open", f"https://t.me/novyny/{post.worded.id}")])
    markup = types.ReplyInlineMarkup([row])
    return Letter(sender=NOBODY, receiver=NOBODY, text=text, at=now(), markup=markup)


def follower(*cards: Letter) -> Follower:
    return Follower("Anna", frozenset({"Жест"}), list(cards))


def kept(
    post: Published, *texts: str, deleted: bool = False, story: int | None = None
) -> dict[tuple[int, int], Stored]:
    return dict.fromkeys(keys_of(post), Stored([*texts] or post.texts, deleted, story))


def test_all_is_well(post: Published) -> None:
    found = reckon([post], kept(post), [follower(card(post))])
    assert found.faults == []
    assert found.figures() == (
        "published=1 stored=1 missed=0 edits_missed=0 deletions_missed=0 owed=1 delivered=1 lost=0 duplicated=0"
    )


def test_a_post_that_is_not_stored_is_missed_and_its_card_is_one_too_many(post: Published) -> None:
    found = reckon([post], {}, [follower(card(post))])
    assert (len(found.missed), found.stored, len(found.duplicated)) == (1, 0, 1)


async def test_an_album_is_missed_if_one_of_its_messages_is(telegram: TelegramServer, channel: Channel) -> None:
    members = await telegram.post_album(channel, "", TELLING)
    album = Published(members, members[1], [TELLING])
    whole = kept(album)
    assert reckon([album], whole, [follower(card(album))]).faults == []
    del whole[keys_of(album)[0]]
    assert len(reckon([album], whole, [follower()]).missed) == 1


def test_a_card_too_few_is_lost_and_one_too_many_is_a_repeat(post: Published) -> None:
    assert len(reckon([post], kept(post), [follower()]).lost) == 1
    assert len(reckon([post], kept(post), [follower(card(post), card(post))]).duplicated) == 1


def test_an_edit_that_is_not_stored_is_missed(post: Published) -> None:
    post.texts.append(f"{TELLING} знову")
    assert len(reckon([post], kept(post, TELLING), [follower(card(post))]).edits_missed) == 1
    assert reckon([post], kept(post, *post.texts), [follower(card(post))]).faults == []


def test_an_edit_that_adds_a_narrative_is_owed_a_card_of_its_own(post: Published) -> None:
    post.texts = ["Новина", TELLING]
    assert reckon([post], kept(post), [follower(card(post))]).faults == []
    both = Follower("Anna", frozenset(NARRATIVES), [card(post), card(post, titles=("Зерно",))])
    post.texts.append(f"{TELLING}, {NARRATIVES['Зерно']}")
    assert reckon([post], kept(post), [both]).faults == []
    assert len(reckon([post], kept(post), [Follower("Anna", frozenset(NARRATIVES), [card(post)])]).lost) == 1


async def test_the_card_of_a_story_stands_for_all_its_posts(
    telegram: TelegramServer, channel: Channel, post: Published
) -> None:
    message = await telegram.post(channel, TELLING)
    copy = Published([message], message, [TELLING])
    story = kept(post, story=1) | kept(copy, story=1)
    assert reckon([post, copy], story, [follower(card(post))]).faults == []
    assert len(reckon([post, copy], story, [follower()]).lost) == 1
    assert len(reckon([post, copy], story, [follower(card(post), card(copy))]).duplicated) == 1
    apart = kept(post, story=1) | kept(copy, story=2)
    assert len(reckon([post, copy], apart, [follower(card(post))]).lost) == 1


async def test_what_became_of_a_copy_is_missed_where_the_card_of_its_story_does_not_say_so(
    telegram: TelegramServer, channel: Channel, post: Published
) -> None:
    message = await telegram.post(channel, TELLING)
    copy = Published([message], message, [TELLING, "…"])
    story = kept(post, story=1) | kept(copy, story=1)
    assert len(reckon([post, copy], story, [follower(card(post))]).edits_missed) == 1
    assert reckon([post, copy], story, [follower(card(post, REMOVED))]).faults == []
    copy.deleted = True
    gone = kept(post, story=1) | kept(copy, deleted=True, story=1)
    assert len(reckon([post, copy], gone, [follower(card(post))]).deletions_missed) == 1
    assert reckon([post, copy], gone, [follower(card(post, DELETED))]).faults == []


def test_a_card_that_tells_what_is_not_followed_is_a_fault(post: Published) -> None:
    assert len(reckon([post], kept(post), [follower(card(post, titles=("Зерно",)))]).duplicated) == 1


def test_words_that_are_gone_are_missed_where_the_card_does_not_say_so(post: Published) -> None:
    post.texts.append("…")
    assert len(reckon([post], kept(post), [follower(card(post))]).edits_missed) == 1
    assert reckon([post], kept(post), [follower(card(post, REMOVED))]).faults == []


def test_a_deletion_is_missed_in_the_database_or_on_the_card(post: Published) -> None:
    post.deleted = True
    assert len(reckon([post], kept(post), [follower(card(post))]).deletions_missed) == 1
    assert len(reckon([post], kept(post, deleted=True), [follower(card(post))]).deletions_missed) == 1
    assert reckon([post], kept(post, deleted=True), [follower(card(post, DELETED))]).faults == []


def test_a_post_believed_to_be_gone_that_is_there_is_a_fault(post: Published) -> None:
    assert len(reckon([post], kept(post, deleted=True), [follower(card(post, DELETED))]).edits_missed) == 1
