"""What keeps a data root sound: what has a hash is read again and healed, what is over goes, the rest is backed up."""
