"""One delivery, from its landing copy to kept rows, and the judgement on the night's submissions."""
