# Why a unit has no rank.
new-unit = The unit was established within the period and has no figures for all of it.
boundary-change = The unit's boundaries changed within the period, so it cannot be compared.
dossiers-until = Data are missing: dossiers were sent up to { $last } only.
no-dossiers = No dossiers were sent.
alone = no other unit to compare with
invalid = contradictory counts (a numerator outside 0 to the denominator): { $indicators }
not_reported = not reported: { $indicators }
small_n = too few cases: { $indicators }
low-coverage =
    too little could be scored (at least { PERCENT($overall) }, { PERCENT($each) } in each group): { $indicators }
indicator-and-others = { $name }; { $others }
