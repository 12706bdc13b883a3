"""The guard: a Terraform plan, as `terraform show -json` prints it, judged before it is applied.

`reading` turns text into a `Plan`; `case` knows what the plan is about; every module of `rules` is a rule; `judge` puts
them together.
"""
