"""Syntax trees as text that says what a piece of code does, and nothing of how or where it is written."""

import ast
from collections.abc import Iterable

# Who reads a name and who binds it follows from its place; the rest says how a thing was written.
_LEFT_OUT = frozenset({"ctx", "kind", "type_comment", "type_ignores"})


def canonical(node: ast.AST) -> str:
    """Return a tree as text without positions, comments, docstrings and whatever is empty.

    It is the same in every version of Python that we support: a field that a later version adds is empty in our code,
    and how a version cuts up the text of an f-string does not show.
    """
    if isinstance(node, ast.Constant):
        # `ascii`, because what `repr` takes for printable grows with the Unicode tables of Python.
        return f"{type(node.value).__name__}:{node.value!a}"
    if isinstance(node, ast.JoinedStr):
        return f"JoinedStr[{','.join(_in_one_piece(node.values))}]"
    if isinstance(node, ast.Name):  # most of every tree
        return f"Name(id={node.id!a})"
    named_values = ((name, getattr(node, name, None)) for name in node._fields if name not in _LEFT_OUT)
    fields = [f"{name}={text}" for name, value in named_values if (text := _field(value))]
    return f"{type(node).__name__}({','.join(fields)})"


def _field(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, ast.AST):
        return canonical(value)
    if isinstance(value, list):
        # A None in a list stands for something, the value of `**` among the keys of a dict, for one.
        items = ["-" if item is None else _field(item) for item in value if not is_text_alone(item)]
        return f"[{','.join(items)}]" if value else ""
    return ascii(value)


def is_text_alone(node: object) -> bool:
    """Say whether a statement is nothing but a text, as a docstring is."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _in_one_piece(values: Iterable[ast.expr]) -> list[str]:
    """Return the parts of an f-string, texts that follow each other as one and empty ones not at all."""
    parts: list[str] = []
    text = ""
    for value in values:
        if isinstance(value, ast.Constant):
            text += str(value.value)
        else:
            parts += [*([ascii(text)] if text else []), canonical(value)]
            text = ""
    return [*parts, *([ascii(text)] if text else [])]
