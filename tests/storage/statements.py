"""Prove of every SQL statement in the source that it is made of what stands there, and of nothing from outside.

A statement may be a literal, a constant of a module, an f-string of these, or one of several that stand beside each
other. A number may be put in by :d, which takes nothing but a number. Values go in as parameters.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

RUN = frozenset({"execute", "executemany", "executescript", "execute_fetchall", "execute_insert"})
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class Statement(NamedTuple):
    """A call that runs SQL: where it stands, and whether it is proved."""

    module: str
    function: str
    line: int
    proved: bool


@dataclass
class _Scope:
    """The module that a name stands in, and the function; parameters count as proved where their callers' do."""

    module: str
    tree: ast.Module
    function: _Function | None = None
    proved: frozenset[str] = field(default_factory=frozenset)


class Source:
    """All modules of some folders."""

    def __init__(self, root: Path, folders: Sequence[str]) -> None:
        self._trees = {
            ".".join(path.relative_to(root).with_suffix("").parts): ast.parse(path.read_text(encoding="utf-8"))
            for folder in folders
            for path in sorted((root / folder).rglob("*.py"))
        }

    def statements(self) -> Iterator[Statement]:
        """Yield every call that runs SQL."""
        for module, tree in self._trees.items():
            for function, call in _calls(tree):
                name = "" if function is None else function.name
                yield Statement(module, name, call.lineno, self._is_proved(call, _Scope(module, tree, function)))

    def _is_proved(self, call: ast.Call, scope: _Scope) -> bool:
        if _hands_on(call, scope.function):
            return True
        return bool(call.args) and not isinstance(call.args[0], ast.Starred) and self._stands(call.args[0], scope)

    def _stands(self, node: ast.expr, scope: _Scope) -> bool:
        """Tell whether a value is one that stands in the source."""
        stands = False
        match node:
            case ast.Constant():
                stands = True
            case ast.JoinedStr(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
                stands = all(self._stands(part, scope) for part in parts)
            case ast.FormattedValue(value=value, format_spec=spec):
                stands = _is_number(spec) or (spec is None and self._stands(value, scope))
            case ast.IfExp(body=body, orelse=orelse):
                stands = self._stands(body, scope) and self._stands(orelse, scope)
            case ast.BinOp(left=ast.Constant(), op=ast.Mult()):  # some text, so many times
                stands = True
            case ast.GeneratorExp(elt=made, generators=[one]) | ast.ListComp(elt=made, generators=[one]):
                names = frozenset(name.id for name in ast.walk(one.target) if isinstance(name, ast.Name))
                inner = _Scope(scope.module, scope.tree, scope.function, scope.proved | names)
                stands = self._stands(one.iter, scope) and self._stands(made, inner)
            case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="join"), args=[joined]):
                stands = self._stands(joined, scope)
            case ast.Call(func=ast.Name(id="fields"), args=[ast.Name()]):  # of a dataclass
                stands = True
            case ast.Call(func=ast.Name(id="tuple"), args=[given]):
                stands = self._stands(given, scope)
            case ast.Call(func=ast.Name(id=name), args=given, keywords=[]):
                stands = all(self._stands(one, scope) for one in given) and self._returns_what_stands(name, scope)
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                stands = owner in scope.proved or self._is_member(owner, name, scope)
            case ast.Name(id=name):
                stands = name in scope.proved or self._name_stands(name, scope)
        return stands

    def _name_stands(self, name: str, scope: _Scope) -> bool:
        if scope.function is not None:
            if name in {one.arg for one in ast.walk(scope.function.args) if isinstance(one, ast.arg)}:
                return False
            if bound := list(_bindings(name, scope.function)):
                return all(value is not None and self._stands(value, scope) for value in bound)
        module, tree, name = self._origin(name, scope)
        bound = [value for one in tree.body for value in _bindings(name, one, deep=False)]
        return bool(bound) and all(value is not None and self._stands(value, _Scope(module, tree)) for value in bound)

    def _origin(self, name: str, scope: _Scope) -> tuple[str, ast.Module, str]:
        """Return where a name of a module comes from."""
        for one in ast.walk(scope.tree):
            if isinstance(one, ast.ImportFrom) and one.module in self._trees:
                for alias in one.names:
                    if (alias.asname or alias.name) == name:
                        return one.module, self._trees[one.module], alias.name
        return scope.module, scope.tree, name

    def _returns_what_stands(self, name: str, scope: _Scope) -> bool:
        module, tree, name = self._origin(name, scope)
        for one in tree.body:
            if isinstance(one, ast.FunctionDef) and one.name == name:
                proved = frozenset(argument.arg for argument in one.args.args)
                returned = [made.value for made in ast.walk(one) if isinstance(made, ast.Return)]
                inner = _Scope(module, tree, one, proved)
                return bool(returned) and all(value is not None and self._stands(value, inner) for value in returned)
        return False

    def _is_member(self, owner: str, name: str, scope: _Scope) -> bool:
        """Tell whether it is a member of an enumeration, or a constant of a class."""
        _, tree, owner = self._origin(owner, scope)
        return any(
            isinstance(one, ast.ClassDef)
            and one.name == owner
            and any(isinstance(value, ast.Constant) for each in one.body for value in _bindings(name, each, deep=False))
            for one in tree.body
        )


def _calls(tree: ast.Module) -> Iterator[tuple[_Function | None, ast.Call]]:
    """Yield the calls that run SQL, each with the innermost function around it."""
    waiting: list[tuple[_Function | None, ast.AST]] = [(None, tree)]
    while waiting:
        function, node = waiting.pop()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in RUN:
            yield function, node
        inner = node if isinstance(node, _Function) else function
        waiting += [(inner, child) for child in ast.iter_child_nodes(node)]


def _hands_on(call: ast.Call, function: _Function | None) -> bool:
    """Tell whether the call hands on what a method of the same name was called with: its callers are looked at."""
    handed = call.args[0] if call.args else None
    return (
        function is not None
        and function.name in RUN
        and isinstance(handed, ast.Name)
        and handed.id in {one.arg for one in (*function.args.posonlyargs, *function.args.args)}
        and not list(_bindings(handed.id, function))
    )


def _bindings(name: str, around: ast.AST, *, deep: bool = True) -> Iterator[ast.expr | None]:
    """Yield all that a name is bound to: the value, or what a loop goes through; None where that cannot be told."""
    for node in ast.walk(around) if deep else [around]:
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    yield from _bound(name, target, value)
            case ast.AnnAssign(target=target, value=value) if value is not None:
                yield from _bound(name, target, value)
            case ast.AugAssign(target=ast.Name(id=changed)) | ast.NamedExpr(target=ast.Name(id=changed)) if (
                changed == name
            ):
                yield None
            case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
                yield from _bound(name, target, value)
            case ast.With(items=items) | ast.AsyncWith(items=items):
                for item in items:
                    if item.optional_vars is not None and _names(item.optional_vars) & {name}:
                        yield None


def _bound(name: str, target: ast.expr, value: ast.expr) -> Iterator[ast.expr | None]:
    if isinstance(target, ast.Name) and target.id == name:
        yield value
    elif isinstance(target, ast.Tuple | ast.List) and name in _names(target):
        yield value  # which has to stand whole


def _names(target: ast.expr) -> set[str]:
    return {one.id for one in ast.walk(target) if isinstance(one, ast.Name)}


def _is_number(spec: ast.expr | None) -> bool:
    """Tell whether a format takes nothing but a number: it raises ValueError for text."""
    match spec:
        case ast.JoinedStr(values=[ast.Constant(value="d")]):
            return True
    return False
