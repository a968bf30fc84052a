"""Files on their way up and down, in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telethon import functions
from telethon.tl import TLObject, types

from tests.server.dispatcher import Call, answers
from tests.server.refusals import RequestRefusedError

if TYPE_CHECKING:
    from tests.server.messages import File


@answers(functions.upload.SaveFilePartRequest, functions.upload.SaveBigFilePartRequest)
def save_file_part(call: Call) -> bool:
    """Keep a part of a file that will be sent."""
    parts = call.world.uploads.setdefault(call.request.file_id, {})
    parts[call.request.file_part] = call.request.bytes
    return True


@answers(functions.upload.GetFileRequest)
def get_file(call: Call) -> TLObject:
    """Show a part of a file that was sent."""
    file = call.world.files.get(getattr(call.request.location, "id", 0))
    if file is None:
        raise RequestRefusedError("FILE_ID_INVALID")
    part = file.content[call.request.offset :][: call.request.limit]
    return types.upload.File(type=types.storage.FileUnknown(), mtime=0, bytes=part)


def uploaded(call: Call, media: TLObject) -> File:
    """Put the parts of an upload together."""
    if not isinstance(media, types.InputMediaUploadedDocument):
        raise RequestRefusedError(f"TEST_SERVER_DOES_NOT_KNOW_{type(media).__name__}")
    parts = call.world.uploads.pop(media.file.id, {})
    if sorted(parts) != list(range(media.file.parts)):
        raise RequestRefusedError("FILE_PARTS_INVALID")
    names = [one.file_name for one in media.attributes if isinstance(one, types.DocumentAttributeFilename)]
    content = b"".join(parts[number] for number in sorted(parts))
    return call.world.keep_file(names[0] if names else media.file.name, content, media.mime_type)
