"""Which credential goes with which request. It stays with its origin: nothing else may send it."""

from __future__ import annotations

from typing import NamedTuple

CREDENTIAL_HEADERS = ("PRIVATE-TOKEN", "JOB-TOKEN", "Authorization")


class Credential(NamedTuple):
    """The one header that says who is calling; its value is never shown."""

    header: str
    value: str

    def __repr__(self) -> str:
        return f"Credential({self.header!r}, '[MASKED]')"


def private_token(token: str) -> Credential:
    return Credential("PRIVATE-TOKEN", _sendable("private_token", token))


def bearer(token: str) -> Credential:
    return Credential("Authorization", f"Bearer {_sendable('oauth_token', token)}")


def job_token(token: str) -> Credential:
    return Credential("JOB-TOKEN", _sendable("job_token", token))


def basic(username: str, password: str) -> Credential:
    from base64 import b64encode

    pair = b64encode(f"{username}:{password}".encode()).decode("ascii")
    return Credential("Authorization", f"Basic {pair}")


def _sendable(name: str, token: str) -> str:
    """Refuse what no header can hold, here: HTTP libraries would show the token in their error."""
    if token.strip() != token or not token.isprintable():
        raise ValueError(
            f"{name} has white space or a line break at its ends or inside, "
            "as text read from a file often has: use .strip()"
        )
    if not token.isascii():
        raise ValueError(f"{name} has characters that no token has: was it copied whole?")
    return token


def origin(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of `url`, comparable."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme.lower(), (parts.hostname or "").lower(), port


def same_origin(one: str, other: str) -> bool:
    return origin(one) == origin(other)


def headers_for(
    credential: Credential | None, *, trusted: bool
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The header to send, and the names of those that must not be sent.

    Elsewhere than at the client's own origin (`trusted` False) nothing is sent, not even what a
    session passed by the user has as default.
    """
    if not trusted:
        return {}, CREDENTIAL_HEADERS
    if credential is None:
        return {}, ()
    others = tuple(name for name in CREDENTIAL_HEADERS if name != credential.header)
    return {credential.header: credential.value}, others
