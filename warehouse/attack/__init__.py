"""An intruder: works out hidden counts from what is public, in whole numbers; how they are hidden it does not know."""
