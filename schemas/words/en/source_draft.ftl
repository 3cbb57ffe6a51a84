# Comments in a source that `motcua source new` drafts: what a person has to look at.

head = A draft, guessed from headers and values; a person must look at every TODO.
id = the file's own name
units = the units that use it, such as ["quan-1"]
ignored = headers that nobody needs; look again
personal = personal data, dropped while reading; is this all?
missing = required, not found
constant = if it is the same in all rows: [constants] { $column } = one of { $codes }
no-export-time = where the time of export is found
no-date = it holds no date that could be read
by-day = some have no hour, so it counts by the day
values = are these all values?
code = what does this value mean?

# Why a header is taken for a column.
alike = header { PERCENT($share) } alike
no-value = empty
times = { PERCENT($share) } are times
holds-times = it holds times
values-of = holds the values of { $column }
no-list = no closed list
list = { $count ->
    [0] no closed list
    [one] a list of one value
   *[other] a list of { $count } values
 }
numbers = numbers
unique = { PERCENT($share) } different values
different = { $count ->
    [one] one different value
   *[other] { $count } different values
 }
units-known = { PERCENT($share) } are units of the city
only-end = the only time in the file that can be the end; look again
which-end = an end, and not said whether the result was ready or handed over
weak-name = the header says little, the values agree; look again
weak-unit = TODO: the header says little; is it the unit that handles?
by-a-person = as a person says

# Why a header is in doubt.
out-of-order = most of its times lie before reception
after-start = its times often lie after reception
late-start = times that may be the reception, or follow it, lie before: { $names }
weak = the header does not say enough
of-a-permit = beside { $name }: of a permit, its issue ends the handling and the completion may be that of the works
rivals = { $names } would fit as well

# Why a header is taken for personal data.
personal-name = header: "{ $words }"
personal-names = { PERCENT($share) } look like names
personal-identities = { PERCENT($share) } look like identity numbers
personal-telephones = { PERCENT($share) } look like telephone numbers
personal-emails = { PERCENT($share) } hold e-mail addresses
personal-addresses = { PERCENT($share) } look like addresses
personal-places = { PERCENT($share) } look like coordinates
personal-place = where something lies, as an address says
personal-births = it looks like dates of birth
personal-sentences = long texts, in which people may be named
