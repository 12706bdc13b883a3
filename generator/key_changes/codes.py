"""What `adbkms explain CODE` says about changes of keys: by code, a text in Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NO_DATABASE, NOT_PROVISIONED, CURRENT, NO_KEY, RETIRED = "KEY001", "KEY002", "KEY003", "KEY004", "KEY005"
ORACLES_KEY, ROLE, OTHER_REGION, NOT_ON_AWS_KEY, NEW_NAME = "KEY006", "KEY007", "KEY008", "KEY009", "KEY010"
REVERTED, UNPROVEN, CHANGED_MEANWHILE, REFUSED = "KEY011", "KEY012", "KEY013", "KEY014"

CODES: Mapping[str, str] = MappingProxyType(
    {
        NO_DATABASE: """\
# There is no such database to change the key of

`adbkms key` takes the database as STACK/DATABASE, by the names that they have in the spec.
""",
        NOT_PROVISIONED: """\
# A key is selected for a database that does not exist yet

Oracle provisions every database with its own key; a key in AWS KMS can be selected only afterwards.

**To fix it**, apply what is rendered for the stage *provision*, put the database's `ocid` into the spec, and try again.
""",
        CURRENT: """\
# The key is the current one already

For Oracle to rotate is to select a key that is *different* from the current one. AWS's own yearly rotation of the key
material keeps the ARN, and Oracle's master key with it.

**To fix it**, let `adbkms key rotate` make the next key, or name another one.
""",
        NO_KEY: """\
# There is no such key

`--key` takes a name in the stack's `keys`, the ARN of a KMS key, or `alias/NAME`.
""",
        RETIRED: """\
# The key is retired

With `retired: true` the stack has let go of the key, and Terraform does not know it any more.

**To fix it**, select another key. To have this one back, remove `retired`, with `adopt` and its ARN, first.
""",
        ORACLES_KEY: """\
# Oracle's key is not selected by a switch

`adbkms key switch` leads to a key in AWS KMS. To go back to Oracle's own key is a step of its own,
`adbkms key revert`, so that nobody takes it by mistake.
""",
        ROLE: """\
# The role is not known

Oracle uses the key by an IAM role of yours. Without `--role` the role of the database stays; if it has none yet, the
only role of the stack is taken. Where there are several, say which.
""",
        OTHER_REGION: """\
# The endpoint is in another region than the key

The database has an explicit `service_endpoint`, and a KMS key is known in its own region only. With the endpoint of
another region the database would lose its key.

**To fix it**, remove `service_endpoint` from the spec; by default it is the standard one of the key's region.
""",
        NOT_ON_AWS_KEY: """\
# There is no key to rotate

The database is on Oracle's own key, which Oracle rotates. Select a key in AWS KMS first, with `adbkms key switch`.
""",
        NEW_NAME: """\
# The next key has no name, or one that it cannot have

The next key is named by the stack's `key_name_pattern`, or by `--name`. The name is also the alias in AWS KMS, so it is
of letters, digits, `_`, `-` and `/`, and nothing in this account and region may have it. A name that a key had before
is not used again: a `moved` block leads from it to another key.
""",
        REVERTED: """\
# The database is on Oracle's key already

There is nothing to go back from: the spec says `oracle-managed` for it, or nothing at all. `adbkms next` shows where
every database stands.
""",
        UNPROVEN: """\
# The edit could not be proven

After every edit the spec is read again, and it has to mean what it meant before, with the one change and nothing
else. Here it did not, so the file was not touched. That can happen where anchors, aliases, merge keys or defaults reach
into the place that is to change.

**To fix it**, write the database's `encryption`, or the stack's `keys`, out in its own place and try again; or make
the change by hand.
""",
        CHANGED_MEANWHILE: """\
# Somebody has changed the spec meanwhile

Between reading and writing, the file was saved by somebody else. It is as they left it.

**To fix it**, look at their change and run the command again.
""",
        REFUSED: """\
# The spec cannot be written

The operating system refuses: no permission, a read-only file system, a full disk, or something that is not a file. Or
the spec was given as a folder, and the file in it is a symbolic link to one elsewhere, which nobody has named. The spec
is as it was.

**To fix it**, remove the cause that the message names; instead of the folder, give the file. `--dry-run` prints the
change without writing it.
""",
    }
)
