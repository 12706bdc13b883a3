"""What it means to switch, rotate or revert the key of a database, as edits of its spec."""
