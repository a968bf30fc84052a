# Urgent narratives: their alerts are sent even in quiet hours. Telegram HTML.

help-narrative-urgent = mark a narrative urgent (off to undo)
usage-narrative-urgent = <i>id</i> <i>[off]</i>
example-narrative-urgent = /narrative urgent feint
narrative-urgent = ❗ { $title } is urgent: its alerts are sent even in quiet hours. Mutes still hold them.
narrative-not-urgent = { $title } is no longer urgent: its alerts are held until quiet hours end.
urgent-off-only = Unknown word “{ $word }”. After the id, write off or nothing.
