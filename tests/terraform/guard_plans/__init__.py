"""The maker of `tests/guard_plans`: plans for the guard, each made by a real Terraform from a scenario."""
