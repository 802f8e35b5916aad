"""Groups and users of LDAP and SAML."""

from __future__ import annotations

import pytest

import gitlab
from gitlab import Gitlab
from gitlab.v4.objects.groups import GroupLDAPGroupLinkCreate


def test_ldap_groups_are_linked_and_unlinked(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme"})
    with pytest.raises(gitlab.GitlabListError, match="404: No linked LDAP groups found"):
        group.ldap_group_links.list(get_all=True)
    wanted: GroupLDAPGroupLinkCreate = {"provider": "ldapmain", "group_access": 30, "cn": "devs"}
    link = group.ldap_group_links.create(wanted)
    assert link.asdict() == {**wanted, "filter": None, "member_role_id": None}
    with pytest.raises(gitlab.GitlabCreateError, match="409: Cn has already been taken"):
        group.ldap_group_links.create(wanted)
    group.ldap_group_links.create({"provider": "other", "group_access": 10, "filter": "(a=b)"})
    path = f"/groups/{group.id}/ldap_group_links"
    gl.http_delete(path, provider="other", filter="(a=b)")
    gl.http_delete(f"{path}/ldapmain/devs")
    with pytest.raises(gitlab.GitlabHttpError, match="404: Linked LDAP group not found"):
        gl.http_delete(f"{path}/devs")


def test_saml_groups_are_linked_and_unlinked(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme"})
    link = group.saml_group_links.create({"saml_group_name": "devs", "access_level": 30})
    assert (link.name, link.access_level) == ("devs", 30)
    with pytest.raises(gitlab.GitlabCreateError, match="Saml group name has already been taken"):
        group.saml_group_links.create({"saml_group_name": "devs", "access_level": 40})
    assert group.saml_group_links.get("devs").asdict() == link.asdict()
    link.delete()
    assert group.saml_group_links.list(get_all=True) == []


def test_a_user_of_a_groups_provider_is_found_renamed_and_let_go(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme"})
    user = gl.users.create(
        {
            "email": "a@b.example",
            "username": "ada",
            "name": "Ada",
            "force_random_password": True,
            "extern_uid": "uid-1",
            "provider": "group_saml",
            "group_id_for_saml": group.id,
        }
    )
    assert user.identities == [
        {"provider": "group_saml", "extern_uid": "uid-1", "saml_provider_id": group.id}
    ]
    found = gl.users.list(extern_uid="uid-1", provider="group_saml", get_all=True)
    assert [each.id for each in found] == [user.id]
    assert gl.users.list(extern_uid="uid-2", provider="group_saml", get_all=True) == []
    (identity,) = group.saml_identities.list(get_all=True)
    assert (identity.extern_uid, identity.user_id) == ("uid-1", user.id)
    assert [each.id for each in group.saml_users.list(search="ada", get_all=True)] == [user.id]
    group.saml_identities.update("uid-1", {"extern_uid": "uid-2"})
    assert group.saml_identities.get("uid-2").user_id == user.id
    group.saml_identities.delete("uid-2")
    with pytest.raises(gitlab.GitlabGetError, match="404 Identity Not Found"):
        group.saml_identities.get("uid-2")
    assert gl.users.get(user.id).identities == []
    assert group.scim_identities.list(get_all=True) == []


def test_no_role_came_from_ldap_so_none_is_overridden(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme"})
    (member,) = group.members.list(get_all=True)
    with pytest.raises(gitlab.GitlabHttpError, match="403"):
        gl.http_post(f"/groups/{group.id}/members/{member.id}/override")
    with pytest.raises(gitlab.GitlabHttpError, match="404"):
        gl.http_delete(f"/groups/{group.id}/members/999/override")
