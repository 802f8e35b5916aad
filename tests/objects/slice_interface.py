"""Write `interface/*.json`: `python tests/objects/slice_interface.py INTERFACE_JSON`.

A file for each module of resources: what scripts know of its classes. What shell scripts know of
the command line goes to `tests/cli/interface.json`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

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
    folder = Path(__file__).with_name("interface")
    folder.mkdir(exist_ok=True)
    modules: dict[str, dict[str, list[Any]]] = {}
    for kind in ("managers", "objects"):
        for each in whole[kind]:
            module = each["module"].rpartition(".")[2]
            kinds = modules.setdefault(module, {"managers": [], "objects": []})
            kinds[kind].append(sliced(each))
    for module, part in modules.items():
        text = json.dumps(part, indent=1, sort_keys=True)
        (folder / f"{module}.json").write_text(text + "\n", encoding="utf-8")
    known = json.dumps(whole["cli"]["resources"], sort_keys=True).replace("}}, ", "}},\n")
    Path(__file__).parents[1].joinpath("cli", "interface.json").write_text(known + "\n")


if __name__ == "__main__":
    main()
