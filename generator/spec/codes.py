"""What the reader of specs may have to say, by code: the text of `adbkms explain SPECxxx`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "SPEC001": """\
# A spec cannot be read

The file or folder that was named does not exist, or you may not read it. The message says the operating
system's own reason.

Check the path and its permissions. `adbkms init` writes a spec to begin with; `-` reads one from standard
input.
""",
        "SPEC002": """\
# A folder without a spec

A folder stands for the files in it whose names end in `.yaml` or `.yml`. Hidden files and folders below it do
not count: editors keep their own files there.

Name the folder that holds the specs, or the files themselves.
""",
        "SPEC101": """\
# The file is too large

A spec file may have 64 MiB and five million values. Beyond that a mistake, such as a path to something else,
is more likely than a spec, and reading it would exhaust the machine.

Split the spec: a folder of `*.yaml` files is one spec, and its `defaults.yaml` holds for all of them.
""",
        "SPEC102": """\
# The file is not UTF-8

A spec is UTF-8 text, with or without a byte order mark. Guessing another encoding could change a name or a
tag without anybody noticing.

Save the file as UTF-8. `iconv -f WINDOWS-1252 -t UTF-8` converts one that Windows wrote.
""",
        "SPEC103": """\
# A character that cannot stand in a spec

YAML allows no control characters other than tab and line breaks. A few more are refused because YAML 1.1 and
1.2 read them differently: the line breaks U+0085, U+2028 and U+2029, and a byte order mark (U+FEFF) after the
start of the file. They get into a file by copying from a document, and are not seen in an editor.

Remove the character. If it is meant, write it as an escape in double quotes, such as `"\\u2028"`.
""",
        "SPEC104": """\
# This is not YAML

The text breaks a rule of YAML, so that nothing behind that place can be read. Most often it is a tab in the
indentation, a missing space behind a colon, a quote that is not closed, or a text that begins with `{`, `[`,
`*`, `&`, `!`, `%`, `@` or a backtick and is not quoted.

The caret shows where the parser stopped; the mistake is there or in the line above.
""",
        "SPEC105": """\
# More than one document

`---` begins another YAML document in the same file. A spec file holds one, so that every line of it is about
the same spec.

Remove the `---`, or make the second document a file of its own.
""",
        "SPEC106": """\
# The file is empty

There is nothing in the file but, perhaps, comments.

A spec begins with `version: 1`, and its stacks stand under `stacks:`. `adbkms init` writes one to begin with.
""",
        "SPEC107": """\
# Nested too deeply

A spec needs some eight levels of maps and lists, `arguments` a few more; 50 are allowed, those of aliases
included. Deeper nesting is a mistake or an attack.
""",
        "SPEC108": """\
# A key must be text

In YAML a map or a list can be the key of a map. In a spec every key is text. Often the place was meant to be
a text: `{name}: x` begins with a map.

Put the text in quotes.
""",
        "SPEC109": """\
# A key occurs twice

The same key stands twice in one map. YAML readers disagree about which one counts, and most drop one without
a word: a database could vanish from Terraform's configuration that way. Keys are compared in Unicode's form
NFC, as Terraform compares names.

Remove one of the two, or rename it.
""",
        "SPEC110": """\
# Only maps can be merged

YAML's merge key `<<` puts the entries of another map into this one: `<<: *name`, or `<<: [*first, *second]`.
What it was given is no map.

Set the anchor (`&name`) at a map. For what many stacks have in common there is `defaults`, which also works
across files.
""",
        "SPEC111": """\
# An alias without an anchor

`*name` stands for the value that was marked `&name` further up in the same file. There is no such mark there;
or the alias stands inside the very value that it stands for, which would have no end.

Check the spelling, and that the anchor comes first. Anchors of another file do not count: use `defaults`.
""",
        "SPEC112": """\
# Aliases that expand to too much

Aliases of aliases multiply: a few lines can stand for billions of values ("billion laughs"). More than a
million values by aliases are refused.

Use `defaults` for what many stacks have in common.
""",
        "SPEC113": """\
# Tags are not used in a spec

A tag such as `!!int` or `!secret` tells a YAML reader which type a value has. In a spec that follows from the
key, so that an account id stays text and a number a number. Only `!!str` and `!` are let through.

Remove the tag. References to secrets are written as the key's description says, such as `admin_password:
{secret_id: …}`.
""",
        "SPEC201": """\
# An unknown key

There is no such key in this place of the grammar. It is refused rather than ignored: a misspelt `protect`
that is ignored would leave a database unprotected.

Take the spelling that the message proposes, or see `adbkms schema` for all keys. Arguments of the database's
resource that have no key of their own go under `arguments`.
""",
        "SPEC202": """\
# Something is missing

The place lacks a key that has no default. It can stand in the stack itself, in `defaults` of the same file,
or in the `defaults.yaml` of the folder. A key whose value is null, or empty, counts as missing: null takes
away what the defaults say.
""",
        "SPEC203": """\
# A map, a list or a value in the wrong place

The grammar wants another kind of thing here: a map (`key: value` lines), a list (`- item` lines or `[a, b]`),
or one value. Often the indentation is wrong, a list of one is written without its brackets, or a text with a
colon in it lacks its quotes.
""",
        "SPEC204": """\
# A value of the wrong type

The value is not of the type that its key takes, or it is out of range: not a whole number from the least to
the most that the service allows, not `true` or `false`. Numbers and truth values are not quoted. `yes`, `no`,
`on` and `off` are text, as in YAML 1.2.
""",
        "SPEC206": """\
# An unknown word

The key takes one of a few words, and this is none of them. The spelling counts, capital letters included,
because the words are those of AWS's and Oracle's own interfaces. Oracle's word, for example, is
`tenant_ocid`, not `tenancy_ocid`.

Take the word that the message proposes.
""",
        "SPEC207": """\
# A text that does not fit

The text does not have the form that the cloud, or Terraform, demands of it: an AWS account id has twelve
digits, an OCID starts with `ocid1.`, a database name has at most 30 letters and digits. The message says
which form is expected. Text stays as it is typed: a leading zero is not lost.
""",
        "SPEC210": """\
# Two stacks of one name

A stack is one root module and one Terraform state, known by its name. Two of the same name, in two files of
the spec, would be rendered into the same folder, and one would destroy what the other made.

Give them different names. To change the name of a stack that was applied, see its backend's key first: the
state must move with it.
""",
        "SPEC211": """\
# There are no stacks

The spec has no stack under `stacks:`, so there is nothing to render. A `defaults.yaml` alone makes no spec.

Add a stack, or name the files that hold them. `adbkms init` writes a spec to begin with.
""",
        "SPEC212": """\
# Defaults that expand to too much

`defaults` are merged under every stack, so they multiply: a thousand keys there and a thousand stacks are a million
keys. More than two million values that stacks take from defaults, in all files of a spec, are refused.

**To fix it**, keep in `defaults` what every stack has, and write the rest into the stacks that it is for.
""",
        "SPEC213": """\
# More errors than are looked for

After 10,000 errors nobody looks for more: all of them would take the memory of the machine, and nobody would read them.
What is reported are the first 10,000, whatever the format of the report and the number of `--jobs`.

So many errors often have one mistake in common: a `defaults.yaml` that was not given, an indentation that is wrong from
one line on, a template of your own. Mend that, and run again.
""",
        "SPEC214": """\
# Defaults that do not hold

A folder's `defaults.yaml` holds for all files of the folder when the folder is named: `adbkms render specs/`. For a
file that is named by itself, such as `specs/payments.yaml`, it is not read; the stacks lack what it says, or get other
values without a word. Named beside it, as by a shell's `specs/*.yaml`, it holds. A `defaults.yml` is a file like any
other: the name of the one that holds ends in `.yaml`.

Name the folder instead of the file, or the `defaults.yaml` beside it. Rename a `defaults.yml` to `defaults.yaml`.
""",
    }
)
"""By code: Markdown whose first line is the title and whose paragraphs say what it means, why, and how to mend it."""
