"""The Terraform modules rendered again from templates."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from jinja2 import FileSystemLoader, TemplateSyntaxError

from generator.configuration.module_source import KEY_MODULE, POLICY_MODULE, ROLE_MODULE, UNPROTECTED_KEY_MODULE
from generator.render.environment import render_template
from generator.render.packaged import resource_folder
from generator.render.sandbox import Sandbox

MODULES = (POLICY_MODULE, ROLE_MODULE, KEY_MODULE, UNPROTECTED_KEY_MODULE)

MOST_CHARACTERS = 64 * 1024
"""Of a module's `variables.tf` and `outputs.tf`, which are read for its README."""


@dataclass(frozen=True)
class ModuleInput:
    """A variable of a module as its README tells of it; `type` and `default` are Terraform's source."""

    name: str
    description: str
    type: str
    default: str | None

    @property
    def required(self) -> bool:
        """True if a call must give it."""
        return self.default is None


@dataclass(frozen=True)
class ModuleOutput:
    """An output of a module as its README tells of it."""

    name: str
    description: str


def render_module(env: Sandbox, module: str) -> dict[str, str]:
    """The module's files from the templates of the environment."""
    values: dict[str, Any] = {"protect": module != UNPROTECTED_KEY_MODULE}
    folder = f"modules/{KEY_MODULE if module == UNPROTECTED_KEY_MODULE else module}/"
    ours = FileSystemLoader(resource_folder("templates")).list_templates()  # an override adds no file
    templates = [path for path in ours if path.startswith(folder) and path.endswith(".j2")]
    files: dict[str, str] = {}
    for path in sorted(templates, key=lambda path: path.endswith("README.md.j2")):  # it tells of the others
        name = path.removeprefix(folder).removesuffix(".j2")
        if name == "README.md":
            values |= {"inputs": _inputs(env, folder, files), "outputs": _outputs(env, folder, files)}
        files[name] = render_template(env, path, values)
    return {f"modules/{module}/{name}": text for name, text in sorted(files.items())}


def _inputs(env: Sandbox, folder: str, files: dict[str, str]) -> list[ModuleInput]:
    return [
        ModuleInput(
            name=name,
            description=body["description"][1:-1],
            type=body["type"].removeprefix("${").removesuffix("}"),
            default=_source(body["default"]) if "default" in body else None,
        )
        for name, body in _blocks(env, folder, files, "variable", ("description", "type"))
    ]


def _outputs(env: Sandbox, folder: str, files: dict[str, str]) -> list[ModuleOutput]:
    return [
        ModuleOutput(name, body["description"][1:-1])
        for name, body in _blocks(env, folder, files, "output", ("description",))
    ]


def _blocks(
    env: Sandbox, folder: str, files: dict[str, str], type: str, needed: tuple[str, ...]
) -> list[tuple[str, dict[str, Any]]]:
    """The blocks that the README tells of, by label. What an override made unreadable is a fault of its template."""
    import hcl2
    from lark.exceptions import LarkError

    file = f"{type}s.tf"
    try:
        if len(files[file]) > MOST_CHARACTERS:
            raise ValueError(f"more than {MOST_CHARACTERS // 1024} Ki characters")
        blocks = [(label[1:-1], body) for block in hcl2.loads(files[file])[type] for label, body in block.items()]
        if all(isinstance(body[argument], str) for _, body in blocks for argument in needed):
            return blocks
        reason = f"an argument of a {type} is not of its form"
    except (LarkError, LookupError, TypeError, AttributeError, ValueError) as fault:
        reason = str(fault).partition("\n")[0]
    template = f"{folder}{file}.j2"
    raise TemplateSyntaxError(
        f"every {type} has {' and '.join(needed)}, and this template's text does not read so ({reason})",
        1,
        template,
        env.get_template(template).filename,
    )


def _source(value: Any) -> str:
    """A default as it stands in the file; python-hcl2 keeps the quotes of strings."""
    if isinstance(value, list):
        return f"[{', '.join(_source(item) for item in value)}]"
    if isinstance(value, str):
        return value.removeprefix("${").removesuffix("}")
    return json.dumps(value)
