"""Edits of a spec's text that leave everything else as it is: comments, order, quotes, blank lines, anchors."""
