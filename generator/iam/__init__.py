"""IAM's policy documents: read, compared, and asked who is trusted and who may do what."""
