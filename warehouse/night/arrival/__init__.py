"""What lies in the inbox: which of it is new, when it was exported, whose it is, and what must be read again."""
