"""Words, numbers and languages: what is written and read, whatever it is about. Nothing of ours lies below."""
