# Термінові наративи: сповіщення про них надходять і в тихі години. Telegram HTML.

help-narrative-urgent = позначити терміновим (off — зняти)
usage-narrative-urgent = <i>id</i> <i>[off]</i>
example-narrative-urgent = /narrative urgent feint
narrative-urgent = ❗ { $title }: терміновий, сповіщення надходитимуть і в тихі години. Вимкнені сповіщення це не вмикає.
narrative-not-urgent = { $title }: більше не терміновий, сповіщення відкладатимуться до кінця тихих годин.
urgent-off-only = Невідоме слово «{ $word }». Після id напишіть off або нічого.
