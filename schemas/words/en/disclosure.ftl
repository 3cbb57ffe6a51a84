# Which counts are published: by whom they are of, and under which rule. On the site and for who approves.
table = Table
about = Counts of
rule = Rule
basis = Legal basis
about-office = the office's work
about-people = people
rule-exact = every count is told
rule-few_people = suppressed where too few people are concerned
rule-small_counts = no small count is told
