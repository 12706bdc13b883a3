"""The reference of the Terraform modules, in the manner of the Terraform Registry, from what is shipped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import hcl2

from generator.configuration.module_source import KEY_MODULE, POLICY_MODULE, ROLE_MODULE, UNPROTECTED_KEY_MODULE
from generator.render.packaged import packaged_module
from tests.docs.markdown import deeper

_RENDERED_BY = re.compile(r"<!--.*?-->\s*", re.S)
_FORCES_REPLACEMENT = re.compile(r" ?Another \w+ replaces the (?:policy|role)\.$")


def module_reference() -> str:
    """A section for each module, in the order of the trust chain. The key's module without protection takes and returns
    the same as the other, and is told of with it."""
    key, unprotected = (_signature(packaged_module(one), one) for one in (KEY_MODULE, UNPROTECTED_KEY_MODULE))
    assert key == unprotected, f"{UNPROTECTED_KEY_MODULE} is no longer {KEY_MODULE} without prevent_destroy: tell of it"
    return "\n\n".join(_section(module) for module in (KEY_MODULE, POLICY_MODULE, ROLE_MODULE))


def _section(module: str) -> str:
    files = packaged_module(module)
    arguments = [_argument(name, body) for name, body in _blocks(files, module, "variable")]
    attributes = [f"- `{name}` - {_text(body['description'])}" for name, body in _blocks(files, module, "output")]
    return "\n\n".join(
        [
            _written_by_hand(files, module),
            f"Its files: [modules/{module}](../modules/{module}).",
            "\n".join([f"### {module}: Argument Reference", "", *arguments]),
            "\n".join([f"### {module}: Attribute Reference", "", *attributes]),
        ]
    )


def _written_by_hand(files: dict[str, str], module: str) -> str:
    """The README up to its tables, with anchors that occur once in the page and links within it."""
    readme = _RENDERED_BY.sub("", files[f"modules/{module}/README.md"]).partition("\n## Inputs\n")[0]
    own = re.sub(r"^## ", f"## {module}: ", readme.strip(), flags=re.M)
    return re.sub(r"\]\(\.\./([a-z-]+)\)", r"](#\1)", deeper(own, 1))


def _argument(name: str, body: dict[str, Any]) -> str:
    description = _text(body["description"])
    forces = " Forces replacement." if _FORCES_REPLACEMENT.search(description) else ""
    need = "Optional" if "default" in body else "Required"
    default = f" Default: `{_source(body['default'])}`." if body.get("default") not in (None, "null") else ""
    about = _FORCES_REPLACEMENT.sub("", description)
    return f"- `{name}` - ({need}, `{_plain(body['type'])}`) {about}{default}{forces}"


def _blocks(files: dict[str, str], module: str, type: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The blocks `variable` or `output` by label; python-hcl2 keeps the quotes of labels and strings."""
    for block in hcl2.loads(files[f"modules/{module}/{type}s.tf"])[type]:
        yield from ((label[1:-1], body) for label, body in block.items())


def _signature(files: dict[str, str], module: str) -> list[str]:
    inputs = [_argument(*one) for one in _blocks(files, module, "variable")]
    return [*inputs, *(name for name, _ in _blocks(files, module, "output"))]


def _text(quoted: str) -> str:
    return quoted[1:-1].replace('\\"', '"')


def _plain(expression: str) -> str:
    return expression.removeprefix("${").removesuffix("}")


def _source(value: Any) -> str:
    """A default as it stands in the file."""
    if isinstance(value, list):
        return f"[{', '.join(_source(one) for one in value)}]"
    return _plain(value) if isinstance(value, str) else json.dumps(value)
