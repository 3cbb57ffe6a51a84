"""The tables of a snapshot, folded from submissions: only what a night touched is made again."""
