"""From rows to counts: the facts of a dossier, and what is counted of it on which day."""
