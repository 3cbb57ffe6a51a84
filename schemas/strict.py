"""Loading of declarations: TOML into strict models, with errors that name the file, the place and the nearest name."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo

from schemas.errors import DeclarationError
from schemas.words.text import nearest

TODO = "TODO"  # stands on each line of a draft at which a person has to look
_UNFINISHED = re.compile(f"# {TODO}|{TODO}:")


class Declaration(BaseModel):
    """Base of every declaration: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


Model = TypeVar("Model", bound=Declaration)


def read_toml(path: Path) -> dict[str, Any]:
    """Return the contents of a TOML file; raise `DeclarationError` naming file and line where it is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DeclarationError(f"{path}: there is no such file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeclarationError(f"{path}: not valid TOML in UTF-8: {error}") from None


def open_lines(path: Path) -> Mapping[int, str]:
    """Return the lines of a declaration, by their numbers from 1, that still have something to do; none without it."""
    if not path.is_file():
        return {}
    lines = enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
    return {number: line.strip() for number, line in lines if _UNFINISHED.search(line)}


def load(model: type[Model], path: Path, context: object = None) -> Model:
    """Return the declaration in `path`, checked against `model`; raise `DeclarationError` with every fault found.

    `context` is what the model's validators compare it with, where they ask for something (`ValidationInfo.context`).
    """
    return parse(model, read_toml(path), str(path), context)


def parse(model: type[Model], data: dict[str, Any], where: str, context: object = None) -> Model:
    """Return `data` as a `model`, as `load` does; each fault is told with its place in `where`.

    Args:
        model: the model.
        data: what was read.
        where: the file, for messages.
        context: what a value may have to be compared with, by name.
    """
    try:
        return model.model_validate(data, context=context)
    except ValidationError as error:
        faults = [f"  {_place(e['loc'])}: {_explain(model, e)}" for e in error.errors()]
        raise DeclarationError("\n".join([f"{where}: {len(faults)} fault(s)", *faults])) from None


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in location) or "(whole file)"


def _explain(model: type[BaseModel], error: Any) -> str:  # noqa: ANN401 - pydantic's own error dictionary
    if error["type"] == "extra_forbidden":
        key = str(error["loc"][-1])
        known_keys = sorted(_fields_at(model, error["loc"][:-1]))
        close = nearest(key, known_keys)
        hint = f"did you mean {' or '.join(close)}?" if close else f"known keys: {', '.join(known_keys)}"
        return f"unknown key {key!r}; {hint}"
    if error["type"] == "missing":
        field = _fields_at(model, error["loc"][:-1]).get(str(error["loc"][-1]))
        return f"missing; {field.description}" if field is not None and field.description else "missing"
    refusal = error.get("ctx", {}).get("error")  # by a check of ours: its own words, without pydantic's before them
    return str(refusal if isinstance(refusal, ValueError) else error["msg"])


def _fields_at(model: type[BaseModel], location: tuple[int | str, ...]) -> dict[str, FieldInfo]:
    """Return the fields that the model has at `location` by their keys, following nested models, lists and unions."""
    models = {model}
    for step in location:
        following = {
            m
            for candidate in models
            if step in candidate.model_fields
            for m in _models_in(candidate.model_fields[str(step)])
        }
        models = following or models  # an index or a key of a mapping: stay
    return {field.alias or name: field for candidate in models for name, field in candidate.model_fields.items()}


def _models_in(field: Any) -> set[type[BaseModel]]:  # noqa: ANN401 - any typing construct
    pending, models = [getattr(field, "annotation", field)], set[type[BaseModel]]()
    while pending:
        kind = pending.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            models.add(kind)
        pending.extend(get_args(kind))
    return models
