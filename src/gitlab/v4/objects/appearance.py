"""Appearance: the logos, texts and colors that an instance greets its users with."""

from __future__ import annotations

from typing import Annotated, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import GetWithoutIdMixin, SaveMixin, UpdateMixin
from gitlab.types import Image

__all__ = [
    "ApplicationAppearance",
    "ApplicationAppearanceManager",
    "ApplicationAppearanceUpdate",
]


class ApplicationAppearanceUpdate(TypedDict, total=False):
    title: str
    description: str
    pwa_name: str
    pwa_short_name: str
    pwa_description: str
    pwa_icon: Annotated[bytes, Image]
    logo: Annotated[bytes, Image]
    header_logo: Annotated[bytes, Image]
    favicon: Annotated[bytes, Image]
    member_guidelines: str
    new_project_guidelines: str
    profile_image_guidelines: str
    header_message: str
    footer_message: str
    message_background_color: str
    message_font_color: str
    email_header_and_footer_enabled: bool


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
