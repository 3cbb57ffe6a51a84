# Whether a unit sent all there was: beside its rank, and no part of its score.
title = Is what was sent complete?
means =
    Shown beside the rank and no part of the score: no formula on what was sent can see what was not. In bold: worth a
    look (without a due date from { PERCENT($due, digits: 0) } on and rejected rows from { PERCENT($limit, digits: 0) }
    on, each from twice the median of the units on; missing codes from { PERCENT($limit, digits: 0) } on; a form II.06a
    that differs from the dossiers). That is a reason to ask, no proof.
column = Data
warnings = to look at: { $count }
column_without_due_share = Without a due date
column_code_gap_share = Missing codes
column_form_difference = Form II.06a less dossiers (resolved)
column_rejected_share = Rejected rows of dossiers
unknown = not known
no_form = no form
# A share in these sentences, with what it was counted from.
share = { PERCENT($share) }
share-of = { PERCENT($share) } ({ $x } / { $n })
codes-rounded = rounded up, counts not stated
hidden = This figure is not published, because a small count could be worked out from it.
without-due =
    { $share } of the resolved dossiers have no due date, so that they are never late. A procedure whose result
    is given at once has none; clearly more than other units have is a reason to look.
without-due-none = There is no resolved dossier that could have a due date.
codes-whole =
    The numbers in the codes of dossiers follow each other within each day. A dossier without a code, or numbered after
    the last one of its day that was sent, is not seen.
codes-missing =
    { PERCENT($share, digits: 1) } of the numbers in the codes of dossiers are missing: numbers were given of which no
    dossier is here. A row may have been rejected, a receipt cancelled or a number skipped; it proves no hiding.
codes-unknown =
    It is not known whether codes of dossiers are missing: they have no number of the day, the numbers are shared with
    other units, or there are too few.
form-none = The unit sent no form II.06a to compare with its dossiers.
form-same = The unit's form II.06a ({ $first } to { $last }) and the dossiers that it sent have as many resolved.
form-more =
    The unit's form II.06a ({ $first } to { $last }) names { $count } more resolved dossiers than were sent: some may not
    have been sent yet, or the form counts otherwise.
form-fewer =
    The unit's form II.06a ({ $first } to { $last }) names { $count } fewer resolved dossiers than were sent: the form may
    have been made earlier, or counts otherwise.
rows-none = The unit sent no row of a dossier.
rejected =
    { $share } of the rows of dossiers that were sent were rejected and are not counted. Rows that were sent
    again after correction are counted, so that fewer dossiers may really be missing.
