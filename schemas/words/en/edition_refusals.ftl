# Why a step with an edition is refused, and what to do.

no-edition = There is no edition { $edition }; there are: { $editions }.
wrong-state =
    { $edition } is { $state }, so that it cannot be { $step }. It can be: { $possible }.
wrong-state-of-one =
    { $edition } is { $state }, so that it cannot be { $step }. It can be: { $possible }. What can be { $step } is { $others }: name its version (--version).
# The steps, as in "cannot be …".
step-submit = submitted
step-return = returned
step-approve = approved
step-schedule = scheduled
step-publish = published
step-withdraw = withdrawn
no-reason = { $edition }: a reason is needed (--reason).
no-reason-again = { $edition } needs a reason (--reason).
not-allowed =
    User { $user } may not { $role } (who may: { $holders }). If this is the right person, an administrator
    ({ $administrators }) writes in { $file }, section [roles]: { $line }, and types: motcua policy bind
nobody = nobody
own-submission = { $edition } was submitted by { $user }: somebody else has to approve it.
content-changed =
    { $edition }: the contents are not those submitted ({ $faults }). It is a draft again; submit it again.
past-moment =
    { $edition }: { $moment } is past (it is { $now } now, by the city's clock). To hold it back, name a moment to come,
    by the city's clock, such as { $example }; to publish now, leave --at out.
under-embargo =
    { $edition } is held back until { $until }. To publish it now all the same, add --now. To name another moment: --at.
other-method =
    This draft was not ranked by the method { $method } as it is in force. Rank again (motcua rank --method { $method }),
    then submit the new draft.
other-disclosure =
    This draft tells counts by other rules than the city's policy in force ({ $tables }). Rank again (motcua rank --method
    { $method }), then submit the new draft.
witness-unreachable =
    The witness of the audit log cannot be written ({ $file }: { $fault }), so nothing was done. Make it reachable, or
    have an administrator change [witness] in city.toml.

# What is submitted cannot be published.
no-snapshot = Snapshot { $snapshot } is not there any more; rank again.
no-folder = { $folder }: there is no such folder
link-in-content = { $file }: a link or an odd file is not taken
unfit = The content cannot be published: { $faults }.
unfit-no-first-page = index.html: there is no first page
unfit-no-status = { $file }: exactly one pair { $start }…{ $end } is needed
unfit-not-utf8 = { $file }: not UTF-8
unfit-name = { $file }: not a usable name of a file, which holds letters without marks, digits, . _ - only

# The audit log is broken.
log-broken =
    The audit log is broken: { $fault }. Nothing more is done; restore the folder `editions` from a backup, then run
    `motcua edition verify`.
log-unreadable = line { PLAIN($line) } of audit.jsonl cannot be read
log-chain = the chain is broken at entry { PLAIN($number) }
log-step = it holds a step that cannot be: { $fault }

# Small counts can be worked out from what would be public.
attack =
    { $edition }: whoever reads what would be public can work out { $count } small counts, which are protected:
    { $recovered }. Nothing was approved. Give the edition back, have the counts behind them hidden or the score rounded
    (docs/disclosure.md), and submit anew; `motcua edition attack { $series }` shows all of them.
attack-count = { $count } = { $value } ({ $how })
