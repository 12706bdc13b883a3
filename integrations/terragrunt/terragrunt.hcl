# A unit for a stack: copy it to live/STACK/terragrunt.hcl. The folder's name is the stack's, so the file needs no edit.
#
#   terragrunt plan                  the plan, and what the guard says of it
#   terragrunt apply judged.tfplan   the plan that the guard has let pass

locals {
  repository = get_repo_root()
  stack      = basename(get_terragrunt_dir())
}

terraform {
  # Two slashes: Terragrunt copies the whole tree, since the stack calls its modules by a relative path.
  source = "${local.repository}/terraform//stacks/${local.stack}"

  extra_arguments "plan_file" {
    commands  = ["plan"]
    arguments = ["-input=false", "-out=unjudged.tfplan"]
  }

  before_hook "tree_is_what_the_spec_gives" {
    commands = ["plan"]
    execute  = ["adbkms", "render", "--check", "--out=${local.repository}/terraform", "${local.repository}/specs"]
  }

  # It runs beside the plan. What it does not let pass cannot be applied under that name.
  after_hook "guard" {
    commands = ["plan"]
    execute = [
      "sh", "-euc",
      "umask 077; rm -f judged.tfplan; trap 'rm -f plan.json' EXIT; terraform show -json unjudged.tfplan >plan.json; adbkms guard plan.json --spec \"$1\"; mv unjudged.tfplan judged.tfplan",
      "guard", "${local.repository}/specs",
    ]
  }

  before_hook "will_it_work" {
    commands = ["apply"]
    execute  = ["adbkms", "preflight", "${local.repository}/specs", "--only", "${local.stack}"]
  }
}
