"""What really runs while a stage runs: every function of ours, seen by the interpreter and not worked out."""

import ast
import inspect
import sys
import threading
from collections import Counter, defaultdict
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[3]
_OURS = tuple(f"{ROOT / package}/" for package in ("schemas", "warehouse"))
_NAMES_STAGES = f"{ROOT / 'warehouse' / 'stages'}/"  # asked for the keys, in the middle of a stage


@contextmanager
def traced(stages):
    """Give stage -> the code of our functions, by id, that was called in whatever thread while the stage ran.

    Of what runs while a module is imported only the outcome counts, which is a definition of that module.
    """
    starts = defaultdict(list)
    for code, stage in _starts(stages):
        starts[id(code)].append(stage)
    active, called, foreign = Counter(), defaultdict(dict), {}  # by id, because hashing code is slow

    def on_call(frame, _event, _argument):
        code = frame.f_code
        key = id(code)
        if key in foreign:
            return None
        if not _is_ours(code):
            foreign[key] = code
            return None
        begins = starts.get(key, ())
        active.update(begins)
        for running, times in active.items():
            if times and key not in called[running] and not _is_importing(frame):
                called[running][key] = code
        if not begins:
            return None
        frame.f_trace_lines = False

        def on_return(_frame, event, _argument):
            if event == "return":
                active.subtract(begins)
            return on_return

        return on_return

    threading.settrace(on_call)
    sys.settrace(on_call)
    try:
        yield called
    finally:
        sys.settrace(None)
        threading.settrace(None)


def _is_ours(code):
    path = code.co_filename  # that of a template has another ending
    return path.startswith(_OURS) and path.endswith(".py") and not path.startswith(_NAMES_STAGES)


def definition_of(code):
    """The top-level statement that a function's code is of: "module:name", with each name where there are several."""
    path = Path(code.co_filename)
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    return {f"{module}:{name}" for first, last, name in _lines(path) if first <= code.co_firstlineno <= last}


def _starts(stages):
    for stage, about in stages.items():
        for entry in about.entries:
            module, _, name = entry.partition(":")
            yield inspect.unwrap(getattr(import_module(module), name)).__code__, stage


def _is_importing(frame):
    while frame is not None:
        if frame.f_code.co_name == "<module>" and frame.f_code.co_filename.startswith(_OURS):
            return True
        frame = frame.f_back
    return False


@cache
def _lines(path):
    lines = []
    for node in ast.parse(path.read_bytes()).body:
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        for name in [node.name] if hasattr(node, "name") else _assigned(node):
            lines.append((first, node.end_lineno, name))
    return lines


def _assigned(node):
    """The names that a statement gives values; the variables of a comprehension in it are nobody else's."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", node)]
    return [n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
