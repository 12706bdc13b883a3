"""The spec: YAML text with positions to a typed `Spec`."""
