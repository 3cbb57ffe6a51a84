title = Like with like
lead =
    Units do not have the same cases: who has many land dossiers is late more often than who has few, without working
    worse. Here each is compared by kinds of cases, and what the mix makes is told from what the work makes.
leads_here = who changes place by it, and why
none = No indicator of this method is compared by kinds of cases.
share = Of the spread between the units, the mix of cases alone explains { $share }.
share_below =
    The mix of cases hides differences between the units rather than making them ({ $share } of the spread).
city = The ranked units together: { $rate } ({ $counts }).
city-hidden =
    { $count ->
        [one] { $count } unit that the table does not publish is among them.
       *[other] { $count } units that the table does not publish are among them.
    }
how_indirect =
    Indirect standardisation: cases that went badly, over as many as one would expect of these cases at the city's
    rates. 1 is like the city; less is better.
how_direct =
    Direct standardisation: the rate that a unit would have with the city's cases, over the rate of the city. 1 is like
    the city; less is better.
moves = Who changes place
no_moves = No unit whose figures are published changes place.
move_better = { $unit }: from rank { $crude } as counted to rank { $rank } like with like.
move_worse = { $unit }: from rank { $crude } as counted to rank { $rank } like with like.
why = What most sets its cases apart: { $kind }, { $own } of its cases and { $city } of the city's.
caption =
    { $name }: cases that went badly, as counted and like with like, the best ratio first. Differences in percentage
    points.
column_crude = As counted
column_ratio = Ratio
column_interval = Interval
column_rate = Standardised
column_rank_crude = Rank as counted
column_rank = Rank like with like
column_ranks = True rank
column_mix = From the city: by mix
column_performance = From the city: by work
column_change = Change
column_change_mix = by mix
column_change_performance = by work
reading = How to read it
reading_score = No score rests on these figures: the method scores what was counted.
reading_sum =
    What the mix makes and what the work makes sum to the whole difference from the city, and to the whole change from
    the period before.
reading_strata =
    Like is compared with like only as far as procedures and fields tell them apart. What a unit decides itself, such as
    how a dossier came to be recorded, is none of them.
reading_pairs =
    The ratio is read against the city. Whether two units differ is decided on the kinds of cases that both have.
reading_noise = A difference by work may be chance all the same: true ranks say how far it is told from others.
