"""The report: a fleet, or a difference, as one HTML page that needs nothing else.

`model.py` says what a page shows, `chain.py` and `source.py` make parts of it; `document.py` puts the templates, the
style and the script beside them together.
"""
