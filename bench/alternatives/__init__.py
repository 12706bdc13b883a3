"""What adbkms is compared with: programs that write, or read, the same stacks."""
