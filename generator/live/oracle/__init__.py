"""What is asked of a database itself, by python-oracledb in its thin mode: Oracle's user ARN, and nothing else."""
