"""What names a row of a ranking besides its unit: the measure, and the peer group that it is compared in."""

SCORE = "score"  # the measure that is the whole index
GROUP = "group:"  # begins the measures that are groups of the index: an indicator may have the same name
ALL = "all"  # the peer group of everybody
