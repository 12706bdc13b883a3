"""A spec for what exists already: what there is (`existing`), read from somewhere, to the text of a spec."""
