# Published figures against the dossiers that were sent.
count = { $of }
rate = { $of } over { $over }
reading = { $words } ({ $said })
scope-with-successors = with the units that it was made of, or that were made of it
scope-with-others = with others whose dossiers are not here
reporting-period = days of the reporting period, { $first } to { $last }
half-even = { $words }, rounded to the even digit
cut = { $words }, cut and not rounded
share = { PERCENT($value, digits: 3) }
left-open =
    The dossiers that were sent do not give it as they stand; rows that were rejected, days before the exports begin, or
    dossiers of others that nobody sends (a district's wards, a city's departments) may be the reason.
