"""Terraform for Oracle Autonomous AI Database encrypted with a key of your own in AWS KMS."""

__version__ = "0.1.0"
