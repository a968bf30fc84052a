from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.statements import Source

ROOT = Path(__file__).parents[2]
# The schema's own files, the program's own numbers, and a salt of hexadecimal digits.
SCHEMA = ("storage.migrate", "apply")

FROM_OUTSIDE = {
    "a parameter": "def f(tx, sql):\n    tx.execute(sql)",
    "a parameter inside": "def f(tx, name):\n    tx.execute(f'SELECT * FROM posts WHERE name = {name}')",
    "a parameter in quotes": "def f(tx, name):\n    tx.execute(f\"SELECT 1 WHERE name = '{name!s}'\")",
    "a local of a parameter": "def f(tx, name):\n    where = f'x = {name}'\n    tx.execute(f'SELECT 1 WHERE {where}')",
    "one of two": "def f(tx, name):\n    w = 'a = ?' if name else f'a = {name}'\n    tx.execute(f'SELECT {w}')",
    "added up": "def f(tx, name):\n    tx.execute('SELECT ' + name)",
    "added to": "def f(tx, name):\n    sql = 'SELECT 1'\n    sql += name\n    tx.execute(sql)",
    "formatted": "def f(tx, name):\n    tx.execute('SELECT {}'.format(name))",
    "formatted by %": "def f(tx, name):\n    tx.execute('SELECT %s' % name)",
    "joined": "def f(tx, names):\n    tx.execute(f\"SELECT {', '.join(names)}\")",
    "looped": "def f(tx, names):\n    for name in names:\n        tx.execute(f'SELECT {name}')",
    "of a row": "def f(tx, row):\n    tx.executescript(f\"DELETE FROM {row['name']}\")",
    "of a function": "def g(name):\n    return name.lower()\ndef f(tx, name):\n    tx.execute(g(name))",
    "of a function with a parameter": "def g(name):\n    return f'a = {name}'\ndef f(tx, x):\n    tx.execute(g(x))",
    "a constant that is none": "import os\nTABLE = os.environ['X']\ndef f(tx):\n    tx.execute(f'SELECT {TABLE}')",
    "a constant put over": "TABLE = 'a'\ndef f(tx, TABLE):\n    tx.execute(f'SELECT {TABLE}')",
    "a width": "def f(tx, name):\n    tx.execute(f'SELECT {name:>10}')",
    "a list of values": "def f(tx, sql, rows):\n    tx.executemany(sql, rows)",
    "arguments": "def f(tx, *args):\n    tx.execute(*args)",
}
OF_THE_SOURCE = {
    "a literal": "def f(tx, name):\n    tx.execute('SELECT ?', (name,))",
    "a constant": "WHERE = 'a = ?'\nSQL = f'SELECT {WHERE}'\ndef f(tx):\n    tx.execute(SQL)",
    "one of two": "def f(tx, up):\n    a, b = ('x', 'ASC') if up else ('y', 'DESC')\n    tx.execute(f'SELECT {a} {b}')",
    "one of a few": "def f(tx):\n    for name in ('a', 'b'):\n        tx.execute(f'DELETE FROM {name}')",
    "question marks": "def f(tx, x):\n    marks = ', '.join('?' * len(x))\n    tx.execute(f'SELECT {marks}', x)",
    "a number": "def f(tx, pages):\n    tx.executescript(f'PRAGMA incremental_vacuum({pages:d})')",
    "a member": "class Kind:\n    NEW = 'new'\ndef f(tx):\n    tx.execute(f\"SELECT '{Kind.NEW}'\")",
}


def proofs(folder: Path, code: str) -> list[bool]:
    (folder / "some").mkdir()
    (folder / "some" / "module.py").write_text(code)
    return [one.proved for one in Source(folder, ["some"]).statements()]


def test_every_statement_stands_in_the_source_and_takes_values_as_parameters() -> None:
    found = list(Source(ROOT, ["bot", "config", "storage"]).statements())
    assert len(found) > 250
    assert {one.module.partition(".")[0] for one in found} == {"storage"}
    assert {(one.module, one.function) for one in found if not one.proved} == {SCHEMA}


@pytest.mark.parametrize("code", FROM_OUTSIDE.values(), ids=FROM_OUTSIDE)
def test_what_comes_from_outside_is_noticed(tmp_path: Path, code: str) -> None:
    assert proofs(tmp_path, code) == [False]


@pytest.mark.parametrize("code", OF_THE_SOURCE.values(), ids=OF_THE_SOURCE)
def test_what_stands_in_the_source_is_proved(tmp_path: Path, code: str) -> None:
    assert proofs(tmp_path, code) == [True]
