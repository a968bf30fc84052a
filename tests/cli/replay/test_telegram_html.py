from __future__ import annotations

import io
import tracemalloc
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.cli.replay.records import Broken, OldPost, Skipped, named_channel_id
from bot.cli.replay.telegram_html import LONGEST_TAG, NO_MESSAGES, read_page
from bot.cli.replay.telegram_messages import SERVICE
from storage.model.posts import ForwardOrigin

if TYPE_CHECKING:
    from bot.cli.replay.records import Record

HEAD = """<!DOCTYPE html>
<html>
 <head>
  <meta charset="utf-8"/>
<title>Exported Data</title>
  <script src="js/script.js" type="text/javascript">
  </script>
 </head>
 <body onload="CheckLocation();">
  <div class="page_wrap">
   <div class="page_header">
    <div class="content">
     <div class="text bold">
Новини &amp; більше
     </div>
    </div>
   </div>
   <div class="page_body chat_page">
    <div class="history">
     <div class="message service" id="message-1">
      <div class="body details">
10 September 2022
      </div>
     </div>
"""
TAIL = "    </div>\n   </div>\n  </div>\n </body>\n</html>\n"
AUTHOR = '<div class="from_name">\nНовини &amp; більше \n       </div>'


def message(number: int, inside: str, *, date: str = "10.09.2022 11:00:00 UTC+03:00", joined: bool = False) -> str:
    return f"""
     <div class="message default clearfix{" joined" * joined}" id="message{number}">
      <div class="pull_left userpic_wrap"><div class="userpic userpic3"><div class="initials">Н</div></div></div>
      <div class="body">
       <div class="pull_right date details" title="{date}">
11:00
       </div>
       {"" if joined else AUTHOR}
       {inside}
      </div>
     </div>
"""


def text(words: str) -> str:
    return f'<div class="text">\n{words}\n       </div>'


def read(*messages: str, head: str = HEAD) -> list[Record]:
    return list(
        read_page(io.BytesIO((head + "".join(messages) + TAIL).encode()), "messages.html", "Folder", "Europe/Kyiv")
    )


def one(inside: str) -> OldPost:
    (record,) = read(message(5, inside))
    assert isinstance(record, OldPost), record
    return record


def test_a_message_is_read_with_its_channel_time_and_text() -> None:
    old = one(text('Це <strong>жест</strong><br>доброї &lt;волі&gt; <a href="https://x.example">тут</a>'))
    assert (old.channel.title, old.channel.id) == ("Новини & більше", named_channel_id("Новини & більше"))
    assert (old.post.message_id, old.post.posted_at) == (5, datetime(2022, 9, 10, 8, tzinfo=UTC))
    assert old.post.text == "Це жест\nдоброї <волі> тут"
    assert (old.post.forward, old.post.reply_to, old.post.reactions) == (None, None, None)


def test_a_page_without_a_title_is_known_by_its_folder_and_one_without_zones_by_the_setting() -> None:
    (old,) = read(message(5, text("a"), date="10.09.2022 11:00:00"), head="<html><body>")
    assert isinstance(old, OldPost)
    assert old.channel.title == "Folder"
    assert old.post.posted_at == datetime(2022, 9, 10, 8, tzinfo=UTC)


def test_service_messages_are_counted_and_days_are_none() -> None:
    service = '<div class="message service" id="message3"><div class="body details">Channel created</div></div>'
    assert read(service, message(5, text("a")))[0] == Skipped(SERVICE)


def test_a_forward_names_its_origin_and_one_joined_to_it_has_the_same() -> None:
    origin = (
        '<div class="forwarded body"><div class="from_name">Рупор '
        '<span class="date details" title="09.09.2022 10:00:00 UTC+03:00"> 09.09.2022 10:00:00 UTC+03:00</span></div>'
    )
    records = read(
        message(5, f"{origin}{text('a')}</div>"),
        message(6, f'<div class="forwarded body">{text("b")}</div>', joined=True),
        message(7, text("c"), joined=True),
        message(8, f'<div class="forwarded body"><div class="from_name">Deleted Account</div>{text("d")}</div>'),
    )
    forwards = [record.post.forward for record in records if isinstance(record, OldPost)]
    from_there = ForwardOrigin("Рупор", posted_at=datetime(2022, 9, 9, 7, tzinfo=UTC))
    assert forwards == [from_there, from_there, None, ForwardOrigin()]
    assert [record.post.text for record in records if isinstance(record, OldPost)] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("page", ["", "messages.html"])
def test_a_reply_says_what_it_answers(page: str) -> None:
    link = f'<a href="{page}#go_to_message4" onclick="return GoToMessage(4)">this message</a>'
    assert one(f'<div class="reply_to details">In reply to {link}</div>{text("a")}').post.reply_to == 4
    elsewhere = '<div class="reply_to details">In reply to a message in another chat</div>'
    assert one(elsewhere + text('<a href="#go_to_message4">a</a>')).post.reply_to is None


def test_a_poll_is_read_and_what_stands_beside_files_and_reactions_is_not_taken_for_text() -> None:
    poll = (
        '<div class="media_wrap clearfix"><div class="media_poll"><div class="question bold">Чи так?</div>'
        '<div class="details">Anonymous poll</div><div class="answer">- Так <span class="details">20 votes</span></div>'
        '<div class="answer">- Ні</div><div class="total details">20 votes</div></div></div>'
    )
    assert one(poll).post.text == "Чи так?\nТак\nНі"
    file = (
        '<div class="media_wrap clearfix"><a class="media clearfix pull_left block_link media_file" href="a.pdf">'
        '<div class="fill pull_left"></div><div class="body"><div class="title bold">a.pdf</div>'
        '<div class="status details">2 KB</div></div></a></div>'
    )
    reactions = (
        '<span class="reactions">'
        '<span class="reaction"><span class="emoji">+</span><span class="count">12</span></span>'
        '<span class="reaction"><span class="emoji">-</span><span class="count">3</span></span></span>'
    )
    post = one(file + text("a") + reactions + '<div class="signature details">Anna</div>').post
    assert (post.text, post.reactions) == ("a", 15)


@pytest.mark.parametrize("date", ["", "yesterday", "40.09.2022 11:00:00", "10.09.9999 11:00:00"])
def test_a_message_without_a_date_is_named_and_the_rest_goes_on(date: str) -> None:
    first, second = read(message(5, text("a"), date=date), message(6, text("b")))
    assert isinstance(first, Broken)
    assert first.place == "messages.html, message 1"
    assert isinstance(second, OldPost)


def test_a_file_that_breaks_off_says_so() -> None:
    data = (HEAD + message(5, text("a")) + message(6, text("b"))).encode()
    post, broken = read_page(io.BytesIO(data[: data.rindex(b"b") + 1]), "messages.html", "Folder", "UTC")
    assert isinstance(post, OldPost)
    assert broken == Broken("messages.html", "the file breaks off after message 1")


def test_bytes_that_are_not_utf_8_are_named() -> None:
    data = (HEAD + message(5, text("a@b")) + TAIL).encode().replace(b"@", b"\xff\xfe")
    post, broken = read_page(io.BytesIO(data), "messages.html", "Folder", "UTC")
    assert isinstance(post, OldPost)
    assert post.post.text == "a�b"
    assert isinstance(broken, Broken)
    assert broken.place == "messages.html, message 1"


def test_a_page_of_another_kind_says_what_is_missing() -> None:
    assert read() == [Broken("messages.html", NO_MESSAGES)]


@pytest.mark.parametrize(
    "content", ["<a " + "x" * 3 * LONGEST_TAG, "<div>" * 3_000, '<div class="text bold">' + "x" * 9_000_000]
)
def test_what_would_fill_the_memory_is_not_kept(content: str) -> None:
    data = io.BytesIO(content.encode())
    tracemalloc.start()
    (broken,) = read_page(data, "messages.html", "Folder", "UTC")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(broken, Broken)
    assert most < 5_000_000


def test_a_text_that_is_too_long_for_a_post_is_told_with_its_message() -> None:
    first, second = read(message(5, text("я" * 500_000)), message(6, text("b")))
    assert isinstance(first, Broken)
    assert "more than 20,000 characters" in first.reason
    assert isinstance(second, OldPost)
