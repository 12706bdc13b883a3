"""What is measured, by the name that it has in the figures."""

from __future__ import annotations

COLD, UNCHANGED, ONE_CHANGED = "cold", "unchanged", "one-changed"
MIXED, ONE_FILE, FILE_PER_STACK = "mixed", "one-file", "file-per-stack"
BARE_JINJA, JINJA_SCRIPT, TERRAFORM_FMT, GO_PARSER = "bare-jinja", "jinja-script", "terraform-fmt", "go-parser"
COPIER, CDKTF = "copier", "cdktf"
INTERPRETER, VERSION = "interpreter", "version"
QUICKSTART, QUICKSTART_UNCHANGED, QUICKSTART_VALIDATE = "quickstart", "quickstart-unchanged", "quickstart-validate"

FLEET = {
    COLD: "**adbkms**, nothing remembered, new folder",
    UNCHANGED: "**adbkms**, nothing changed",
    ONE_CHANGED: "**adbkms**, one database changed",
    MIXED: "**adbkms**, the mixed fleet, nothing remembered",
    ONE_FILE: "**adbkms**, the fleet in one file, nothing remembered",
    FILE_PER_STACK: "**adbkms**, a file for each stack, nothing remembered",
    BARE_JINJA: "Jinja2 alone, the same bytes (the floor)",
    JINJA_SCRIPT: "a script: YAML, Jinja2, the same bytes",
    COPIER: "copier, the same bytes",
    CDKTF: "cdktf in JavaScript, JSON",
    TERRAFORM_FMT: "`terraform fmt -check` of the tree",
    GO_PARSER: "HashiCorp's Go parser reads the tree",
}
SMALL = {
    INTERPRETER: "Python alone",
    VERSION: "`adbkms --version`",
    QUICKSTART: "`render` of the first example, nothing remembered",
    QUICKSTART_UNCHANGED: "`render` of the first example, unchanged",
    QUICKSTART_VALIDATE: "`validate --terraform off` of the first example",
}
PLOTTED = {
    COLD: "adbkms",
    UNCHANGED: "adbkms, nothing changed",
    ONE_CHANGED: "adbkms, one changed",
    BARE_JINJA: "Jinja2 alone",
    JINJA_SCRIPT: "Jinja2 script",
    COPIER: "copier",
    CDKTF: "cdktf",
    TERRAFORM_FMT: "terraform fmt",
    GO_PARSER: "Go parser",
}
