# What `motcua reconcile` says.
title = Published figures, judged
column-claim = Claim
column-unit = Unit
column-measure = Measure
column-printed = As printed
column-verdict = Verdict
why = { $claim }: { $why }
not-utf-8 = { $file } is not text in UTF-8: save it as CSV UTF-8.
no-columns = { $file } has no column { $columns }: its first line names the columns.
no-csv = { $file } is no CSV that can be read: { $fault }.
