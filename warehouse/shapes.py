"""Records as Arrow values and back, read off the records' own type hints."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pyarrow as pa

_SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int32(),
    float: pa.float64(),
    date: pa.date32(),
}


@cache
def arrow_type(hint: Any) -> pa.DataType:
    """The Arrow type that holds values of `hint`: a record becomes a struct, a tuple a list."""
    if is_dataclass(hint):
        return pa.struct([(name, arrow_type(inner)) for name, inner in get_type_hints(hint).items()])
    if get_origin(hint) is UnionType:
        return arrow_type(_without_none(hint))
    if get_origin(hint) is tuple:
        return pa.list_(arrow_type(get_args(hint)[0]))
    if issubclass(hint, StrEnum):
        return pa.string()
    return _SCALARS[hint]


def encode(value: Any) -> Any:
    """`value` as the dicts, lists and scalars that pyarrow takes."""
    if is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    return value


@cache
def decoder(hint: Any) -> Callable[[Any], Any]:
    """A function that rebuilds a value of `hint` from what `encode` made of it."""
    if is_dataclass(hint):
        parts = {name: decoder(inner) for name, inner in get_type_hints(hint).items()}
        return lambda value: hint(**{name: part(value[name]) for name, part in parts.items()})  # type: ignore[operator]
    if get_origin(hint) is UnionType:
        inner = decoder(_without_none(hint))
        return lambda value: None if value is None else inner(value)
    if get_origin(hint) is tuple:
        item = decoder(get_args(hint)[0])
        return lambda value: tuple(item(entry) for entry in value)
    if issubclass(hint, StrEnum):
        return lambda value: hint(value)
    return lambda value: value


def _without_none(hint: Any) -> Any:
    (inner,) = [arg for arg in get_args(hint) if arg is not NoneType]
    return inner
