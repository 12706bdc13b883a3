"""Is the rendered text what it was meant to be? Parse-back, provider schemas, module calls, and real
Terraform."""
