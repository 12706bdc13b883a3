"""The codes of everything that verification finds, and what each means.

`CODES` maps a code to its explanation in Markdown: one line that says what is wrong, an empty line, then why
and what to do. VER0xx is about reading rendered files back, VER1xx about provider schemas, VER2xx about
module calls, VER3xx about a real Terraform or OpenTofu.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SYNTAX = "VER001"
SET_TWICE = "VER002"
UNREADABLE_STRING = "VER003"
LAYOUT = "VER004"
OUTSIDE_OF_BLOCKS = "VER005"
NOT_JUDGED = "VER006"
NOT_PLAN_ONLY = "VER007"
READERS_DISAGREE = "VER008"
MISSING_BLOCK = "VER011"
EXTRA_BLOCK = "VER012"
MISSING_ARGUMENT = "VER013"
EXTRA_ARGUMENT = "VER014"
CHANGED_VALUE = "VER015"
NOT_AN_EXPRESSION = "VER016"

UNKNOWN_TYPE = "VER101"
UNKNOWN_ARGUMENT = "VER102"
COMPUTED_ARGUMENT = "VER103"
REQUIRED_ARGUMENT = "VER104"
WRONG_TYPE = "VER105"
UNKNOWN_BLOCK = "VER106"
NUMBER_OF_BLOCKS = "VER107"
ARGUMENT_OR_BLOCK = "VER108"
META_ARGUMENT = "VER109"

UNKNOWN_INPUT = "VER201"
REQUIRED_INPUT = "VER202"

TERRAFORM_FAILED = "VER301"
NOT_FORMATTED = "VER302"
NOT_VALID = "VER303"
NOT_VALIDATED = "VER304"

_TEMPLATE = """\
adbkms renders only what its own templates say, so this is a fault in a template: one of yours if you render
with `--templates`, otherwise one of adbkms. Please report the latter with the spec that shows it."""

_EXPLANATIONS = {
    SYNTAX: f"""\
A rendered file is not valid in Terraform's native syntax, or uses a form that adbkms never writes.

The file was read back with python-hcl2 and could not be read, or it holds something that python-hcl2 takes
and Terraform refuses, such as an object's key `for` without quotes, or whose meaning is not plain, such as a
template directive (`%{{ if … }}`) or a `/* */` comment over several lines.

{_TEMPLATE}
""",
    SET_TWICE: f"""\
An argument is set twice in one block, or a key twice in one object.

Terraform refuses an argument that is set twice. Of two equal keys in an object it silently takes the last.

{_TEMPLATE}
""",
    NOT_JUDGED: """\
The tree has something that adbkms cannot judge, or nothing at all.

`adbkms validate DIR` reads the `.tf` files below `stacks/` and `modules/`, and the test of each stack. Terraform would
also read `.tf.json` files and other tests, OpenTofu `.tofu` files, and both follow links; adbkms writes none of these,
so what stands there came from somebody else, and nothing was checked of it.

Remove it, or render the spec into a folder of its own.
""",
    NOT_PLAN_ONLY: """\
The test of a stack could do more than plan.

`terraform test` applies unless a `run` says `command = plan`; it can call any module, and it asks every provider that
is not mocked. The test that adbkms renders beside a stack plans with mocked providers and nothing else, so that anyone
can run it without credentials. In a tree that is somebody else's, anything beyond that is refused.

Render the tree again. Tests of your own belong into a folder of their own.
""",
    READERS_DISAGREE: """\
A rendered file says something else line by line than it says to python-hcl2.

adbkms reads its files back line by line, which is quick, and a few of them in every run also with python-hcl2, whose
word counts. The two must never differ: this is a fault in adbkms, not in the spec.

Render with `--full-parse`, which reads every file with python-hcl2, and rely on that run's verdict. Please report it
with the spec that shows it.
""",
    UNREADABLE_STRING: f"""\
A quoted string or heredoc is malformed.

Between the quotes stands something that must be escaped there: a line break, a control character, an unknown
escape such as `\\q`, or a `$${{` whose brace is not closed. Terraform refuses these or reads them
differently.

{_TEMPLATE} A template writes text with the filter that escapes it, never between quotes of its own.
""",
    LAYOUT: f"""\
A line break is missing, or stands where Terraform does not take one.

In Terraform an argument and a block end with their line, an opening brace stands on the line of its block's
type, and an expression goes on on the next line only inside of parentheses or brackets. python-hcl2 does not
mind.

{_TEMPLATE}
""",
    OUTSIDE_OF_BLOCKS: f"""\
An argument is set outside of any block.

At the top level of a `.tf` file Terraform takes blocks only.

{_TEMPLATE}
""",
    MISSING_BLOCK: f"""\
A block that belongs to the configuration is not in the rendered file.

Every rendered file is read back and compared with the configuration that it was rendered from.

{_TEMPLATE}
""",
    EXTRA_BLOCK: f"""\
The rendered file has a block that is not part of the configuration.

Every rendered file is read back and compared with the configuration that it was rendered from, both ways:
what the spec does not ask for must not be there either.

{_TEMPLATE}
""",
    MISSING_ARGUMENT: f"""\
An argument that belongs to the configuration is not in the rendered file.

{_TEMPLATE}
""",
    EXTRA_ARGUMENT: f"""\
The rendered file sets an argument that is not part of the configuration.

{_TEMPLATE}
""",
    CHANGED_VALUE: f"""\
An argument has another value in the rendered file than in the configuration.

Values are compared with their types: the text `"1"`, the number `1` and `true` are three values. Expressions
are equal when they consist of the same words, however they are laid out.

{_TEMPLATE}
""",
    NOT_AN_EXPRESSION: """\
The configuration holds an expression that is not one in Terraform's language.

Expressions are written by adbkms, never by the spec: this is a fault in adbkms. Please report it with the
spec that shows it.
""",
    UNKNOWN_TYPE: """\
The provider has no resource or data source of this type.

adbkms checks against the schemas of `hashicorp/aws` and `oracle/oci` that it carries. They hold the types
that it renders and no others.
""",
    UNKNOWN_ARGUMENT: """\
The resource, data source or provider has no such argument.

Compare the name with the provider's documentation. In a spec this comes from the `arguments` of a database;
its names are those of the resource `oci_database_autonomous_database`.
""",
    COMPUTED_ARGUMENT: """\
The argument is read-only: the provider sets it.

Take it out of `arguments`. It can be read as an attribute of the resource.
""",
    REQUIRED_ARGUMENT: """\
An argument that the provider requires is missing or null.

Terraform would refuse to plan without it.
""",
    WRONG_TYPE: """\
A literal has another type than the provider's argument.

Terraform converts some types into others, such as `"2"` into a number. adbkms wants the type itself, so that
a reader of the file sees what the provider gets: `2`, not `"2"`; `true`, not `"true"`.
""",
    UNKNOWN_BLOCK: """\
The resource, data source or provider has no such nested block.

Compare the name with the provider's documentation.
""",
    NUMBER_OF_BLOCKS: """\
A nested block stands more or less often than the provider takes.

Most blocks, `encryption_key` among them, may stand once at most; some must stand at least once. The message says how
often it may be. In a spec, look at the block under `arguments`.
""",
    ARGUMENT_OR_BLOCK: """\
An argument is written as a nested block, or a nested block as an argument.

`name = { … }` sets an argument, `name { … }` is a block. In Terraform each name is one of the two.
""",
    META_ARGUMENT: """\
One of Terraform's own arguments or blocks is used as Terraform does not take it.

These are `count`, `for_each`, `depends_on`, `provider`, and the blocks `lifecycle`, `dynamic`, `provisioner`
and `connection`. In `lifecycle`, `prevent_destroy` and `create_before_destroy` take `true` or `false`
literally, and `ignore_changes` takes names of the resource's own arguments.
""",
    UNKNOWN_INPUT: """\
A module call gives a value to a variable that the module does not declare.

Terraform refuses the argument. If the module comes from `module_source`, its version must fit this adbkms.
""",
    REQUIRED_INPUT: """\
A module call leaves out a variable that has no default.

Terraform would refuse to plan. If the module comes from `module_source`, its version must fit this adbkms.
""",
    TERRAFORM_FAILED: """\
Terraform or OpenTofu could not be run, or did not end in time.

`--terraform` names the executable; `--terraform off` leaves this check out.
""",
    NOT_FORMATTED: """\
`terraform fmt` would lay out a rendered file differently.

The diff shows how. adbkms's own templates render what `fmt` leaves alone, so this comes from a template given
with `--templates`, or from another version of Terraform that has other ideas of layout.
""",
    NOT_VALID: """\
`terraform validate` found something.

The summary and the detail are Terraform's own words.
""",
    NOT_VALIDATED: """\
`terraform validate` was not done, because `terraform init` could not get what it needs.

`validate` needs the providers. Without a registry or a mirror in reach `init` cannot install them; the detail
holds what Terraform said. With `--terraform auto` this is a warning, with an explicit path it is an error,
and `--terraform off` leaves the check out. The other checks were done all the same.
""",
}

CODES: Mapping[str, str] = MappingProxyType(_EXPLANATIONS)
"""Code → explanation in Markdown, the first line of which is its title."""
