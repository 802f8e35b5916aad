"""From Python values to the wire: paths, query strings, bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, cast

from gitlab._core import uploads
from gitlab._core.values import Body, Options

_OPTIONS = frozenset(Options._fields)


def split_options(arguments: Mapping[str, Any]) -> tuple[dict[str, Any], Options]:
    """Part a call's keyword arguments into what is sent as the query and what steers the client.

    With `query_parameters={...}` the mapping is the query and other keywords are dropped,
    save `page` and `per_page`: it is the way to send a parameter named like an option.
    """
    steering = {name: arguments[name] for name in arguments.keys() & _OPTIONS}
    options = Options(**steering) if steering else Options()
    if "query_parameters" in arguments:
        paging = {name: arguments[name] for name in ("page", "per_page") if name in arguments}
        return {**arguments["query_parameters"], **paging}, options
    return {name: value for name, value in arguments.items() if name not in _OPTIONS}, options


def query_pairs(query: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Flatten nesting as GitLab reads it: `name[key]=value`, lists repeat the name."""
    for name, value in query.items():
        if isinstance(value, Mapping):
            yield from query_pairs({f"{name}[{key}]": inner for key, inner in value.items()})
        elif isinstance(value, Iterable) and not isinstance(value, str | bytes):
            yield from ((name, _text(item)) for item in value if item is not None)
        elif value is not None:
            yield name, _text(value)


def _text(value: Any) -> str:
    """Text as it is, that of an enumeration's member too, which calls itself something else."""
    if isinstance(value, bytes):
        return value.decode()
    return str.__str__(value) if isinstance(value, str) else str(value)


def url(base: str, path: str, query: Mapping[str, Any]) -> str:
    """The complete address; later query parameters replace the path's own of the same name."""
    address = path if path.startswith(("http://", "https://")) else base + path
    if not query and "?" not in address:
        return address
    from urllib.parse import parse_qs, urlencode

    address, _, own = address.partition("?")
    if own:
        query = {**parse_qs(own, keep_blank_values=True), **query}
    pairs = urlencode(list(query_pairs(query)))
    return f"{address}?{pairs}" if pairs else address


def json_body(data: Any) -> bytes:
    import json

    return json.dumps(data).encode("ascii")


def multipart(fields: Mapping[str, Any], files: Mapping[str, Any]) -> tuple[Body, str]:
    """A form with files, and its content type.

    `files` maps a field to `(file name, content[, content type])` or to the content alone, which
    is what `uploads.readable` takes; large files are read while they are sent. GitLab's own form
    always has the parts `file` and `avatar`; the one that is not given is sent empty.
    """
    import secrets

    boundary = secrets.token_hex(16)
    parts: list[bytes | IO[bytes]] = []

    def add(disposition: str, content: bytes | IO[bytes], kind: str | None = None) -> None:
        head = f"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n"
        head += f"Content-Type: {kind}\r\n" if kind else ""
        parts.extend((head.encode() + b"\r\n", content, b"\r\n"))

    for name, value in fields.items():
        for item in value if isinstance(value, list | tuple) else [value]:
            add(f'name="{_quoted(name)}"', _field_text(item).encode())
    for name in dict.fromkeys(("file", "avatar", *files)):
        if name not in files:
            add(f'name="{name}"', b"")
            continue
        given = files[name]
        named = given if isinstance(given, tuple | list) else (_name_of(given), given)
        file_name, content, *kind = named
        shown = _quoted(file_name or name)
        add(
            f'name="{_quoted(name)}"; filename="{shown}"',
            uploads.readable(content),
            kind[0] if kind else "application/octet-stream",
        )
    parts.append(f"--{boundary}--\r\n".encode())
    in_memory = [part for part in parts if isinstance(part, bytes)]
    whole = len(in_memory) == len(parts)
    body = b"".join(in_memory) if whole else cast("IO[bytes]", uploads.Joined(parts))
    return body, f"multipart/form-data; boundary={boundary}"


def _name_of(content: Any) -> str | None:
    """What an open file is called, without its folders."""
    path = getattr(content, "name", None)
    return path.rpartition("/")[2] if isinstance(path, str) else None


def _quoted(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _field_text(value: Any) -> str:
    return _text(int(value) if isinstance(value, bool) else value)
