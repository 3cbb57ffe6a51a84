# The report of a check as a page, for whoever made the file.

site = { $city }: a file checked before it is sent
title = Check of the file { $file }

# What is to be done: in one sentence, then how.
verdict-nothing-to-do = The file is accepted. Nothing is to be done.
next-nothing-to-do = Send this file as usual.
verdict-look-at-warnings = The file is accepted. { $warned ->
        [one] One warning
       *[other] { $warned } warnings
    } should be looked at before it is sent.
next-look-at-warnings = A warning rejects no row. If the figures are right, send this file.
verdict-correct-rows = The file is accepted, but for { $rejected ->
        [one] one rejected row
       *[other] { $rejected } rejected rows
    }.
next-correct-rows = Correct the rows named below in the source system or in the file, export again, and send the new file.
verdict-rejected = The file is not accepted.
next-rejected = Do what is said below, export again, and send the new file. Do not send this one.
verdict-failed = The file could not be checked: a fault of the system.
next-failed = Tell those who run the system; the sender has nothing to correct.
verdict-left-alone = This file would not be taken in yet.
next-left-alone = Why, and what to do, stands below.

of-unit = { $unit }: { $table }
unrecognised = { $unit }: the format of the file is not recognised
format = Format
exported-at = Time of export
count-rows_in = Records in the file
count-accepted = Accepted
count-rejected = Rejected
count-duplicate = Exact repeats, counted once
rows-to-correct = Rows to correct
so-many-rows = { $count ->
        [one] One row.
       *[other] { $count } rows.
    }
whole-file = This turns the whole file back.
to-do = What to do: { $advice }
and-more = and { $count } more
to-look-at = To look at
no-records = Rows that are no records and do not count
layout-rows = { $rule }: { $count ->
        [one] one row
       *[other] { $count } rows
    }, the first is row { PLAIN($first) }
judged-as = Judged as a file of { $folder }, by the rules of { $day }.
