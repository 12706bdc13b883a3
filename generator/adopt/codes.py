"""What `adbkms adopt` may have to say, by code."""

from __future__ import annotations

UNREADABLE, NOT_SHOWN, NOTHING = "ADO001", "ADO002", "ADO003"
UNKNOWN_OBJECT, NOT_THERE_YET, LEFT_OUT, NOT_TAKEN_OVER, UNUSED, FILL_IN, UNSAID = (
    "ADO004",
    "ADO005",
    "ADO006",
    "ADO007",
    "ADO008",
    "ADO009",
    "ADO010",
)
EXISTS, REFUSED, POLICY_LEFT_OUT, ABSENT = "ADO011", "ADO012", "ADO013", "ADO014"

CODES = {
    UNREADABLE: """\
# A state or plan cannot be read

The file does not exist, you may not read it, it is larger than 256 MiB, or it is not JSON as Terraform writes it.

Write it anew: `terraform show -json > state.json`, or `terraform show -json PLAN > plan.json` for a saved plan.
""",
    NOT_SHOWN: """\
# The file is not what `terraform show -json` prints

`adopt` reads the documented form of a state or plan
(https://developer.hashicorp.com/terraform/internals/json-format). The state file itself (`terraform.tfstate`) has
another form, which changes between versions of Terraform and which only Terraform should read.

In the folder of the root module: `terraform show -json > state.json`.
""",
    NOTHING: """\
# There is no database to adopt

A stack of a spec is about databases of one compartment. In what was given there is no Autonomous AI Database that
could stand in one, so there is nothing to write.

Give the states that have the databases as well: `adopt` takes several files and makes one spec of them. With `--live`,
name the databases by their OCIDs, or the compartment and the region that they are in.
""",
    UNKNOWN_OBJECT: """\
# An object in the state is incomplete

An object has no ARN or OCID as the clouds issue them, or one of the values that make it known is marked as sensitive.
It cannot be named in a spec, and was left out.

`terraform refresh` brings a state up to date. Write the object into the spec by hand if it is one that exists.
""",
    NOT_THERE_YET: """\
# The plan would create it

A plan tells what exists and what Terraform would make. What does not exist yet cannot be adopted, and was left out.

Apply the plan first and take the state, or write the object into the spec as a new one.
""",
    LEFT_OUT: """\
# A database was left out

adbkms knows databases with Oracle's own key and with one in AWS KMS. A database whose key is elsewhere (OCI Vault,
Azure, Google, Oracle Key Vault), one on dedicated infrastructure, a cross-region standby or one that is being
terminated does not belong into a spec: to describe it as something else would take its key away.

Leave it where it is managed now. To bring it over to a key in AWS KMS, write it into the spec by hand, with that key.
""",
    NOT_TAKEN_OVER: """\
# What exists is not as adbkms would make it

The modules that adbkms renders write a key's policy, an IAM policy's document and a role's trust policy themselves.
An object is taken over (`adopt:`) only if it already has exactly that, so that the first plan changes nothing. A key
with the policy that AWS gives a key without one (`key-default-1`) fits, one that was made in the console has another
(`key-consolepolicy-3`); in policies and trust policies a statement with a Sid does not fit. This object differs; the
message says in what. So the spec refers to it by `arn:`: it is used, and not managed.

That is a good state to stay in. To have it managed all the same, write `adopt:` instead of `arn:` with the settings
that you want, and read in the first plan what would change.
""",
    UNUSED: """\
# A key or role was left out

No database uses it, and it is not as adbkms would make it, or there is no stack of its account and region to put it
into.

Nothing has to be done. If a backup needs the key, leave it where it is managed now.
""",
    FILL_IN: """\
# Something has to be filled in

A state does not say everything that a spec needs: the tenancy where no role trusts it, or the AWS account where no
key and role is known. The place in the spec has a comment.

Fill it in before you render. The account 000000000000 is nobody's: with it every plan stops before it does anything.
""",
    UNSAID: """\
# The first plan may change the database's key block

The database says less than adbkms renders, or something that a spec cannot say: no word on whose key it has, no role,
no endpoint, no external ID or one that is none of Oracle's three words. adbkms always renders all four arguments of a
key in AWS KMS, and Oracle's key explicitly.

Look at the first plan before you apply it. If the database's key is kept elsewhere, take the database out of the spec.
""",
    EXISTS: """\
# The file that the spec would go to exists

`adopt` writes a new file and never over one that is there: it may be a spec with somebody's work in it.

Name another file with `-o`, or move the old one away.
""",
    REFUSED: """\
# The adopted spec cannot be written

The operating system refuses: no such folder, no permission, a read-only file system or a full disk.

Remove the cause that the message names. Without `-o` the spec is printed.
""",
    POLICY_LEFT_OUT: """\
# A policy was left out

A policy is in the spec if a role that is taken over has it, or if it is as adbkms would make it and allows the use of
the keys of one stack. This one has to do with a key or a role here, and is neither. A role that is referred to by its
ARN keeps its policies; they are not managed by the spec.

Nothing has to be done as long as the policy is managed where it is now. If that state is given up, the policy stays in
AWS, and nothing looks after it: bring it over by hand, with `adopt: true` and the settings that you want.
""",
    ABSENT: """\
# AWS does not have what a database names

OCI says that a database has this key or this role, and AWS says that it does not exist. `adopt --live` has asked the
account that stands in the ARN. The spec keeps the ARN, so that nothing is lost by adopting.

A role that is gone, or that has another path than the ARN says, keeps the database from its key: two hours later it
becomes INACCESSIBLE. Make the role again with the same name and path. A KMS key that is gone cannot be made again, and
what was encrypted with it cannot be read; for a key of the history those are old backups. A key that is only scheduled
for deletion is still there, and is not reported here: cancel its deletion.
""",
}
"""By code: Markdown whose first line is the title and whose paragraphs say what it means, why, and how to mend it."""
