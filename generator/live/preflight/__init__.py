"""Will the next apply work? Every module of `checks` asks one thing of the clouds; `preflight` puts them together."""
