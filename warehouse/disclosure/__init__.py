"""Statistical disclosure control: which counts to hide so that no small one can be worked out, and the attack on it."""
