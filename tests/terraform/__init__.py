"""Tests with a real Terraform core, the real AWS provider, and stand-ins for the clouds behind them."""
