"""Git over HTTP: `git clone`, `git fetch` and `git push` against the sandbox.

https://git-scm.com/docs/http-protocol
https://docs.gitlab.com/ci/jobs/ci_job_token/#to-git-clone-a-private-projects-repository
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from gitlab.sandbox import access, lookup
from gitlab.sandbox.answers import Answer, Refused, refused
from gitlab.sandbox.git import Repository
from gitlab.sandbox.git.packets import FLUSH, PATH, PacketError, Packets, banded, packet
from gitlab.sandbox.git.packs import Packed, PackError, read_pack, write_pack
from gitlab.sandbox.git.reach import Wanted, check, needed, peeled
from gitlab.sandbox.git_access import Guest, identify
from gitlab.sandbox.protection import may, rules
from gitlab.sandbox.pushing import drop, push
from gitlab.sandbox.rules.branches import is_ref_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gitlab.sandbox.context import Context
    from gitlab.sandbox.store import Row, Store

__all__ = ["answer"]

UPLOAD, RECEIVE = "git-upload-pack", "git-receive-pack"
NOTHING = "0" * 40
_WANT = re.compile(r"want ([0-9a-f]{40})(.*)")
_AGENT = "agent=gitlab-sandbox"
_REF = re.compile(r"refs/(heads|tags)/(.+)")
_MISSING = (
    "The project you were looking for could not be found or you don't have permission to view it."
)
MOST_INFLATED = 64 * 2**20


def answer(
    store: Store, method: str, target: str, headers: Mapping[str, str], body: bytes, base_url: str
) -> Answer:
    path, _, query = target.partition("?")
    found = PATH.fullmatch(path)
    assert found is not None
    what = found["what"]
    is_advertisement = what == "info/refs"
    service = query.partition("service=")[2].partition("&")[0] if is_advertisement else what
    if service not in (UPLOAD, RECEIVE) or method != ("GET" if is_advertisement else "POST"):
        # Clients of the older protocol, without any service, read files.
        raise _plain(403, "Git clients need to ask for a service")
    guest = identify(store, headers, base_url)
    project = lookup.project(store, unquote(found["path"]))
    _admit(guest, project, writes=service == RECEIVE)
    assert project is not None
    repository = Repository(store, project)
    if is_advertisement:
        content = packet(f"# service={service}\n") + FLUSH + _advertised(repository, service)
        return _sent(content, f"application/x-{service}-advertisement")
    body = _inflated(headers, body)
    try:
        content = (_upload if service == UPLOAD else _receive)(guest.context, repository, body)
    except PacketError as error:
        raise _plain(400, str(error)) from None
    return _sent(content, f"application/x-{service}-result")


def _admit(guest: Guest, project: Row | None, *, writes: bool) -> None:
    """Refuse those who may not; visitors are asked who they are."""
    reason = guest.refusal(project, writes=writes)
    if reason is None:
        return
    if guest.is_anonymous:
        challenge = {"WWW-Authenticate": 'Basic realm="GitLab"'}
        text = "HTTP Basic: Access denied. Provide a token with the right scope as the password."
        raise refused(401, text, challenge)
    raise _plain(404 if reason == "" else 403, reason or _MISSING)


def _plain(status: int, text: str) -> Refused:
    return refused(status, f"{text}\n", {"Content-Type": "text/plain; charset=utf-8"})


def _sent(content: bytes, kind: str) -> Answer:
    return Answer(200, content, {"Content-Type": kind, "Cache-Control": "no-cache"})


def _inflated(headers: Mapping[str, str], body: bytes) -> bytes:
    if headers.get("content-encoding") not in ("gzip", "x-gzip"):
        return body
    unpacker = zlib.decompressobj(wbits=31)
    try:
        content = unpacker.decompress(body, MOST_INFLATED)
    except zlib.error:
        raise _plain(400, "The body is no gzip") from None
    if unpacker.unconsumed_tail:
        raise _plain(413, "The body is too large")
    return content


# What there is ------------------------------------------------------------------------------------


def _advertised(repository: Repository, service: str) -> bytes:
    refs = list(_refs(repository))
    head = next((id for name, id in refs if name == f"refs/heads/{repository.default_branch}"), "")
    abilities = f"report-status delete-refs side-band-64k ofs-delta {_AGENT}"
    if service == UPLOAD:
        abilities = f"side-band-64k shallow no-progress {_AGENT}"
        if head:
            abilities += f" symref=HEAD:refs/heads/{repository.default_branch}"
            refs.insert(0, ("HEAD", head))
    if not refs:
        refs = [("capabilities^{}", NOTHING)]
    (first, id), *others = refs
    lines = [packet(f"{id} {first}\0{abilities}\n")]
    lines += [packet(f"{id} {name}\n") for name, id in others]
    return b"".join(lines) + FLUSH


def _refs(repository: Repository) -> Iterator[tuple[str, str]]:
    """The names and what they point to, in git's order; of an annotated tag its commit, too."""
    for kind in ("heads", "tags"):
        for row in repository.refs(kind).order_by("name"):
            name = f"refs/{kind}/{row['name']}"
            annotated = row.get("object")
            yield name, annotated or row["sha"]
            if annotated:
                yield f"{name}^{{}}", row["sha"]


# Fetching -----------------------------------------------------------------------------------------


def _upload(ctx: Context, repository: Repository, body: bytes) -> bytes:
    packets = Packets(body)
    told = [line.decode("utf-8", "replace") for line in packets.section()]
    asked = [found for line in told if (found := _WANT.fullmatch(line))]
    wants, abilities = [found[1] for found in asked], asked[0][2].split() if asked else []
    known = {id for _, id in _refs(repository)}
    if not wants or not set(wants) <= known:
        return packet("ERR upload-pack: not our ref\n")
    depth = next((int(line[7:]) for line in told if re.fullmatch(r"deepen \d{1,10}", line)), None)
    shallow = [line[8:] for line in told if line.startswith("shallow ")]
    later: list[str] = []
    while packets.rest:
        later += [line.decode("utf-8", "replace") for line in packets.section()]
    haves = [line[5:] for line in later if line.startswith("have ")]
    common = [id for id in haves if repository.get(id, "commit") is not None]
    objects, border = needed(repository, Wanted(wants, common, depth, shallow))
    answered = b""
    if depth is not None:
        answered += b"".join(packet(f"shallow {id}") for id in border if id not in shallow)
        answered += b"".join(packet(f"unshallow {id}") for id in shallow if id not in border)
        answered += FLUSH
    if not later and depth is not None:
        return answered
    answered += packet(f"ACK {common[0]}\n" if common else "NAK\n")
    if "done" not in later:
        return answered
    _count_fetch(ctx, repository)
    pack = write_pack(objects)
    return answered + (banded(1, pack) + FLUSH if "side-band-64k" in abilities else pack)


def _count_fetch(ctx: Context, repository: Repository) -> None:
    project = repository.project
    fetches: dict[str, int] = project.get("fetches") or {}
    today = ctx.store.today()
    fetches[today] = fetches.get(today, 0) + 1
    repository.project = ctx.store.update("projects", project["id"], fetches=fetches)


# Pushing ------------------------------------------------------------------------------------------


class _Command(NamedTuple):
    old: str
    new: str
    ref: str


def _receive(ctx: Context, repository: Repository, body: bytes) -> bytes:
    packets = Packets(body)
    lines = packets.section()
    if not lines:
        return FLUSH
    first, _, told = lines[0].partition(b"\0")
    commands = [_command(line) for line in (first, *lines[1:])]
    report, remarks = [b"unpack ok\n"], list[str]()
    try:
        _unpack(repository, packets.rest)
    except PackError as error:
        report = [f"unpack {error}\n".encode()]
        report += [f"ng {each.ref} unpacker error\n".encode() for each in commands]
    else:
        for each in commands:
            reason, remark = _moved(ctx, repository, each)
            line = f"ng {each.ref} {reason}\n" if reason else f"ok {each.ref}\n"
            report.append(line.encode())
            if remark is not None and remark not in remarks:
                remarks.append(remark)
    content = b"".join(map(packet, report)) + FLUSH
    if b"side-band-64k" not in told.split():
        return content
    said = b"".join(banded(2, f"GitLab: {remark}\n".encode()) for remark in remarks)
    return said + banded(1, content) + FLUSH


def _command(line: bytes) -> _Command:
    parts = line.decode("utf-8", "replace").split(" ", 2)
    if len(parts) != 3 or not all(re.fullmatch("[0-9a-f]{40}", id) for id in parts[:2]):
        raise PacketError("no command")
    return _Command(*parts)


def _unpack(repository: Repository, pack: bytes) -> None:
    """Keep what was sent, once all of it is whole."""
    if not pack:
        return

    def known(id: str) -> Packed | None:
        row = repository.objects().where("sha = ?", id).first()
        return Packed(row["kind"], bytes(row["content"])) if row else None

    objects = read_pack(pack, known)
    check(repository, objects)
    for kind, content in objects.values():
        repository.put(kind, content)


def _moved(
    ctx: Context, repository: Repository, command: _Command
) -> tuple[str | None, str | None]:
    """Do what a command says; or the reason for git, and for people, why it was not done."""
    named = _REF.fullmatch(command.ref)
    if named is None or not is_ref_name(named[2]):
        return "deny updating a hidden ref", None
    kind, name = named.groups()
    row = repository.ref(kind, name)
    at = (row.get("object") or row["sha"]) if row else NOTHING
    if command.old != at:
        return "failed to update ref", None
    target = peeled(repository, command.new)
    if command.new != NOTHING and (target is None or (kind == "heads" and target != command.new)):
        return "missing necessary objects", None
    if remark := _forbidden(ctx, repository, kind, row, name, target):
        return "pre-receive hook declined", remark
    if target is None:
        if row is not None:
            drop(ctx, repository, row)
        return None, None
    if not repository.refs("heads").exists() and kind == "heads":
        changes = {"default_branch": name, "empty_repo": False}
        repository.project = ctx.store.update("projects", repository.project["id"], **changes)
    annotation = _annotation(ctx, repository, command.new) if target != command.new else {}
    push(ctx, repository, kind, name, target, **annotation)
    return None, None


def _annotation(ctx: Context, repository: Repository, id: str) -> Row:
    content = (repository.get(id, "tag") or b"").decode("utf-8", "replace")
    message = content.partition("\n\n")[2].rstrip("\n")
    return {"object": id, "message": message, "created_at": ctx.now()}


def _forbidden(
    ctx: Context, repository: Repository, kind: str, row: Row | None, name: str, target: str | None
) -> str | None:
    """Why protected branches and tags stay as they are."""
    project, store = repository.project, ctx.store
    if kind == "tags":
        is_protected = bool(rules(store, project, name, "protected_tags"))
        role = access.OWNER if ctx.is_admin else ctx.access_level(project)
        if is_protected and (row is not None or role < access.MAINTAINER):
            verb = "delete" if target is None else "change" if row else "create"
            return f"You are not allowed to {verb} this tag as it is protected."
        return None
    if target is None and name == repository.default_branch:
        return "The default branch of a project cannot be deleted."
    found = rules(store, project, name)
    if not found:
        return None
    if target is None:
        return "You can only delete protected branches using the web interface."
    if not may(ctx, project, name, "push") and (row or repository.refs("heads").exists()):
        return "You are not allowed to push code to protected branches on this project."
    forced = row is not None and repository.merge_base(row["sha"], target) != row["sha"]
    if forced and not any(rule.get("allow_force_push") for rule in found):
        return "You are not allowed to force push code to a protected branch on this project."
    return None
