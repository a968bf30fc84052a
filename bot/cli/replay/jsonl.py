"""Read posts from JSON Lines: one object a line with channel, message_id, date, text, and what else is known."""

from __future__ import annotations

import re
from codecs import BOM_UTF8 as BOM
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.cli.replay.records import Broken, OldPost, named_channel_id, text_of_post, time_of_post, title_of
from storage.model.channels import Channel, ChannelRole
from storage.model.ids import MessageId
from storage.model.posts import ForwardOrigin, Post

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.cli.replay.records import Record

LONGEST_LINE = 1_000_000  # bytes; a Telegram post has 4,096 characters at most

_Id = Annotated[int, Field(gt=0, lt=2**53)]
_Count = Annotated[int, Field(ge=0, lt=2**53)]


# A date, or a date and a time, in the forms of ISO 8601: a number, or a year alone, is neither.
_ISO_8601 = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?"
    r"|\d{8}(?:T\d{4}(?:\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
_NO_DATE = "a date is written as in ISO 8601: 2022-09-10T11:00:00+03:00"


def _moment(value: object) -> datetime:
    if not isinstance(value, str) or _ISO_8601.fullmatch(value) is None:
        raise ValueError(_NO_DATE)
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(_NO_DATE) from None
    return time_of_post(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


_Moment = Annotated[datetime, BeforeValidator(_moment)]


_AT_NAME = re.compile(r"@([A-Za-z0-9_]{1,32})")


class Line(BaseModel):
    """One line. `channel` is a title or an @name; keys that are not known here are left alone.

    README.md tells who writes such files what each key is.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    channel: Annotated[str, Field(min_length=1), AfterValidator(title_of)]
    message_id: _Id
    date: _Moment
    text: Annotated[str, AfterValidator(text_of_post)]
    username: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,32}$")] | None = None
    role: Literal["monitored", "media", "fact-checker"] = "monitored"
    edited: _Moment | None = None
    views: _Count | None = None
    forwards: _Count | None = None
    forwarded_from: Annotated[str, AfterValidator(title_of)] | None = None
    reply_to: _Id | None = None


def read_jsonl(lines: Iterable[bytes], name: str) -> Iterator[Record]:
    """Yield a record for each line of a file called `name`; empty lines are passed over.

    Of a line that is too long, `lines` need not have more than a byte over LONGEST_LINE.
    """
    for number, written in enumerate(lines, start=1):
        line = written.removeprefix(BOM) if number == 1 else written
        if not line.strip():
            continue
        if len(line) > LONGEST_LINE:
            yield Broken(f"{name}, line {number}", f"the line is longer than {LONGEST_LINE:,} bytes", name)
            continue
        try:
            yield _old_post(Line.model_validate_json(line))
        except ValidationError as error:
            yield Broken(f"{name}, line {number}", _reason(error), name)


def _old_post(line: Line) -> OldPost:
    title = line.channel
    at_name = _AT_NAME.fullmatch(title)
    username = line.username or (at_name[1] if at_name else None)
    channel = Channel(named_channel_id(username or title), title, username, ChannelRole(line.role))
    return OldPost(
        channel,
        Post(
            channel_id=channel.id,
            message_id=MessageId(line.message_id),
            posted_at=line.date,
            text=line.text,
            edited_at=line.edited,
            forward=ForwardOrigin(title=line.forwarded_from) if line.forwarded_from else None,
            reply_to=MessageId(line.reply_to) if line.reply_to else None,
            views=line.views,
            forwards=line.forwards,
        ),
    )


def _reason(error: ValidationError) -> str:
    """Say in a line what is wrong with one, without repeating its text."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    reasons = (": ".join([*(str(step) for step in fault["loc"]), fault["msg"]]) for fault in faults[:3])
    return "; ".join(reason.replace(" at line 1 column", " at column") for reason in reasons)
