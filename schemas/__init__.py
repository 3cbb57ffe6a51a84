"""What we agree with others: tables, expectations, sources, registers, methods, and the check against them."""
