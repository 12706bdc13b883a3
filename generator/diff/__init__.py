"""What changes from one rendered tree to another: by stack, resource address and argument, and what it means."""
