# The cover of the workbook that each unit gets: what this is, what to do, whom to ask.

internal =
    For internal use by { $unit }. Not to be published or passed on: these are the exact figures of the unit, neither
    rounded nor suppressed.

summary = Summary
summary-no-files = • { $unit } has sent no file yet.
summary-files = • Files received: { $files } (sheet 3).
summary-files-refused = • Files received: { $files }, of which { $refused } WERE REFUSED (sheet 3).
summary-late = NO dossiers were SENT for { $day }.
summary-no-rejections = • No row was rejected.
summary-rejections =
    • TO CORRECT: rejected rows in file { $file }: { $latest }; in all { $rows }, in { $files ->
        [one] 1 file
       *[other] { $files } files
    } (sheets 1 and 2).
summary-warnings = • Warnings to look at: { $warnings } (sheet 4).
summary-claims = • Published figures that do not agree: { $claims } (sheet 8).
summary-standing = • { $label }: { $result }
summary-indicators = • Sheet 6 has the details of each indicator.
summary-most = • Most points left to earn: { $indicator } (sheet 7).

what = What this file is
    .file =
        Each night the motcua software of { $city } receives the files of the units, checks every row and computes a
        draft of the ranking. This file says which rows were rejected and why, what came of each file, and how the unit
        stands.
    .ranking = The ranking here is a nightly draft. The official result is what is approved and published.

steps = What to do with rejected rows
    .faults = 1. See sheet “1”: which kinds of faults are the most frequent, and how to correct them.
    .rows = 2. See sheet “2”: each row with its file, number, column and value as written.
    .correct = 3. Correct in the source system, then export again. Do not correct anything in this file.
    .check =
        4. Check the new file before you send it: run “motcua check FILE”. It asks the same rules and keeps nothing.
    .send =
        5. Send the new file as every day. Rows of a later export replace earlier ones; old files need not be deleted or
        taken back.

ask = Whom to ask
    .files =
        About files, faults and sending: the IT office of { $city } that receives the files. Name the file, the row and
        the rule.
    .method = About indicators, method and ranks: the administrative reform office of { $city }.

# The lines for those who do not read the other language.
other = In English
    .state =
        For internal use by { $unit }; not for publication: its figures are neither rounded nor suppressed. As of
        { $day }: { $files ->
            [one] 1 file
           *[other] { $files } files
        } received, { $rejected ->
            [one] 1 row
           *[other] { $rejected } rows
        } rejected. { $label }: { $result }. A nightly draft, not the published ranking.
    .steps =
        Correct rejected rows in the source system and export again; “motcua check FILE” asks the same rules before
        sending. Questions: the IT and the reform offices of { $city }. English columns stand last.
