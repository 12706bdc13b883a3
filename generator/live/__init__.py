"""The live side: what the two clouds say, asked through their own SDKs.

A `Question` is data; `Clouds` asks each one once, whoever wants to know. `aws` and `oci` hold the questions and the
ways to the clouds, `oracle` the one to a database itself; `preflight`, `status` and `discover` are what is made of the
answers. Nothing else in the package talks to a network.
"""
