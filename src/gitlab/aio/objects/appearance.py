# Generated from src/gitlab/v4/objects/appearance.py by tools/gen_async.py; edit that file.
"""Appearance: the logos, texts and colors that an instance greets its users with."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import GetWithoutIdMixin, SaveMixin, UpdateMixin
from gitlab.v4.objects.appearance import ApplicationAppearanceUpdate

__all__ = [
    "ApplicationAppearance",
    "ApplicationAppearanceManager",
    "ApplicationAppearanceUpdate",
]


class ApplicationAppearance(SaveMixin, RESTObject):
    """How the instance looks. Images are paths in answers; assign the bytes of a new one."""

    _id_attr = None

    title: str
    description: str
    pwa_name: str
    pwa_short_name: str
    pwa_description: str
    logo: str | None
    pwa_icon: str | None
    header_logo: str | None
    favicon: str | None
    member_guidelines: str
    new_project_guidelines: str
    profile_image_guidelines: str
    header_message: str
    footer_message: str
    message_background_color: str
    message_font_color: str
    email_header_and_footer_enabled: bool


class ApplicationAppearanceManager(
    GetWithoutIdMixin[ApplicationAppearance],
    UpdateMixin[ApplicationAppearance, ApplicationAppearanceUpdate],
):
    """https://docs.gitlab.com/api/appearance/"""

    _path = "/application/appearance"
