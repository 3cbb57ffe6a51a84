# What somebody should look at between the submissions of a snapshot. The name of a message is the warning's code.

same-file-in-two-folders =
    This file is equal, byte by byte, to one of: { $folders }. Its rows may count twice.
    .advice =
        Keep the file with the one unit it belongs to; ask the city to retract (motcua retract) the other submission.
same-rows-in-two-folders =
    { $count ->
        [one] { $count } dossier of this file also stands
       *[other] { $count } dossiers of this file also stand
    } in a file of { $folder }, whose bytes are others. Its rows may count twice.
    .advice =
        Keep the file with the one unit it belongs to; ask the city to retract (motcua retract) the other submission.
shared-code = The same dossier code stands under more than one unit; the rows are kept apart.
    .advice =
        Find out which office received the dossier; correct the code in the source system where it is wrong.
weak-export-date =
    No declared time of export; the file's time was used and ranks behind any declared one.
    .advice =
        Write date and time of export into the file's name, as agreed with the city (key exported_at of the source).

# What a unit reports on form II.06a, and what its dossiers give.
own-report-differs = Form II.06a differs from the dossiers. { $differences }.
    .advice = Compare the form with the source system; correct whichever is wrong and send again.
of-form-received = received: reported { $reported }, by the dossiers { $counted }
of-form-resolved = resolved: reported { $reported }, by the dossiers { $counted }
of-form-resolved-late = resolved late: reported { $reported }, by the dossiers { $counted }
of-form-open-overdue = overdue: reported { $reported }, by the dossiers { $counted }
of-form-both = { $first }; { $second }
