"""What rendering may have to say, by code: the text of `adbkms explain TPLxxx`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEMPLATE = "TPL001"
CHANGED_TEST = "TPL002"

CODES: Mapping[str, str] = MappingProxyType(
    {
        TEMPLATE: """\
# A template cannot be rendered

A template in the folder that `--templates` names is not a template, asks for something that there is not, or writes
text as it is. Templates are Jinja2 in a sandbox; whatever they write has to go through one of the filters that escape:

- `hcl`: a value as Terraform writes it, with quotes where it is text
- `name`: an argument's name or a block's type
- `comment`: comment lines
- `code` and `cell`: a code span and a table's cell in Markdown

The message names the template and the line. Begin with a copy of the template of the same path in adbkms's own
`templates/`: a template may lay things out differently, but not say anything else, since the rendered files are read
back and compared with what the spec means.
""",
        CHANGED_TEST: """\
# A module's tests are not for templates to change

The folder that `--templates` names has a template for a module's test file (`tests/*.tftest.hcl`). `terraform test`
runs what stands there, with the credentials of whoever calls it, so adbkms renders these files only as packaged.

Remove the template. Tests of your own belong into a folder that adbkms does not render.
""",
    }
)
