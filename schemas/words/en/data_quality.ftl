title = Data quality
lead =
    The units report on themselves. This page shows who sent what, up to which day, how many rows could not be used, and
    why.
finding_all_sent = All { $units } units sent all { $kinds } kinds of data.
finding_gaps = { $gaps } of { $cells } pieces of data are missing: { $who }.
finding_outdated =
    { $count ->
        [one] { $count } submission was read with earlier declarations or an earlier version of the program, and cannot be read again because its file is gone: { $who }. Its figures stay as they were read.
       *[other] { $count } submissions were read with earlier declarations or an earlier version of the program, and cannot be read again because their files are gone: { $who }. Their figures stay as they were read.
    }
finding_rows =
    Of { $rows_in } rows that were sent, { $accepted } were accepted ({ $share }); { $rejected } were rejected,
    { $duplicate } were repeats.
finding_form =
    { $count ->
        [one] The form II.06a of { $count } unit differs from its own dossiers.
       *[other] The form II.06a of { $count } units differs from their own dossiers.
    }
finding_form_none = No form II.06a differs from the unit's own dossiers.
sent_heading = Who sent what, and up to which day
sent_caption = Latest export and number of submissions, by unit and kind of data
sent_key =
    ✓ received; ✗ no data; ! a submission was refused as a whole; ≈ the day is that of the file, which does not state
    when it was exported.
sent_none = No unit has sent any data.
sent_unit = Unit
sent_no = none
sent_refused_only = refused
sent_times =
    { $count ->
        [one] { $count } submission
       *[other] { $count } submissions
    }
sent_refused = { $count } refused
sent_file_time = day of the file
ledger_heading = The ledger: every row is accounted for
ledger_text =
    Rows in are counted independently of what reads the files. Rows in = accepted + rejected + repeats; data that do not
    balance are not taken in. A row that breaks several rules is rejected once.
ledger_caption = Row ledger of { $city }
ledger_step = Step
ledger_rows = Rows
ledger_share = Share of rows in
ledger_in = Rows in
ledger_rule = Rejected – { $rule }
ledger_other =
    { $count ->
        [one] Rejected – { $count } other rule
       *[other] Rejected – { $count } other rules
    }
ledger_overlap = Added back: rows that break several rules
ledger_duplicate = Repeats
ledger_accepted = Accepted
lost = Not accepted
lost_title = { $share } of the rows were not accepted, and why
lost_caption =
    Rows by the rule that rejected them. Rows in { $whole }, accepted { $accepted }; the chart divides the other
    { $lost }.
lost_alt =
    Waterfall chart: from the rows that were not accepted, { $count } steps by rule down to none. The figures are in the
    table below.
units_heading = By unit
units_caption = Rows in, accepted, rejected and repeated, by unit
units_rejected_share = Share rejected
units_most = Most frequent rule
units_none = none
rejected = Rejected
rules_heading = Rejected rows by rule, and what to do
rules_text =
    What is rejected is neither guessed nor corrected on behalf of the unit. Each unit gets its own file that names
    every rejected row, to be corrected in its own system and sent again.
rules_caption = Rejected rows by kind of data and rule, most frequent first
rules_none = No row was rejected.
rules_kind = Kind of data
rules_rule = Reason
rules_advice = What to do
rules_rows = Rows
rules_units = Units
rules_no_advice = Correct the value in the source system and send it again.
form_heading = The unit's own form II.06a against its dossiers
form_text =
    Units report on form II.06a/VPCP/KSTT and send each dossier too. Counted from the dossiers for the very same days,
    the two should agree. A difference is no proof of deceit; the unit should be asked.
form_caption = Figures of form II.06a that differ from the dossiers
form_none = All figures that can be compared agree.
form_silent = No form II.06a for the quarters in view: { $who }.
form_item = Column of the form
form_days = Days reported on
form_counted = By the dossiers
form_reported = As reported
form_difference = Difference
signals_heading = Signals of integrity
signals_text =
    These signals are never part of a score or a rank. A high share is a reason to look and proves nothing: a due date
    may be moved lawfully, and a dossier may really be finished at the very time it was due.
signals_caption = Signals by unit: share, and count of all
blind_heading = What the data cannot see
blind_unrecorded = Dossiers that were never entered, or were handled outside the system.
blind_times = Whether a time that was recorded is the time at which it happened.
blind_silence = Petitions that reached no channel.
blind_rejected = What rejected rows would have said: they are in no indicator until they are corrected and sent again.
blind_answers = The opinion of those who did not answer the survey.
hidden_heading = Suppressed figures
hidden_text =
    { $total } counts are suppressed ([c]): { $small } because they are below { $threshold }, { $complementary } so that
    a small one cannot be worked out.
hidden_none = No figure had to be suppressed: no count of people's business lies between 1 and { $threshold }.
