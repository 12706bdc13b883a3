"""What changes from one rendered tree to another, as a reviewer thinks of it: by stack, resource address and argument."""
