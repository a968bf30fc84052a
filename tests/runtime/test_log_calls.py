"""What the program logs is named in its source: events that stand there, with ids and counts, and no texts."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
LEVELS = frozenset({"debug", "info", "warning", "error", "exception", "critical", "log"})
# Ids, counts, moments, our own words for what happened, names that the settings gave to accounts and files.
_FIELDS = """
    account alerts attempt changed channel channels chat chats database delivery error exc_info file host kept meaning
    message method missing narratives now occasion owner person port posts quiet read_to reason request seconds sense
    silent since tell there until version waiting was way
    """
# What people write or are called, in our own nouns and in Telegram's.
_TEXTS = """
    text title username phrase phrases description html preview caption words arguments data first_name last_name phone
    detail forward markup subject token query answer content
    """
FIELDS, TEXTS = frozenset(_FIELDS.split()), frozenset(_TEXTS.split())
# Whose name is one of ours: an account of the settings, a sense, a kind of telling, a file of backups.
NAMED_BY_US = frozenset({"account", "sense", "tell", "path", "__name__"})


class LogCall(NamedTuple):
    place: str
    faults: tuple[str, ...]


def log_calls(path: Path) -> list[LogCall]:
    """Return every call of a logger in a module, with what is wrong with it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        LogCall(f"{path.name}:{node.lineno}", tuple(faults(node, tree)))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in LEVELS
        and _is_logger(node.func.value)
    ]


def _is_logger(node: ast.expr) -> bool:
    named = ast.unparse(node)
    return "log" in named.lower().split("(")[0].rpartition(".")[2] or "get_logger" in named.lower()


def faults(call: ast.Call, tree: ast.Module) -> list[str]:
    found = []
    if len(call.args) != 1 or not isinstance(call.args[0], ast.Constant):
        found.append("the event is no literal")
    for keyword in call.keywords:
        fields = {keyword.arg: keyword.value} if keyword.arg is not None else _unpacked(keyword.value, tree)
        if fields is None:
            found.append(f"nobody knows what {ast.unparse(keyword.value)} is")
            continue
        found += [f"{name} is no field" for name in fields if name not in FIELDS]
        found += [f"{ast.unparse(value)} is a text" for value in fields.values() if _is_text(value)]
    return found


def _unpacked(node: ast.expr, tree: ast.Module) -> dict[str, ast.expr] | None:
    """Return the fields of `**facts`, where all that goes by that name in the module are literals."""
    assigned = [
        one.value
        for one in ast.walk(tree)
        if isinstance(one, ast.Assign) and any(ast.unparse(target) == ast.unparse(node) for target in one.targets)
    ]
    if not assigned or not all(isinstance(one, ast.Dict) for one in assigned):
        return None
    pairs = [pair for one in assigned if isinstance(one, ast.Dict) for pair in zip(one.keys, one.values, strict=True)]
    return {str(key.value) if isinstance(key, ast.Constant) else "?": value for key, value in pairs}


def _is_text(value: ast.expr) -> bool:
    """Tell whether a value has part in what people write or are called. How long or how many that is says nothing."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in {"len", "sum", "type"}:
        return False
    match value:
        case ast.Name(id=name):
            return name in TEXTS | {"name"}
        case ast.Attribute(value=ast.Call(func=ast.Name(id="type"))):
            return False
        case ast.Attribute(value=owner, attr="name"):
            return ast.unparse(owner).rpartition(".")[2] not in NAMED_BY_US
        case ast.Attribute(attr=name) if name in TEXTS:
            return True
    return any(_is_text(part) for part in ast.iter_child_nodes(value) if isinstance(part, ast.expr))


def test_no_log_call_is_given_what_people_wrote_or_are_called() -> None:
    calls = [
        one
        for folder in ("bot", "config", "storage")
        for path in (ROOT / folder).rglob("*.py")
        for one in log_calls(path)
    ]
    assert len(calls) > 60
    assert [one for one in calls if one.faults] == []


@pytest.mark.parametrize(
    "code",
    [
        'log.info(f"post {text}")',
        'log.info("post %s", text)',
        'log.info("post", title=title)',
        'log.info("post", channel=channel.title)',
        'log.info("post", reason=f"in {post.text}")',
        'log.info("post", person=person.name)',
        'log.info("post", chat=", ".join(one.username for one in people))',
        'log.info("post", **facts)',
        'facts = {"chat": 1, "phrase": phrase.text}\nlog.info("post", **facts)',
        'logging.getLogger("bot").warning("post %s", text)',
        'structlog.get_logger("bot").info("post", message=message.html)',
        'self._log.exception("failed", request=request.arguments)',
    ],
)
def test_a_text_in_a_log_call_is_noticed(tmp_path: Path, code: str) -> None:
    (tmp_path / "module.py").write_text(code)
    (call,) = log_calls(tmp_path / "module.py")
    assert call.faults


@pytest.mark.parametrize(
    "code",
    [
        'log.info("alert sent", delivery=delivery.id, chat=delivery.subscriber.id)',
        'log.warning("no answer", account=self._account, error=type(error).__name__, attempt=attempts + 1)',
        'facts = {"delivery": delivery.id}\nlog.info("alert sent", **facts, message=message_id)',
        'log.info("watching", account=account.name, posts=len(post.text))',
    ],
)
def test_ids_counts_and_our_own_words_are_logged(tmp_path: Path, code: str) -> None:
    (tmp_path / "module.py").write_text(code)
    (call,) = log_calls(tmp_path / "module.py")
    assert call.faults == ()
