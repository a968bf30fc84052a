"""Put the JSON of an export right while it is read, and find the next message where that does not help."""

from __future__ import annotations

import re
from codecs import BOM_UTF8 as BOM
from codecs import register_error
from enum import Enum, auto
from typing import Protocol

from bot.cli.replay.json_objects import could_begin, end_of_object, is_message

AT_ONCE = 4_096  # bytes given at once: more brackets than these are never opened before somebody looks
# Stands for bytes that are not UTF-8, until the message that they are in is known. No text has this character.
MARK = "\ufdd0"

_UTF8 = (
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
).replace(rb"[\xe1-\xef]", rb"[\xe1-\xec\xee\xef]")
# What is no JSON inside a text. Telegram Desktop writes control characters as \x0N, and behind the \u2028 that it
# writes for a line separator it leaves two of the three bytes of that.
_SUSPECT = re.compile(rb'\\(?![utnr"\\/bf])|\\u(?![0-9A-Fa-f]{4})|\\u202[89]\x80|[\x00-\x09\x0b\x0c\x0e-\x1f]')
_TOKEN = re.compile(
    rb'"|\\u202[89]\x80[\xa8\xa9]|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\["\\/bfnrt]|\\|[\x00-\x1f]|(?:'
    + _UTF8
    + rb")+|[\x80-\xff]"
)
# A value without its quotes, alone on a line: old versions write the document_id of an emoji so.
_BARE = re.compile(
    rb'^([ \t]*+"[^"\\\r\n]*+"[ \t]*+:[ \t]*+)'
    rb'(?!["\[{]|(?:-?\d[\d.eE+-]*+|true|false|null)[ \t]*+(?:[,}\]\r]|$))(\S[^\r\n]*?)(,?[ \t]*\r?)$',
    re.MULTILINE,
)
_BLANK = rb"[ \t\r\n]*+"
_FIRST = re.compile(rb'"messages"' + _BLANK + b":" + _BLANK + rb"\[(" + _BLANK + rb")")
_COMMA = re.compile(_BLANK + rb",?" + _BLANK + rb"(?=\{)")
_BETWEEN = re.compile(rb"\}" + _BLANK + b"," + _BLANK + rb"(?=\{)")
_QUOTE = re.compile(rb'\\.|(")', re.DOTALL)
_LONGEST_START = 1_000  # bytes of what begins a message, with all the space in it
_LONGEST_MESSAGE = 200_000  # bytes that are looked at for its end, where no lines tell that


class RepairedText(Protocol):
    """A file of bytes; ijson asks for nothing but this."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, at most `size`."""
        ...


class RecoveredMessage(Enum):
    """What begins at a place of an export: a message, the first one of a chat, or a chat."""

    MESSAGE = auto()
    FIRST = auto()
    CHAT = auto()


class Mended:
    """A file of an export, for ijson: what is no JSON is put right as far as it can be known.

    No piece holds parts of two messages, so that a message which cannot be put right takes no other along. Where each
    message begins on a line of its own, how far it is from the edge tells; else the brackets do.
    """

    def __init__(self, file: RepairedText) -> None:
        self._file = file
        self._raw = self._piece = b""
        self._piece_began = False
        self._began = self._ended = self._is_again = False
        self._in_text = False
        self._between = self._next = b""  # what stands between two messages on lines; also how the second begins
        self._ahead = b""
        self.at: RecoveredMessage | None = None
        """What the rest begins with, as far as it is known."""
        self.is_between = False
        """All that was given is read, and what comes next is a message or the end of a list."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next piece, however long it is to be; nothing at the end."""
        if size == 0:
            return b""
        if self._ahead:
            ahead, self._ahead = self._ahead, b""
            return ahead
        self._fill()
        return self._put_right(self._cut())

    def go_on(self, opening: bytes) -> None:
        """Give `opening` next, which leads to where the rest begins."""
        self._ahead = opening
        self._in_text = False

    def skip(self, *, in_chat: bool) -> RecoveredMessage | None:
        """Pass over what is left of a message, or of a chat that did not come as far as its messages.

        Return what the rest begins with: a MESSAGE of the same chat, or a CHAT. None where there is none any more.
        """
        if not self._next:
            return self._skip_by_brackets(in_chat=in_chat)
        if self.at is RecoveredMessage.FIRST and self._again():
            return RecoveredMessage.CHAT
        in_chat = in_chat and self.at is not RecoveredMessage.FIRST
        while self.at is not RecoveredMessage.MESSAGE or not in_chat:
            self.at = None
            self._fill()
            first = _FIRST.search(self._raw)
            after = self._raw.find(self._next) if in_chat else -1
            if after >= 0 and (first is None or after < first.start()):
                self._start_at(after + len(self._between), RecoveredMessage.MESSAGE)
            elif self._passed(first):
                return RecoveredMessage.CHAT if first is not None else None
        return RecoveredMessage.MESSAGE

    def _skip_by_brackets(self, *, in_chat: bool) -> RecoveredMessage | None:
        self.at = None
        if in_chat or not self._is_again:  # of what was given, some may be whole
            self._raw = self._piece[self._piece_began :] + self._raw
        while True:
            self._fill()
            first = _FIRST.search(self._raw)
            for found in could_begin(self._raw, len(self._raw) if first is None else first.start()):
                if in_chat and self._is_message(found.start()):
                    self._raw = self._raw[found.start() :]
                    return RecoveredMessage.MESSAGE
            if self._passed(first):
                self._is_again = True
                return RecoveredMessage.CHAT if first is not None else None

    def _passed(self, first: re.Match[bytes] | None) -> bool:
        """Go on to the chat whose first message was found, or further on in the file; tell whether there is no more."""
        if first is not None:
            begins = self._raw.rfind(b"{", 0, first.start())
            self._raw = self._raw[begins if begins >= 0 else first.end() :]
            return begins >= 0
        self._raw = self._raw[-AT_ONCE:]
        return self._ended

    def _is_message(self, start: int) -> bool:
        end = self._end_of_object(start)
        self._in_text = False
        return end > 0 and is_message(self._put_right(self._raw[start:end]))

    def _end_of_object(self, start: int) -> int:
        """Return where an object of the rest ends; 0 for one that is too long, or whose brackets are no pairs."""
        length = 2 * AT_ONCE
        while (end := end_of_object(self._raw, start)) is None and length < _LONGEST_MESSAGE and not self._ended:
            length *= 2
            self._fill(start + length)
        return end or 0

    def _again(self) -> bool:
        """Go back to where the chat began whose first message comes next, once; tell whether that is known."""
        begins = -1 if self._is_again else self._piece.rfind(b"{")
        if begins < 0:
            return False
        self._raw = self._piece[begins:] + self._raw
        self.at, self._is_again = None, True
        return True

    def _fill(self, length: int = 2 * AT_ONCE) -> None:
        while len(self._raw) < length and not self._ended:
            chunk = self._file.read(AT_ONCE)
            self._ended = not chunk
            self._raw += chunk
        if not self._began:
            self._raw = self._raw.removeprefix(BOM)
            self._began = True

    def _start_at(self, place: int, what: RecoveredMessage | None) -> None:
        self._raw = self._raw[place:]
        self.at = what

    def _cut(self) -> bytes:
        """Take the next piece off the rest: up to the next message, or whole lines, or whole characters."""
        place, what = self._message(), None
        self._piece_began = bool(place)
        end, raw = min(len(self._raw), AT_ONCE), self._raw
        self._is_again = self._is_again and not place and self.at is not RecoveredMessage.MESSAGE
        if not place:
            place, what = self._next_message(end)
        if not place:
            place = (raw.rfind(b"\n", 0, end) + 1 or _whole(raw, end)) if end < len(raw) else end
        self._piece = raw[:place]
        self._start_at(place, what)
        return self._piece

    def _message(self) -> int:
        """Return where the message ends that comes next, if that is told by its brackets, and now; 0 else."""
        comma = _COMMA.match(self._raw) if self.is_between and not self._next else None
        return self._end_of_object(comma.end()) if comma is not None else 0

    def _next_message(self, end: int) -> tuple[int, RecoveredMessage | None]:
        """Return where in the next bytes a message begins, and which; 0 if none does."""
        raw = self._raw
        first = _FIRST.search(raw)
        after = raw.find(self._next, 1, end + _LONGEST_START) if self._next else -1
        if after >= 0 and (first is None or after < first.start()):
            place = after + len(self._between)
            return (place, RecoveredMessage.MESSAGE) if place <= end else (0, None)
        between = _BETWEEN.search(raw, 0, end) if not self._next else None
        if between is not None and (first is None or between.end() < first.start()):
            return between.end(), None
        if first is None or not 0 < first.end(1) <= end or len(first[0]) > _LONGEST_START:
            return 0, None
        is_line = b"\n" in first[1] and raw.startswith(b"{", first.end(1))
        self._between = first[1] if is_line else b""  # where it is one, no other object is as far from the edge
        self._next = self._between and self._between + b"{"
        return first.end(1), RecoveredMessage.FIRST

    def _put_right(self, piece: bytes) -> bytes:
        if self.is_between:
            self._in_text = False
        if not self._in_text and b"\n" in piece:
            piece = _BARE.sub(_quoted, piece)
        if _SUSPECT.search(piece) is not None or not _is_utf8(piece):
            piece = _TOKEN.sub(self._token, piece)
        elif not piece.endswith(b"\n"):
            self._in_text ^= bool(sum(map(bool, _QUOTE.findall(piece))) % 2)
        if piece.endswith(b"\n") or self.at is not None:  # no text goes over lines, or on in another message
            self._in_text = False
        return piece

    def _token(self, found: re.Match[bytes]) -> bytes:
        token = found[0]
        if token == b'"':
            self._in_text = not self._in_text
            return token
        if token[0] == ord("\\"):
            return _escape(token)
        if not self._in_text:
            return token if token in b"\t\r\n" else b" "
        if token == b"\n":  # no text goes over lines: this one has lost its end
            self._in_text = False
            return token
        if len(token) > 1:
            return token
        return b"\\u%04x" % token[0] if token[0] < ord(" ") else MARK.encode()


def _escape(token: bytes) -> bytes:
    if token[1:2] == b"x":
        return b"\\u00" + token[2:]
    return token[:6] if len(token) > 1 else b"\\\\"


def _quoted(found: re.Match[bytes]) -> bytes:
    escaped = found[2].replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return found[1] + b'"' + escaped + b'"' + found[3]


def _is_utf8(piece: bytes) -> bool:
    try:
        piece.decode()
    except UnicodeDecodeError:
        return False
    return True


def _whole(raw: bytes, end: int) -> int:
    """Return where to cut, at most at `end`, so that no character and no escape is cut in two."""
    last = raw.rfind(b"\\", max(0, end - 6), end)
    if last >= 0:
        run = last - len(raw[:last].rstrip(b"\\")) + 1
        length = {b"u": 6, b"x": 4}.get(raw[last + 1 : last + 2], 2)
        if run % 2 and last + length > end:
            return last or end
    for back in range(min(4, end)):
        if raw[end - back] & 0xC0 != 0x80:
            return end - back or end
    return end


def _marked(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return MARK, error.end


register_error("marking", _marked)  # for decoders: a mark in the place of what is not UTF-8
