"""What `adbkms explain CODE` says about `discover`: by code, a text in Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NO_DATABASE, OUTPUTS, AMBIGUOUS_NAME, CONTRADICTION, NOT_FOUND = "DIS001", "DIS002", "DIS003", "DIS004", "DIS005"
NOT_AN_OCID, NOT_A_USER, USER_UNKNOWN, ONE_DSN, DSN = "DIS006", "DIS007", "DIS008", "DIS009", "DIS010"
WALLET, NO_DRIVER, UNREACHABLE, LOGON, PRIVILEGE = "DIS011", "DIS012", "DIS013", "DIS014", "DIS015"
DATABASE_ERROR, UNPROVEN, CHANGED_MEANWHILE, REFUSED = "DIS016", "DIS017", "DIS018", "DIS019"

CODES: Mapping[str, str] = MappingProxyType(
    {
        NO_DATABASE: """\
# There is no such database to look for

`adbkms discover` takes databases as STACK/DATABASE, by the names that they have in the spec. Without any it looks for
all of them.
""",
        OUTPUTS: """\
# The outputs of Terraform cannot be read

`--outputs` takes what `terraform output -json` prints in the root module of a stack: a file, or `-` for standard input.
Where more than one stack is looked at, it is `--outputs STACK=FILE`, once for each.
""",
        AMBIGUOUS_NAME: """\
# Several databases of a compartment have that name

The compartment of the stack has more than one database with the `db_name`, and only you know which one is meant.

**To fix it**, put the OCID of the right one into the spec, as `ocid` of the database.
""",
        CONTRADICTION: """\
# Two sources say different things

What was found is not what the spec has already, or two of the places where it can be found do not agree. Nothing is
written until that is cleared up: one of them is about another database, another stack or another time.

An `ocid` in the spec that is not the database's makes Terraform's postconditions and the trust policy look at the wrong
one. Another `oracle_user_arn` than the one that the role trusts means that Oracle would be refused: the role's trust
policy has to change first, by an apply of its own, before any database depends on the new user.

**To fix it**, find out which value is right, and put it into the spec by hand. Two databases whose users differ need a
role each: name it in their `encryption.role`.
""",
        NOT_FOUND: """\
# The database is not there, or cannot be seen

OCI lists no database with the `db_name` in the stack's compartment. It may not have been provisioned yet, be in another
compartment or region, or not be shown to you: OCI leaves out what the caller may not see.

**To fix it**, apply what is rendered for the stage *provision* first. If that is done, look at `oci.compartment_id`,
`oci.region` and `oci.profile` of the stack, or give what Terraform knows: `terraform output -json`, with `--outputs`.
Credentials of another tenancy see the database only if policies of both tenancies let them; the message says so if they
are.
""",
        NOT_AN_OCID: """\
# What was found or given is not an OCID

An output of Terraform, the OCI configuration or the option `--password-secret` has something else where the OCID has to
be. It is not shown.

**To fix it**, look at where the message says that it is from.
""",
        NOT_A_USER: """\
# What was found is not the ARN of an IAM user

Oracle's principal is one IAM user in an account of Oracle's: `arn:aws:iam::ACCOUNT:user/NAME`. An account, a role or a
session is never taken, since the role would trust more than it has to.

**To fix it**, look at what the database says: `adbkms discover SPEC --print-sql` prints the statement.
""",
        USER_UNKNOWN: """\
# Oracle's user is not known yet

Only the database says which IAM user Oracle comes as: in its view `CLOUD_INTEGRATIONS`, to ADMIN or to a user with the
role DWROLE. For that adbkms has to connect to the database, with a password from the environment variable
ADBKMS_DATABASE_PASSWORD, from a secret in OCI Vault (`--password-secret`), or typed in on a terminal.

**To fix it**, do what the message says, or let somebody with a route to the database run the statement that
`adbkms discover SPEC --print-sql` prints, and give the result: `--oracle-user-arn ARN`.
""",
        ONE_DSN: """\
# A DSN is of one database

`--dsn` says how to connect to one database, and more than one is to be asked.

**To fix it**, name the database, as STACK/DATABASE. Without `--dsn` every database is asked by its own connection
profiles, which OCI knows.
""",
        DSN: """\
# The DSN or the user cannot be used

A DSN is `HOST:PORT/SERVICE`, a connect descriptor `(DESCRIPTION=…)`, or a name in the `tnsnames.ora` of the wallet. All
of them mean TLS: without it whoever is on the way could find out the password. A DSN never holds a password, since
command lines are seen by others and kept in histories: passwords come from ADBKMS_DATABASE_PASSWORD, from
`--password-secret` or from a prompt. The user is given by `--user`.
""",
        WALLET: """\
# The wallet cannot be used

Mutual TLS needs the database's wallet: a folder with `ewallet.pem`, which holds the client's certificate and its
private key, encrypted with the password that was chosen when the wallet was downloaded, and `tnsnames.ora` for the
names in it. The zip that the console downloads has to be unpacked first.

**To fix it**, give the folder by `--wallet DIR` and the wallet's password by ADBKMS_WALLET_PASSWORD or at the
prompt. A database that accepts TLS without a certificate of the client (*Mutual TLS authentication: not required*)
needs no wallet.
""",
        NO_DRIVER: """\
# Oracle's driver is not installed

To ask a database, adbkms needs python-oracledb, which it does not bring along by itself.

**To fix it**, `pip install oracledb` into the environment that adbkms runs in, or install adbkms with its extra
`oracle`. Nothing else is needed, no Oracle Client either. Or do without: let somebody run what `adbkms discover SPEC
--print-sql` prints, and give the result with `--oracle-user-arn`.
""",
        UNREACHABLE: """\
# The database cannot be reached

No connection, no answer in time, or no TLS. Mostly it is one of these: the address that you come from is not in the
database's access list; the database has a private endpoint and you are outside of its network; it is stopped; a proxy
or firewall lets nothing out on port 1521 or 1522.

**To fix it**, look at the message for what was tried. `--dsn` takes another way to the same database. Whoever has a
route to it can run what `adbkms discover SPEC --print-sql` prints; the result goes into `--oracle-user-arn`.
""",
        LOGON: """\
# The database does not let the user in

The password is wrong or expired, or the account is locked. After several failed attempts Oracle locks an account, so
adbkms tries once, and never again by itself.

**To fix it**, look at `--user` and at where the password comes from. The password of ADMIN can be set anew in the OCI
console, which also unlocks it.
""",
        PRIVILEGE: """\
# The user may not ask for Oracle's user

The user got into the database and is not allowed to read the view `CLOUD_INTEGRATIONS`. ADMIN is, and so is a user with
the role DWROLE.

**To fix it**, take ADMIN, or let it `GRANT DWROLE TO` the user.
""",
        DATABASE_ERROR: """\
# The database could not be asked

The database, its listener or the driver has answered with an error; the message has its code. Oracle explains them at
<https://docs.oracle.com/error-help/db/>.

Or adbkms does not send the password where it was told to: by a connection without TLS, or, where OCI's answer or the
wallet's `tnsnames.ora` says so, through a proxy, with another wallet, or to a host outside of `oraclecloud.com` (OCI
alone). Those could come from somebody else. **To fix it**, look at what they say, and if it is right, give the whole
connect string by `--dsn`.
""",
        UNPROVEN: """\
# A value cannot be put into the spec by itself

After every edit the spec is read again, and it has to mean what it meant before, with the new values and nothing else.
Here it did not, so it was not touched. That can happen where anchors, aliases, merge keys or defaults reach into the
place that is to change.

**To fix it**, put the lines that the message shows into the spec by hand.
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
