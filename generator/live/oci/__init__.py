"""What is asked of OCI, by its SDK: databases, work requests, the tenancy."""
