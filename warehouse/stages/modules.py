"""A module of ours, taken apart: its top-level definitions, what each of them names, and what it imports."""

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from warehouse.stages.canonical import canonical, is_text_alone

_Import = ast.Import | ast.ImportFrom
_IMPORTS = (ast.Import, ast.ImportFrom)


@dataclass(frozen=True)
class Part:
    """A top-level statement: a hash of what it does, and what it names, each with the attributes asked of it.

    `imports` are names that it imports itself, with what they stand for: a module, or "module:name". `runs` are modules
    that it imports. `texts` stand in it, and it puts others together that begin with `starts`.
    """

    digest: str
    names: frozenset[tuple[str, str]]
    imports: Mapping[str, str]
    runs: frozenset[str]
    texts: frozenset[str]
    starts: frozenset[str]


@dataclass(frozen=True)
class Module:
    """A module: `definitions` by name, `imports` as of a part, and `statements` that act when it is imported."""

    definitions: Mapping[str, tuple[Part, ...]]
    imports: Mapping[str, str]
    statements: tuple[Part, ...]
    runs: frozenset[str]


def take_apart(source: bytes | str) -> Module:
    """Return a module by its source text."""
    imports: dict[str, str] = {}
    runs: set[str] = set()
    acting: list[tuple[ast.stmt, list[str]]] = []  # statements with the names that they define
    for node in ast.parse(source).body:
        if isinstance(node, _IMPORTS):
            imports |= _bound_names(node)
            runs |= _run(node)
        elif _is_for_type_checkers(node):
            for only_read in (n for n in ast.walk(node) if isinstance(n, _IMPORTS)):
                imports |= _bound_names(only_read)
        elif not is_text_alone(node) and not _is_for_scripts(node):
            acting.append((node, _defined_names(node)))
    names_of_module = {*imports, *(name for node, names in acting for name in names or _assigned(node))}
    definitions: dict[str, tuple[Part, ...]] = {}
    statements: list[Part] = []
    for node, names in acting:
        part = _part(node, names_of_module)
        if not names:
            statements.append(part)
        for name in names or _assigned(node):
            definitions[name] = (*definitions.get(name, ()), part)
    return Module(definitions, imports, tuple(statements), frozenset(runs))


def _part(node: ast.stmt, names_of_module: Collection[str]) -> Part:
    """Return a statement taken apart; of its names those of the module or its own imports, no builtin or local ones."""
    names, imports, runs = set[tuple[str, str]](), dict[str, str](), set[str]()
    for mention in _mentions(node):
        if isinstance(mention, str):
            name, _, attributes = mention.partition(".")
            names.add((name, attributes))
        else:
            imports |= _bound_names(mention)
            runs |= _run(mention)
    digest = sha256(canonical(node).encode()).hexdigest()
    names_known = frozenset(n for n in names if n[0] in names_of_module or n[0] in imports)
    return Part(digest, names_known, imports, frozenset(runs), *_texts(node))


def _texts(node: ast.AST) -> tuple[frozenset[str], frozenset[str]]:
    """Return the texts that stand in a statement, and the beginnings of those that it puts together."""
    texts, starts = set[str](), set[str]()
    for inner_node in ast.walk(node):
        if isinstance(inner_node, ast.Constant):
            _add_text(inner_node, texts)
        elif isinstance(inner_node, ast.JoinedStr) and inner_node.values:
            _add_text(inner_node.values[0], starts)
    return frozenset(texts), frozenset(starts)


def _add_text(node: ast.AST, texts: set[str]) -> None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        texts.add(node.value)


def _bound_names(node: _Import) -> dict[str, str]:
    """Return the names that an import binds, each with what it stands for: a module, or "module:name"."""
    if isinstance(node, ast.ImportFrom):
        return {a.asname or a.name: f"{node.module}:{a.name}" for a in node.names}
    tops = {a.name: a.name.partition(".")[0] for a in node.names}
    return {a.asname or tops[a.name]: a.name if a.asname else tops[a.name] for a in node.names}


def _run(node: _Import) -> set[str]:
    """Return the dotted names that an import may execute: of `from a import b`, b may be a module or not."""
    if isinstance(node, ast.ImportFrom):
        return {f"{node.module}.{a.name}" for a in node.names}
    return {a.name for a in node.names}


def _is_for_type_checkers(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def _is_for_scripts(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).startswith("__name__ ==")


def _defined_names(node: ast.stmt) -> list[str]:
    """Return the names that a statement defines and does nothing else; none where it does something else."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    bound = [n for t in targets for n in (t.elts if isinstance(t, ast.Tuple) else [t])]
    names = [n.id for n in bound if isinstance(n, ast.Name)]
    return names if len(names) == len(bound) else []


def _assigned(node: ast.stmt) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _mentions(node: ast.AST) -> Iterator[str | _Import]:
    """Yield every name below a node, with the attributes asked of it, and every import.

    Annotations written as text are read as what they mean.
    """
    if isinstance(node, _IMPORTS):
        yield node
    elif (dotted := _dotted(node)) is not None:
        yield dotted
    else:
        for name in node._fields:
            value = getattr(node, name, None)
            for child in value if isinstance(value, list) else (value,):
                if isinstance(child, ast.AST):
                    yield from _mentions(child)
                    if name in ("annotation", "returns"):
                        yield from _quoted(child)


def _dotted(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (prefix := _dotted(node.value)) is not None:
        return f"{prefix}.{node.attr}"
    return None


def _quoted(annotation: ast.AST) -> Iterator[str | _Import]:
    for node in ast.walk(annotation):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            try:
                yield from _mentions(ast.parse(node.value, mode="eval"))
            except SyntaxError:  # a word of a Literal
                continue
