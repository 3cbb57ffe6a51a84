"""An inbox is filled from another machine: each file once, whole or not at all. Alone knows the libraries for it."""
