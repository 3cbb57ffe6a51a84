# What a zero can and cannot mean, beside the cell of a unit.
no-petitions =
    No petition in the period. Nobody may have had anything to complain of; or nobody knew the channel or could use it,
    or petitions were not recorded. This 0 says nothing about answering in time or well.
no-answers =
    No answer to the survey in the period: nobody was asked, nobody answered, or the results were not sent. This 0
    does not say whether people are satisfied.
nothing-arose = Nothing arose that could be counted ({ $cases }). This 0 is neither a good result nor a bad one.
full-points =
    { $basis } gives full points where nothing arose: the unit is rewarded for having nothing to count, which is no
    evidence of good work.
zero-points = { $basis } gives 0 points where nothing arose: these 0 points are no evidence of bad work.
none-late =
    Nothing late among { $n } { $cases }: this holds of the dossiers that were sent, by the due dates written in them.
    What was not sent is not seen, and a dossier without a due date is never late.
none-unfavourable =
    No unfavourable case among { $n } { $cases }: this holds of what was sent; what was not sent or not recorded is not
    seen.
may-be =
    With so many cases the rate in the long run may still be up to { PERCENT($limit) }, so that 0 alone is not
    enough to stand above a unit with a few.
