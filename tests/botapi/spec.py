"""Are these the fields that the specification names, and are their values of the right types?

Used in both directions: for what a bot sends (a mistake is a 400 that says what is wrong), and
for what this server sends (a mistake is a fault of the server, and fails the test).
"""

import json
from pathlib import Path
from typing import Any

_TABLE = json.loads(Path(__file__).with_name("spec.json").read_text(encoding="utf-8"))
METHODS: dict[str, dict[str, str]] = _TABLE["methods"]
_TYPES: dict[str, dict[str, str]] = _TABLE["types"]
# Telegram's own server is always ahead of any published table; aiogram 3.31 insists on this field.
_TYPES["ChatMemberAdministrator"]["can_send_welcome_messages"] = "Boolean!"
_UNIONS: dict[str, list[str]] = _TABLE["unions"]

_SIMPLE: dict[str, type | tuple[type, ...]] = {
    "Integer": int,
    "Float": (int, float),
    "String": str,
    "Boolean": bool,
    "True": bool,
}


def parameters(method: str, sent: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a call with their proper types; ValueError says what is wrong.

    A form carries strings only: "12" for an integer, "true" for a boolean, JSON for the rest.
    """
    known = METHODS[method]
    if unknown := sorted(set(sent) - set(known)):
        raise ValueError(f"{method} has no parameter {unknown[0]!r}")
    read = {name: _read(value, known[name]) for name, value in sent.items()}
    for name, value in read.items():
        check(value, known[name], name)
    for name, types in known.items():
        if types.endswith("!") and name not in read:
            raise ValueError(f"{name} is empty")
    return read


def _read(value: Any, types: str) -> Any:
    """One value of a form, in the first of its types that fits."""
    if not isinstance(value, str):
        return value  # it came as JSON
    for name in types.rstrip("!").split("|"):
        match name:
            case "Integer" if value.lstrip("-").isdecimal():
                return int(value)
            case "Boolean" if value.lower() in {"true", "false", "1", "0"}:
                return value.lower() in {"true", "1"}
            case "String":
                return value
            case "Integer" | "Boolean" | "InputFile":
                continue
            case _:
                return json.loads(value)
    return value


def check(value: Any, types: str, where: str) -> None:
    """Raise ValueError unless `value` is of one of `types`; `where` says whose value it is."""
    names = types.rstrip("!").split("|")
    faults = [fault for name in names if (fault := _fault(value, name, where)) is not None]
    if len(faults) == len(names):
        raise ValueError(faults[-1])


def _fault(value: Any, name: str, where: str) -> str | None:
    """What is wrong with a value that should be of this type; None when nothing is."""
    if name.startswith("Array of "):
        return _fault_in_list(value, name.removeprefix("Array of "), where)
    if name == "InputFile":
        return None if hasattr(value, "filename") else f"{where} is no uploaded file"
    if name in _SIMPLE:
        fits = isinstance(value, _SIMPLE[name]) and (name != "Integer" or value is not True)
        return None if fits else f"{where} is not {name}: {value!r}"
    if name in _UNIONS:
        faults = [_fault(value, option, where) for option in _UNIONS[name] if option in _TYPES]
        return None if None in faults or not faults else f"{where} is no {name}: {value!r}"
    if name not in _TYPES:
        return None
    return _fault_in_object(value, name, where)


def _fault_in_list(value: Any, name: str, where: str) -> str | None:
    if not isinstance(value, list):
        return f"{where} is not a list: {value!r}"
    return next((fault for item in value if (fault := _fault(item, name, where))), None)


def _fault_in_object(value: Any, name: str, where: str) -> str | None:
    fields = _TYPES[name]
    if not isinstance(value, dict):
        return f"{where} is no {name}: {value!r}"
    if unknown := sorted(set(value) - set(fields)):
        return f"{where}: {name} has no field {unknown[0]!r}"
    for field, types in fields.items():
        if field not in value:
            if types.endswith("!"):
                return f"{where}: {name} needs {field!r}"
            continue
        try:
            check(value[field], types, f"{where}.{field}")
        except ValueError as fault:
            return str(fault)
    return None
