"""What several rules ask a stack for, each with the path at which it stands."""
