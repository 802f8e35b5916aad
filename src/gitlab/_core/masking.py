"""Hiding credentials in whatever is shown: errors, warnings, logs."""

from __future__ import annotations

import re

MASK = "[MASKED]"

# Compiled on first use (re keeps them): most programs never show a secret.
# https://docs.gitlab.com/security/tokens/#token-prefixes. An instance may put a prefix of its own
# before them; kinds that are newer than this list are told by their length.
_TOKEN = (
    r"(?:\w{1,20}-)?gl(?:pat|oas|dt|rt|rtr|cbt|ptt|ft|imt|agent|wt|soat|ffct|apt)-[\w-]+(?:\.[\w-]+)*"
    r"|\bgl[a-z]{2,8}-[\w-]{20,}(?:\.[\w-]+)*"
    r"|\bGR1348941[\w-]+"
)
# Headers and parameters, also inside the repr of a dict or of bytes, and JSON.
_NAMED_SECRET = r"""(?ix)
    ((?:private|job|deploy|access|oauth)[-_]token|authorization)
    (["']?\s*[:=]\s*(?:b(?=["']))?["']?)
    ((?:bearer|basic|token)\s+)?
    [^\s"'\\&,;}]+"""
_USER_INFO = r"(?<=://)[^/?#@]*@"
_SECRET_NAME = (
    r"(?i)(?:token|secret|password|passphrase|signature|credential|private_key)\]?$|^variables\["
)


def mask_secrets(text: str) -> str:
    """Hide GitLab's tokens, and the values of headers and parameters that carry credentials."""
    text = re.sub(_NAMED_SECRET, rf"\1\2\3{MASK}", text)
    return re.sub(_TOKEN, MASK, text)


def masked_url(url: str) -> str:
    """The URL without passwords, tokens, signatures and the values of CI/CD variables."""
    address, mark, query = re.sub(_USER_INFO, f"{MASK}@", url).partition("?")
    pairs = "&".join(_masked_pair(pair) for pair in query.split("&"))
    return re.sub(_TOKEN, MASK, f"{address}{mark}{pairs}")


def _masked_pair(pair: str) -> str:
    from urllib.parse import unquote

    name, _, value = pair.partition("=")
    return f"{name}={MASK}" if value and re.search(_SECRET_NAME, unquote(name)) else pair
