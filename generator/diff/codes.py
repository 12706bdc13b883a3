"""What `adbkms explain CODE` says about the findings of comparing: by code, a text in Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NOT_COMPARED, TOO_LARGE, NOTHING_THERE, HAS_EDITS = "DIF001", "DIF002", "DIF003", "DIF004"
AMBIGUOUS, ODD_NAME = "DIF005", "DIF006"
NO_GIT, NO_REVISION, NOT_IN_REVISION, GIT_FAILED = "DIF010", "DIF011", "DIF012", "DIF013"

CODES: Mapping[str, str] = MappingProxyType(
    {
        NOT_COMPARED: """\
# A file is not compared

A file is not the same on both sides, and Terraform or OpenTofu may read it, but adbkms does not compare what it says: a
`.tf.json`, `.tofu` or `.tfvars` file, Terraform in a folder below a stack or module, or something that is not read at
all: a symbolic link, which is not followed, or a name that is not UTF-8. What else the difference says is right; what
that file adds to it is not known, so its stack or module counts as changed, with an object `file NAME`.

A module that is called by a path outside of `stacks/` and `modules/` is not read either. The warning is there whether
it has changed or not.

**To fix it**, look at it yourself, or move it away. adbkms writes no such files.
""",
        TOO_LARGE: """\
# A file is too large to be compared

A file of a tree or of a spec may have 64 MiB. Beyond that it is something else, such as a state or a plan under a wrong
name. What is read of a revision of Git may have 256 MiB together, and the list of all that is below the path 64 MiB,
some 500,000 files: a commit of a few kilobytes can name the same file or folder any number of times.

**To fix it**, move the file away, or name a folder with less below it.
""",
        NOTHING_THERE: """\
# There is nothing to compare

What was named is neither a spec, a folder of specs, a rendered tree, nor a revision of Git with a path in it. A tree
has a folder `.adbkms`, or `.tf` files in `stacks/NAME/`. A revision and a path are written as `git show` takes them,
such as `main:specs` or `HEAD~1:orders.yaml`.

**To fix it**, check the path. What exists under that very name is taken, unless Git knows it as well.
""",
        HAS_EDITS: """\
# A file was edited by hand since it was published

The published tree is not what adbkms wrote there, so the difference has two causes: what the spec says now, and what
somebody has changed in the tree since. `adbkms render` will refuse to go over the edit.

**To fix it**, bring the edit into the spec, or undo it, and compare again.
""",
        AMBIGUOUS: """\
# A name stands for two things

A file or folder has the very name that Git takes for a revision, or for a path in one: a folder `main` beside a branch
`main`, say. Neither is taken: a merge request could bring a folder `origin/main`, and what is checked would be compared
with itself.

Or Git has several refs of that name, such as a tag and a server's branch `origin/main`. Git would take the tag, and
more people may push a tag than may change the branch.

**To fix it**, put `./` before the name if the file is meant. If the revision is meant, name it in another way, by its
hash or as `refs/remotes/origin/main`, or move the file away.
""",
        ODD_NAME: """\
# A name that no spec can have

A folder in `stacks/`, or a database in one, has a name with something else than letters, digits and `.`, `_`, `-`.
Pipelines put these names into commands, paths and jobs, where a blank or a `$` begins something else, so `adbkms
stacks` does not hand them on.

**To fix it**, rename the folder or the resource. adbkms renders no such names; if it is not yours, ask who added it.
""",
        NO_GIT: """\
# Git cannot be asked

`REV:PATH`, or a revision as the base of a comparison, needs the program `git` on the `PATH`, and a repository: the one
that the current folder is in, or that `GIT_DIR` names.

**To fix it**, install Git, or go into the repository. The message has what Git itself says.
""",
        NO_REVISION: """\
# Git does not know the revision

The repository has no commit under that name. In a pipeline that is mostly so because only the newest commit was
fetched: a shallow clone has neither the base of a merge request nor its branch.

**To fix it**, fetch it first: `git fetch origin main`, or `fetch-depth: 0` for GitHub's checkout action and
`GIT_DEPTH: 0` for GitLab. Branches of the server are called `origin/NAME`.
""",
        NOT_IN_REVISION: """\
# The path does not exist in that revision

The commit is there, and nothing has that path in it; or what has it is a symbolic link or a submodule, which are not
followed. A path counts from the top of the repository, as in `git show`; one that begins with `./` counts from the
current folder.

**To fix it**, look with `git ls-tree -r --name-only REV` for what it is called there.
""",
        GIT_FAILED: """\
# Git could not give a file

The commit names a file whose content Git does not have or cannot read: in a partial clone nothing is fetched in
passing, since comparing needs no network; or the repository is damaged.

**To fix it**, fetch what is missing, for instance with `git fetch --refetch`, or look with `git fsck`.
""",
    }
)
