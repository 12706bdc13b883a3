"""What is wrong between a tree and the one before it, by code."""

from __future__ import annotations

LOST_OBJECT, STILL_IN_USE, OTHER_REGION, UNSAID_REVERT = "STG110", "STG111", "STG112", "STG113"
LOST_KEY, RELEASE_DROPPED, MADE_ANEW = "STG115", "STG116", "STG117"
NOT_ALLOWED, SKIPPED_TRUST = "STG118", "STG119"
UNREADABLE, LEFT_BEHIND = "STG114", "STG120"

CODES = {
    LOST_OBJECT: """\
# A protected key or database would be lost

The tree that was published last has a key or a database under protection (`protect: true`), and the spec no longer has
it. Terraform would destroy what its files no longer mention: `prevent_destroy` goes with the block that it stands in.

For a key that means its end after the deletion window, and the end of every backup and clone that was made with it. An
old key is never deleted, only no longer selected: leave it in `keys`.

**To fix it**, put the object back. If it has another name now, say so with `renamed_from: OLD_NAME`; a `moved` block
then renames it without a change. That works only where the new name was free: two objects cannot become one. If it is
really to be destroyed, do it in two steps, so that a reviewer sees both: render with `protect: false` for the stack
first, then remove the object.

**A whole stack** is destroyed in this order. Render it with `protect: false`; the spec keeps it. Run `terraform
destroy` in its folder, or take its databases and keys out of the spec, render and apply. Take the stack out of the spec
last: with it go its backend and its providers, and what is left in its state has nothing to be destroyed with.
""",
    LOST_KEY: """\
# A key that a database has used would be lost

The database has been encrypted with this key, and the spec no longer has it. Its backups and clones need the key that
they were made with, however long ago that was: without it they cannot be restored. That holds for a stack with
`protect: false` as well, as long as the database is there.

**To fix it**, put the key back into `keys`: an old key costs little, and is only no longer selected. If it has another
name now, say so with `renamed_from: OLD_NAME`. If somebody else is to look after it, put it back with `retired: true`:
a `removed` block has Terraform forget it and destroys nothing (Terraform 1.7 or newer). Give its ARN as well, `arn:
ARN`, so that the policies go on to allow its use. Once that is applied, the key may leave the spec.
""",
    STILL_IN_USE: """\
# A role or policy that a database uses would be removed

In the tree that was published last the database reaches its key by this role or policy, and the spec no longer has it.
With the reference gone Terraform sees no order between the two, and destroys the role or policy before it changes the
database. From then on Oracle cannot use the key: after two hours of grace the database is inaccessible.

**To fix it**, do it in two steps. First select the other role or key, or go back to Oracle's, and leave the old role
and policy in the spec; render and apply. Then remove them.
""",
    OTHER_REGION: """\
# The region of a stack's keys was changed

A KMS key lives in one region. With another `aws.region` the provider looks for the stack's keys there, finds none,
and makes new ones, while the old ones are forgotten and old backups lose them. `prevent_destroy` does not help, since
nothing is destroyed.

**To fix it**, put the region back. Keys of another region belong into a stack of their own; select one of them by its
ARN.
""",
    UNSAID_REVERT: """\
# A database would go back to Oracle's key without a word

In the tree that was published last the database has a key in AWS KMS. The spec says nothing about its encryption any
more, which would mean Oracle's key.

**To fix it**, select the key again. To go back to Oracle's key, say so: `encryption: {key: oracle-managed}`.
""",
    RELEASE_DROPPED: """\
# A key that was to be handed over is no longer in the spec

The tree that was published last has a `removed` block for the key, by which Terraform forgets it and destroys nothing.
The spec no longer has the entry, so the block goes. Once it has been applied, that is right. Until then the state still
has the key, no file mentions it, and Terraform would destroy it.

**To fix it**, if it has not been applied everywhere, put the entry back with `retired: true`, render and apply. The
guard stops a plan that would destroy the key.
""",
    MADE_ANEW: """\
# A key that was handed over would be made anew

A database has used this key, the stack has let go of it (`retired: true`), and now the spec says that the stack is to
have a key of that name. Terraform no longer knows the old one: it would make another key, whose alias is taken, and
policies would allow the use of that one instead.

**To fix it**, give the ARN of the old key: `adopt: ARN` takes it back into the state, `arn: ARN` uses it as it is. If
a new key is meant, give it a new name.
""",
    NOT_ALLOWED: """\
# No policy allows the use of a key that a database has used

The database has been encrypted with this key, and none of the policies that the stack renders names it any more. Oracle
could not use the key: backups and clones that were made with it could not be restored.

**To fix it**, add the key to `keys` of a policy that the role has; a policy without `keys` allows the use of all keys
of the stack. `adbkms key rotate` and `adbkms key switch` leave the old key in the policy.
""",
    SKIPPED_TRUST: """\
# A key is selected in the same apply that makes the role

In the tree that was published last the role was not there yet, and the spec already selects the key. Terraform makes
the role before it changes the database, but IAM is eventually consistent: a role that was made a moment ago may not be
known everywhere, and the service's work request can fail.

**To fix it**, take the stage *trust* first: render with `key: oracle-managed`, apply, and select the key with `adbkms
key switch` in an apply of its own.
""",
    LEFT_BEHIND: """\
# A stack goes, and its databases or keys may be left behind

The tree that was published last has a stack with databases or keys, not under protection, and the spec no longer has
the stack. All files of its root module are removed, also those of its backend and its providers. Terraform destroys
nothing by that: what is in the stack's state goes on to run and to cost, and there is no configuration left to destroy
it with. Databases whose OCID is in another stack of the spec are not counted.

**To fix it**, put the stack back and render. Run `terraform destroy` in its folder; or take its databases and keys out
of the spec, render and apply, which a pipeline can do. Then take the stack away. Where a database of it lives on in
another stack, do not destroy it with the rest: its state has to let go of that database first.

A stack that has another name now is such a case too: put the old name back, for its state belongs to it.

Nobody here knows what is in the state. If the stack has been destroyed already, nothing is left to do.
""",
    UNREADABLE: """\
# The manifest's facts cannot be read

`.adbkms/manifest.json` holds a few facts about each stack, so that the next run notices what would get lost. They are
not as adbkms writes them.

**To fix it**, restore the file, for instance with `git checkout`.
""",
}
