# Наративи, сповіщення яких надходять і в тихі години. Telegram HTML.

help-narrative-urgent = надсилати його й у тихі години; off: більше ні
usage-narrative-urgent = <i>id</i> <i>[off]</i>
example-narrative-urgent = /narrative urgent feint
narrative-urgent = ❗ { $title }: терміновий, його сповіщення надходитимуть і в тихі години. Вимкнені сповіщення він не вмикає.
narrative-not-urgent = { $title }: більше не терміновий, його сповіщення чекатимуть, доки минуть тихі години.
urgent-off-only = «{ $word }» тут нічого не означає. Після id напишіть off або нічого.
