"""Write `interface_slice.json`: `python tests/objects/slice_interface.py INTERFACE_JSON`.

The slice is what the whole interface says about the modules that are described so far.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

MODULES = (
    "groups",
    "job_token_scope",
    "members",
    "namespaces",
    "personal_access_tokens",
    "projects",
    "settings",
    "users",
)
OF_CLASS = (
    "name", "module", "bases", "_path", "_obj_cls", "_from_parent_attrs", "id_attr", "repr_attr",
    "singleton", "_create_attrs", "_update_attrs", "_list_filters", "_types", "update_http_method",
    "reached_from", "sub_managers",
)  # fmt: skip
OF_METHOD = ("signature", "from", "requests", "requests_with_all_arguments", "raises")


def sliced(described: dict[str, Any]) -> dict[str, Any]:
    kept = {key: described[key] for key in OF_CLASS if key in described}
    methods = {
        name: {key: method[key] for key in OF_METHOD if key in method}
        for name, method in described["methods"].items()
    }
    return {**kept, "methods": methods}


def main() -> None:
    whole = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    wanted = {f"gitlab.v4.objects.{module}" for module in MODULES}
    part = {
        kind: [sliced(each) for each in whole[kind] if each["module"] in wanted]
        for kind in ("managers", "objects")
    }
    text = json.dumps(part, indent=1, sort_keys=True)
    Path(__file__).with_name("interface_slice.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
