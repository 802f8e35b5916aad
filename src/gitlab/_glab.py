"""The configuration file of glab, GitLab's own command line: a server and token per host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from gitlab.utils import warn

HOST_VARIABLES = ("GITLAB_HOST", "GL_HOST")
TOKEN_VARIABLES = ("GITLAB_TOKEN", "GITLAB_ACCESS_TOKEN")
OAUTH_VARIABLES = ("OAUTH_TOKEN",)


def is_used(environ: Mapping[str, str]) -> bool:
    """Whether glab's variables or file are here."""
    names = (*HOST_VARIABLES, *TOKEN_VARIABLES, *OAUTH_VARIABLES)
    return any(map(environ.get, names)) or config_file(environ) is not None


class GlabHost(NamedTuple):
    """What the file says of one host."""

    url: str
    credential: dict[str, str]
    settings: dict[str, Any]


def config_file(environ: Mapping[str, str]) -> Path | None:
    """The file, where glab looks for it; None when there is none."""
    folders = [environ.get("GLAB_CONFIG_DIR")]
    if environ.get("XDG_CONFIG_HOME"):
        folders.append(f"{environ['XDG_CONFIG_HOME']}/glab-cli")
    folders.append(f"{environ.get('HOME') or '~'}/.config/glab-cli")
    files = [Path(folder).expanduser() / "config.yml" for folder in folders if folder]
    return next((file for file in files if file.is_file()), None)


def hosts(file: Path) -> Iterator[GlabHost]:
    """The hosts of the file, glab's default one first. What cannot be read is warned about."""
    content = _read(file)
    told = content.get("hosts")
    if not isinstance(told, dict):
        return
    default = content.get("host")
    for name in sorted(told, key=lambda each: each != default):
        if isinstance(told[name], dict):
            yield _host(name, {key: value for key, value in told[name].items() if value})


def _host(name: str, told: dict[str, Any]) -> GlabHost:
    protocol = told.get("api_protocol", "https")
    folder = str(told.get("subfolder", "")).strip("/")
    url = f"{protocol}://{told.get('api_host', name)}" + (f"/{folder}" if folder else "")
    credential = {}
    if token := told.get("token"):
        kind = "oauth_token" if told.get("is_oauth2") == "true" else "private_token"
        credential = {kind: token}
    elif token := told.get("job_token"):
        credential = {"job_token": token}
    settings: dict[str, Any] = {}
    if told.get("skip_tls_verify") == "true":
        settings["ssl_verify"] = False
    elif authority := told.get("ca_cert"):
        settings["ssl_verify"] = authority
    return GlabHost(url, credential, settings)


def _read(file: Path) -> dict[str, Any]:
    try:
        content = _parsed(file.read_text(encoding="utf-8"))
    except ImportError:
        warn(
            f"{file} may hold a token, but reading it takes PyYAML: pip install 'gitlabkit[yaml]'",
            category=UserWarning,
        )
        return {}
    except Exception as error:  # noqa: BLE001 - of two YAML libraries; the text may show a token
        warn(f"{file} cannot be read: {type(error).__name__}", category=UserWarning)
        return {}
    return content if isinstance(content, dict) else {}


def _parsed(text: str) -> Any:
    """YAML with every scalar as text: glab tags some of its tokens as null."""
    try:
        import yaml
    except ImportError:
        from ruamel.yaml import YAML

        return YAML(typ="base").load(text)
    # The base loader makes dicts, lists and text, and nothing else.
    return yaml.load(text, yaml.BaseLoader)
