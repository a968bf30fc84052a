# Narratives whose alerts pass quiet hours. Telegram HTML.

help-narrative-urgent = let its alerts pass quiet hours; off: no more
usage-narrative-urgent = <i>id</i> <i>[off]</i>
example-narrative-urgent = /narrative urgent feint
narrative-urgent = ❗ { $title } is urgent: its alerts come in quiet hours, too. Mutes still hold them back.
narrative-not-urgent = { $title } is not urgent any more: its alerts wait for the end of quiet hours.
urgent-off-only = «{ $word }» says nothing to me here. After the id, write off or nothing.
