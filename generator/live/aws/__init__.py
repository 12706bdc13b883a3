"""What is asked of AWS, by boto3: the caller, KMS keys, IAM policies and roles."""
