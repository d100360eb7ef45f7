"""The flows: Prefect runs that read articles, code them and load them; and the `whowhom` command."""
