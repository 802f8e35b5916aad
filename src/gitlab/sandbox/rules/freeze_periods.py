"""Times in which nothing shall be deployed.

https://docs.gitlab.com/api/freeze_periods/
"""

from __future__ import annotations

from gitlab.sandbox import cron
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import Row, invalid


def _prepare(periods: Documents, before: Row, made: Row) -> None:
    row = before | made
    errors = {
        name: [" is invalid syntax"]
        for name in ("freeze_start", "freeze_end")
        if cron.read(row[name]) is None
    }
    if cron.zone(row["cron_timezone"]) is None:
        errors["cron_timezone"] = [" is invalid syntax"]
    if errors:
        raise invalid(**errors)


declare(
    Kind(
        thing="",
        param="freeze_period_id",
        defaults={"cron_timezone": "UTC"},
        prepare=_prepare,
    ),
    "/projects/:id/freeze_periods",
)
