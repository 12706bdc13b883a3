"""What only the clouds know, put into the spec."""
