# What `motcua rank` says of a ranking, and why it cannot be made.

period = Period { $first } – { $last }.
computable = { $points } of { $of } points can be computed.
ranking = Ranking
set = Range of ranks ({ PERCENT($level) })
interval = { PERCENT($level) } interval
band = Band
change = Since the period before
change-unsure = not reliable
unranked = Not ranked (score for reference)
elsewhere = Those days are { $first } – { $last }. To rank them: { $command }
outside = Not in one group throughout the period: { $units }.
weights = Declared weights and shares of the differences
choices = Other choices of method

no-method = There is no method '{ $method }'. { $why }
no-grouping = There is no grouping '{ $grouping }'; groupings: { $groupings }.
