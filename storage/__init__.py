"""What the program remembers: one SQLite file.

- `model` holds the nouns.
- `migrate` checks a database file and brings it up to date; `database` opens it and guards its transactions.
- Each other package is one group of tables with its SQL in the open. Its functions take the open transaction (or the
  reading connection) as their first argument and never begin or end one.
"""

from __future__ import annotations
