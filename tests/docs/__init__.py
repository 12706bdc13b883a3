"""The user documentation: what of it is made from the code, and the tests that keep it true."""
