"""Reads a request's parameters and checks them, in the words of GitLab's framework (Grape)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote

from gitlab.sandbox.answers import Refused, invalid_parameter, refused
from gitlab.sandbox.clock import seconds_of, timestamp

__all__ = ["PAGING", "Param", "Upload", "check_path", "needed", "parse", "validate"]

_TRUE = {"true", "t", "1", "on", "yes", "y"}
_FALSE = {"false", "f", "0", "off", "no", "n"}
_DEEPEST = 32
_BROKEN_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_MOMENT = re.compile(
    "(created|updated|closed|merged|started|finished|starts|ends|released|deployed|last_activity"
    "|last_used)_(at|after|before)"
)
"""The parameters that are moments wherever they are taken."""
_DATE = re.compile("expires_(at|after|before)")
_MALFORMED = re.compile("[\0\ud800-\udfff]")


class Param(NamedTuple):
    """A declared parameter. `type` is annotation text, as the registry writes it."""

    name: str
    type: str = "str"
    """Besides, "moment" is a date and time, kept as GitLab writes them, and "date" a day."""
    required: bool = False
    blank: bool = True
    """Whether null, "" and [] are accepted."""
    default: Any = None
    style: str = ""
    """"comma": a list that may be sent as one text, joined by commas."""
    minimum: int | None = None
    except_values: tuple[int, ...] = ()
    """Refused in other words than what is below the minimum."""


def needed(*names: str) -> tuple[Param, ...]:
    """Texts that must be there, and not be empty."""
    return tuple(Param(name, required=True, blank=False) for name in names)


PAGING = (
    Param("page", "int", default=1, minimum=1),
    Param("per_page", "int", default=20, minimum=1, except_values=(0,)),
    Param("pagination"),
    Param("cursor"),
)


class Upload(NamedTuple):
    """A file of a multipart body."""

    filename: str
    content_type: str
    content: bytes


# Reading ----------------------------------------------------------------------------------------


def check_path(path: str) -> None:
    """Refuse a raw path that is malformed."""
    if _BROKEN_ESCAPE.search(path) or _is_malformed(unquote(path, errors="surrogateescape")):
        raise _bad_request()


def parse(method: str, query: str, content_type: str, body: bytes) -> dict[str, Any]:
    """Merge the parameters of the query and of the body; the body wins."""
    if not query and not body:
        return {}
    params = _form(query)
    if body:
        params |= _body(content_type, body, is_read=method not in ("GET", "HEAD"))
    if _is_malformed(params):
        raise _bad_request()
    return params


def _body(content_type: str, body: bytes, *, is_read: bool) -> dict[str, Any]:
    """Forms count with every method. All else is read only `if is_read`, and must be JSON then."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        return _form(body.decode("utf-8", "surrogateescape"))
    if kind == "multipart/form-data":
        return _nested(_parts(content_type, body))
    if not is_read:
        return {}
    # GitLab looks for JSON in a body of no declared type too, and then declines it.
    content = _json(body) if kind in ("application/json", "") else None
    if kind != "application/json":
        raise refused(415, {"error": f"The provided content-type '{kind}' is not supported."})
    # Rails' name for a body that is no object.
    return content if isinstance(content, dict) else {"_json": content}


def _form(text: str) -> dict[str, Any]:
    if _BROKEN_ESCAPE.search(text):
        raise _bad_request()
    return _nested(parse_qsl(text, keep_blank_values=True, errors="surrogateescape"))


def _json(body: bytes) -> Any:
    try:
        content = json.loads(body)
        if _is_deeper(content, _DEEPEST):
            raise RecursionError
    except ValueError:
        raise invalid_parameter("Invalid JSON format") from None
    except RecursionError:
        raise invalid_parameter("Parameters nested too deeply") from None
    return content


def _bad_request() -> Refused:
    """What the layers below GitLab's API answer."""
    return refused(400, "Bad Request")


def _is_deeper(value: Any, levels: int) -> bool:
    inner = _inner(value)
    return inner is not None and (not levels or any(_is_deeper(i, levels - 1) for i in inner))


def _is_malformed(value: Any) -> bool:
    """Whether there is text in it that GitLab lets nobody send: no UTF-8, or with a null byte."""
    if isinstance(value, str):
        return _MALFORMED.search(value) is not None
    return any(map(_is_malformed, _inner(value) or ()))


def _inner(value: Any) -> Iterable[Any] | None:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else None


def _parts(content_type: str, body: bytes) -> Iterator[tuple[str, str | Upload]]:
    from email.parser import BytesParser
    from email.policy import HTTP

    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    for part in BytesParser(policy=HTTP).parsebytes(head + body).iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            raise _bad_request()
        filename = part.get_filename()
        if filename is None:
            yield str(name), content.decode("utf-8", "replace")
        else:
            yield str(name), Upload(filename, part.get_content_type(), content)


def _nested(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Rack's reading of names: `a[]=1&a[]=2` is a list, `a[b]=1` a mapping, the last `a` wins."""
    params: dict[str, Any] = {}
    for name, value in pairs:
        first, *keys = name.replace("]", "").split("[")
        if len(keys) > _DEEPEST:
            raise _bad_request()
        _put(params, first, keys, value)
    return params


def _put(into: dict[str, Any], key: str, keys: Sequence[str], value: Any) -> None:
    if not keys:
        into[key] = value
    elif keys[0]:
        inner = into.setdefault(key, {})
        if not isinstance(inner, dict):
            raise invalid_parameter(f"{key} is invalid")
        _put(inner, keys[0], keys[1:], value)
    else:
        _append(into, key, keys[1:], value)


def _append(into: dict[str, Any], key: str, keys: Sequence[str], value: Any) -> None:
    """`a[][b]=1&a[][c]=2` is one item, a repeated key begins the next."""
    items = into.setdefault(key, [])
    if not isinstance(items, list):
        raise invalid_parameter(f"{key} is invalid")
    if not keys:
        items.append(value)
    elif items and isinstance(items[-1], dict) and keys[0] not in items[-1]:
        _put(items[-1], keys[0], keys[1:], value)
    else:
        items.append({})
        _put(items[-1], keys[0], keys[1:], value)


# Checking ---------------------------------------------------------------------------------------


def validate(
    sent: Mapping[str, Any],
    declared: Iterable[Param],
    exclusive: Iterable[Sequence[str]] = (),
) -> dict[str, Any]:
    """Coerce what was sent to what is declared, or refuse it naming every fault in order."""
    values: dict[str, Any] = {}
    faults: list[str] = []
    for param in declared:
        if param.name in sent:
            value, fault = _check(param, sent[param.name])
            values[param.name] = value
            faults += fault
        elif param.required:
            faults.append(f"{param.name} is missing")
            faults += [f"{param.name} is empty"] * (not param.blank)
        elif param.default is not None:
            values[param.name] = param.default
    for names in exclusive:
        if len(given := [name for name in names if sent.get(name) is not None]) > 1:
            faults.append(f"{', '.join(given)} are mutually exclusive")
    if faults:
        raise invalid_parameter(", ".join(faults))
    return values


def _check(param: Param, raw: Any) -> tuple[Any, list[str]]:
    if raw is None or raw == "" or raw == []:
        if not param.blank:
            return raw, [f"{param.name} is empty"]
        if raw == [] and param.type.startswith("str"):
            return raw, [f"{param.name} is invalid"]
        return (raw if raw is None or param.type.startswith(("str", "list")) else None), []
    try:
        value = coerce(_kind(param), param.style, raw)
    except ValueError:
        return raw, [f"{param.name} is invalid"]
    except LookupError:
        return raw, [f"{param.name} does not have a valid value"]
    if value in param.except_values:
        return value, [f"{param.name} has a value not allowed"]
    if param.minimum is not None and value < param.minimum:
        return value, [f"{param.name} does not have a valid value"]
    return value, []


def _kind(param: Param) -> str:
    if param.type.startswith("str"):
        if _MOMENT.fullmatch(param.name):
            return "moment"
        if _DATE.fullmatch(param.name):
            return "date"
    return param.type


def coerce(kind: str, style: str, raw: Any) -> Any:
    """The value as `kind`; ValueError when it is none, LookupError when it is not in the set."""
    kind = kind.removesuffix(" | None")
    if kind.startswith("list[") or style in ("comma", "array"):
        inner = kind[len("list[") : -1] if kind.startswith("list[") else kind
        return [coerce(inner, "", item) for item in _items(raw, style)]
    if kind.startswith("Literal["):
        return _one_of(kind, raw)
    if re.fullmatch(r"[A-Z]\w*", kind) and kind not in _OPEN:
        return _mapping(raw)
    return _COERCE.get(kind.partition("[")[0], _as_is)(raw)


def _items(raw: Any, style: str) -> list[Any]:
    if isinstance(raw, list):
        return raw
    if style == "comma" and isinstance(raw, str):
        return [item.strip() for item in raw.split(",") if item.strip()]
    if isinstance(raw, dict):
        raise ValueError(raw)
    return [raw]


def _one_of(kind: str, raw: Any) -> Any:
    listed = kind[len("Literal[") : -1].replace("] | Literal[", ", ")
    choices = json.loads(f"[{listed}]".replace("'", '"'))
    for choice in choices:
        if raw == choice or str(raw) == str(choice):
            return choice
    raise LookupError(raw)


def _boolean(raw: Any) -> bool:
    text = str(raw).lower() if isinstance(raw, bool | str) or raw in (0, 1) else ""
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    raise ValueError(raw)


def _integer(raw: Any) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and re.fullmatch(r"\s*[+-]?\d+\s*", raw):
        return int(raw)
    raise ValueError(raw)


def _float(raw: Any) -> float:
    if isinstance(raw, bool | dict | list):
        raise ValueError(raw)
    return float(raw)


def _text(raw: Any) -> str:
    if isinstance(raw, dict | list | Upload):
        raise ValueError(raw)
    return raw if isinstance(raw, str) else json.dumps(raw)


def _moment(raw: Any) -> str:
    return timestamp(seconds_of(_text(raw)))


def _date(raw: Any) -> str:
    return _moment(raw)[:10]


def _mapping(raw: Any) -> dict[str, Any]:
    if isinstance(raw, dict):
        return raw
    raise ValueError(raw)


def _as_is(raw: Any) -> Any:
    return raw


_OPEN = ("Any", "BinaryIO")
"""Names of types that are no mappings."""

_COERCE: dict[str, Callable[[Any], Any]] = {
    "bool": _boolean,
    "int": _integer,
    "float": _float,
    "str": _text,
    "dict": _mapping,
    "moment": _moment,
    "date": _date,
}
