# Comments in a source that `motcua source new` drafts: what a person has to look at.

head = A draft, guessed from the headers; a person must look at every TODO.
id = the file's own name
units = the units that use it, such as ["quan-1"]
ignored = like no column; look again
personal = dropped while reading; is this all?
missing = required, not found
no-export-time = where the time of export is found
alike = { PERCENT($share) } alike
no-date = it holds no date that could be read
by-day = some have no hour, so it counts by the day
values = are these all values?
