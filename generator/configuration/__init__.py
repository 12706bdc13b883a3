"""The Terraform configuration as data: what a spec means, before it is text."""
