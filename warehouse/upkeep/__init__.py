"""What keeps a data root sound: everything that has a hash is read again, and healed where it can be made again."""
