"""The configuration as text: `{path: text}`, every path below the output folder."""
