"""From counts to ranks: periods, indicators, intervals, the form II.06a and the score."""
