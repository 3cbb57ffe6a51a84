"""The reference of `import motcua` in Markdown, from its docstrings: `make docs` writes it."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from warehouse.api.snapshot import Snapshot

_WIDTH = 100  # of a signature on one line
_INTRODUCTION = """\
Generated from the docstrings of `warehouse/api` by `make docs`; do not edit. The tests run the examples, one after the
other, after a night of a small city of three units."""
_NAMES = ("open", "Snapshot", "rank_ratios", "rank_estimates", "rank_draws", "validate", "DeclarationError")


def markdown(motcua: ModuleType) -> str:
    """Return the reference of every public name of the module, as Markdown that ends in a newline."""
    paragraphs = ["# import motcua", _INTRODUCTION, *_blocks(motcua)]
    for name in _NAMES:
        paragraphs += _section(f"motcua.{name}", getattr(motcua, name), "##")
        if name == "Snapshot":
            for method, function in vars(Snapshot).items():
                if inspect.isfunction(function) and not method.startswith("_"):
                    paragraphs += _section(f"Snapshot.{method}", function, "###")
    return "\n\n".join(paragraphs) + "\n"


def _section(name: str, documented: Any, level: str) -> Iterator[str]:  # noqa: ANN401 - a function or a class
    yield f"{level} {name}"
    if inspect.isfunction(documented):
        yield f"```python\n{_signature(name, documented)}\n```"
    yield from _blocks(documented)


def _signature(name: str, function: Callable[..., object]) -> str:
    """Return the signature as it is written: types that numpy spells out would fill a page."""
    definition = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(definition, ast.FunctionDef) and definition.returns is not None
    arguments = [argument for argument in definition.args.args if argument.arg != "self"]
    defaults = [*[""] * (len(arguments) - len(definition.args.defaults)), *map(ast.unparse, definition.args.defaults)]
    parameters = [
        f"{ast.unparse(a)}{f' = {value}' if value else ''}" for a, value in zip(arguments, defaults, strict=True)
    ]
    returned = ast.unparse(definition.returns).strip("'")
    line = f"{name}({', '.join(parameters)}) -> {returned}"
    if len(line) <= _WIDTH:
        return line
    return "\n".join([f"{name}(", *(f"    {argument}," for argument in parameters), f") -> {returned}"])


def _blocks(documented: object) -> Iterator[str]:
    """Yield the paragraphs of a docstring: examples as code, arguments as a list."""
    for block in (inspect.getdoc(documented) or "").split("\n\n"):
        head, _, lines = block.partition("\n")
        if head.startswith(">>>"):
            yield f"```python\n{block}\n```"
        elif head == "Args:":
            yield "\n".join(map(_item, textwrap.dedent(lines).splitlines()))
        else:
            yield block


def _item(line: str) -> str:
    if line.startswith(" "):
        return f"  {line.strip()}"
    name, _, text = line.partition(": ")
    return f"- `{name}`: {text}"


if __name__ == "__main__":
    # Documents are made in the sources; where motcua is installed, that folder is there under its own name alone.
    from warehouse.api import motcua

    print(markdown(motcua), end="")
