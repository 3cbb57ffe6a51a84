"""The index that a method declares, applied to units: what each cell earns, who is eligible, who stands where."""
