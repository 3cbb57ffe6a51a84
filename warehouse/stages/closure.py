"""What a stage can reach: from its entries, name by name, through our own modules to the libraries."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from warehouse.stages.modules import Module, Part


@dataclass
class Closure:
    """What was reached: "module:name" -> hashes of the definitions of that name.

    "module:import name" -> what is imported by that name; "module:" -> hashes of what acts when the module is imported.
    `libraries` are the top-level modules of others. `texts` stand in what was reached, `starts` begin texts in it.
    """

    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    libraries: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    starts: set[str] = field(default_factory=set)


def closure(modules: Mapping[str, Module], entries: Iterable[str]) -> Closure:
    """Follow the entries ("module:function") through `modules`, by dotted name; raise `LookupError` where one is not.

    A definition reaches everything that it names, wherever it names it: what a name means in its scope is not looked
    at, so that a closure can be too large, and never too small.
    """
    reached_code = Closure()
    for entry in entries:
        module, _, name = entry.partition(":")
        if module not in modules or name not in modules[module].definitions:
            raise LookupError(f"{entry} is no top-level definition of ours; see warehouse/stages/declared.py")
        _reach_definition(modules, reached_code, module, name)
    return reached_code


def _reach_definition(modules: Mapping[str, Module], reached_code: Closure, module: str, name: str) -> None:
    if (key := f"{module}:{name}") in reached_code.parts:
        return
    parts = modules[module].definitions[name]
    reached_code.parts[key] = tuple(part.digest for part in parts)
    _reach_module(modules, reached_code, module)
    for part in parts:
        _reach_part(modules, reached_code, module, part)


def _reach_part(modules: Mapping[str, Module], reached_code: Closure, module: str, part: Part) -> None:
    reached_code.texts |= part.texts
    reached_code.starts |= part.starts
    for run_module in part.runs:
        _reach_module(modules, reached_code, run_module)
    for name, attributes in part.names:
        if name in part.imports:
            _reach_import(modules, reached_code, part.imports[name], attributes)
        else:
            _reach_name(modules, reached_code, module, name, attributes)


def _reach_name(modules: Mapping[str, Module], reached_code: Closure, module: str, name: str, attributes: str) -> None:
    """Follow a name of a module, and the attributes asked of it."""
    if name in modules[module].definitions:
        _reach_definition(modules, reached_code, module, name)
    if target := modules[module].imports.get(name):
        reached_code.parts[f"{module}:import {name}"] = (target,)
        _reach_import(modules, reached_code, target, attributes)


def _reach_import(modules: Mapping[str, Module], reached_code: Closure, target: str, attributes: str) -> None:
    """Follow what was imported to the definition it leads to; attributes of that are the definition's own business."""
    module, _, name = target.partition(":")
    if module not in modules:
        reached_code.libraries |= {module.partition(".")[0]} - sys.stdlib_module_names
        return
    if _names_stages(module):
        return
    names = [part for part in (name, *attributes.split(".")) if part]
    while names and f"{module}.{names[0]}" in modules and not _is_bound(modules, module, names[0]):
        module = f"{module}.{names.pop(0)}"
    if names:
        _reach_module(modules, reached_code, module)
        _reach_name(modules, reached_code, module, names[0], ".".join(names[1:]))
    else:  # a module handed on as a value: whoever gets it may use all of it
        for definition in modules[module].definitions:
            _reach_definition(modules, reached_code, module, definition)


def _is_bound(modules: Mapping[str, Module], module: str, name: str) -> bool:
    """Say whether a package gives a name another meaning than that of its module of that name."""
    import_target = modules[module].imports.get(name, f"{module}:{name}")
    return name in modules[module].definitions or import_target != f"{module}:{name}"


def _reach_module(modules: Mapping[str, Module], reached_code: Closure, module_name: str) -> None:
    """Count what acts when a module is imported, and when those are that it imports, its packages among them."""
    key = f"{module_name}:"
    if key in reached_code.parts or _names_stages(module_name):
        return
    if package := module_name.rpartition(".")[0]:
        _reach_module(modules, reached_code, package)
    if (module := modules.get(module_name)) is None:
        return
    reached_code.parts[key] = tuple(part.digest for part in module.statements)
    for part in module.statements:
        _reach_part(modules, reached_code, module_name, part)
    for run_module in module.runs:
        _reach_module(modules, reached_code, run_module)


def _names_stages(module: str) -> bool:
    """Say whether a module is of this very package, which names what is made and makes none of it.

    It is not followed: its table of the stages would make all of them one.
    """
    return module == "warehouse.stages" or module.startswith("warehouse.stages.")
