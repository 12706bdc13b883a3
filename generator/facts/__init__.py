"""What is known about AWS, Oracle Cloud and their Terraform providers: grammars, regions, limits, and nothing
of ours.

Nothing here talks to a network or imports a cloud's SDK. Facts that come out of an SDK are pinned in `data/`
by `python -m generator.facts.refresh`; every other fact has its source beside it.
"""
