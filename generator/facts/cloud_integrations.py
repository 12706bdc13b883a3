"""The view that says as which IAM user a database comes to AWS, and the statement that asks it.

Source: Oracle, *Manage Master Encryption Keys in AWS Key Management Service*, prerequisites: the view
CLOUD_INTEGRATIONS has the columns PARAM_NAME and PARAM_VALUE; ADMIN and users with DWROLE may read it. The page's text
calls the parameter `aws_user_arn`, its sample row `aws_arn`.
"""

from __future__ import annotations

SQL = """\
SELECT param_name, param_value
FROM cloud_integrations
WHERE LOWER(param_name) IN ('aws_user_arn', 'aws_arn')"""
"""Without a semicolon, as drivers want it."""

IN_ONE_LINE = " ".join(SQL.split())
"""The same within a sentence."""
