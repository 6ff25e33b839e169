"""An event as one line of JSON and back. Strict: an unknown name, a missing key or a wrong type is an error."""

import json
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from copilot.call.events import Derived, Event, Input

_TYPES: dict[str, type] = {t.__name__: t for t in (*get_args(Input), *get_args(Derived))}


class CodecError(ValueError):
    """A line that is no event."""


def encode(event: Event) -> str:
    """One line of ASCII JSON without a newline; values equal to their default are left out."""
    return json.dumps({"e": type(event).__name__, **_plain(event)}, separators=(",", ":"), allow_nan=False)


def decode(line: str) -> Event:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CodecError(f"not JSON: {error}") from error
    if not isinstance(data, dict):
        raise CodecError("not an object")
    name = data.pop("e", None)
    kind = _TYPES.get(name) if isinstance(name, str) else None
    if kind is None:
        raise CodecError(f"unknown event {name!r}")
    event: Event = _reader(kind)(data, kind.__name__)
    return event


def is_derived(event: Event) -> bool:
    return isinstance(event, Derived)


def _plain(value: Any) -> dict[str, Any]:
    out = {}
    for field in fields(value):
        item = getattr(value, field.name)
        if item != _default(field):
            out[field.name] = _item(item)
    return out


def _item(value: Any) -> Any:
    if is_dataclass(value):
        return _plain(value)
    if isinstance(value, tuple):
        return [_item(v) for v in value]
    return value.value if isinstance(value, StrEnum) else value


def _default(field: "Field[Any]") -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


@cache
def _reader(kind: Any) -> Callable[[Any, str], Any]:
    """A function (JSON value, where) -> value of that type."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        inner = _reader(next(a for a in get_args(kind) if a is not NoneType))
        return lambda value, where: None if value is None else inner(value, where)
    if origin is tuple:
        each = _reader(get_args(kind)[0])
        return lambda value, where: tuple(each(v, where) for v in _checked(value, list, where))
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if issubclass(kind, StrEnum):
        return lambda value, where: _member(kind, value, where)
    if kind is float:
        return lambda value, where: float(_checked(value, (int, float), where))
    return lambda value, where: _checked(value, kind, where)


def _dataclass_reader(kind: Any) -> Callable[[Any, str], Any]:
    hints = get_type_hints(kind)
    readers = {f.name: _reader(hints[f.name]) for f in fields(kind)}
    required = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]

    def read(value: Any, where: str) -> Any:
        _checked(value, dict, where)
        if unknown := value.keys() - readers.keys():
            raise CodecError(f"{where}: unknown key {min(unknown)!r}")
        if missing := [name for name in required if name not in value]:
            raise CodecError(f"{where}: missing key {missing[0]!r}")
        return kind(**{name: readers[name](item, f"{where}.{name}") for name, item in value.items()})

    return read


def _checked(value: Any, kind: Any, where: str) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise CodecError(f"{where}: wrong type {type(value).__name__}")
    return value


def _member(kind: type[StrEnum], value: Any, where: str) -> StrEnum:
    try:
        return kind(value)
    except ValueError as error:
        raise CodecError(f"{where}: unknown value {value!r}") from error
