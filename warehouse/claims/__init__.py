"""Published figures judged: by their own arithmetic, by what is printed beside them, and by the dossiers."""
