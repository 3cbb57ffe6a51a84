# What `motcua edition` says of editions, of steps in their lives and of what they change.

# A list of editions.
editions = Editions
ranking = Ranking
version = Version
state = State
submitted-by = Submitted by
approved-by = Approved by
embargo = Held back until
published-at = Published at
none = There are no editions yet; begin with: motcua edition submit.

# One edition and its history.
edition = { $edition }: { $state }. { $title }
reason = reason
embargo-until = Held back until { $moment }
contents = contents
hash = hash of the contents
hash-of = { $edition }, hash of the contents
history = History
entry = Entry
at = At
who = Who
step = Step
details = Details

# The drafts that can be submitted.
drafts = Drafts
no-drafts = There are no drafts yet; make one with: motcua rank.
draft-draft = Draft
draft-period = Period
draft-method = Method
draft-business-date = Business date
draft-snapshot = Snapshot
draft-made-at = Made at
draft-latest = Latest
draft-is-latest = latest
draft-submitted-as = Submitted as

# What an edition changes.
nothing-before = Nothing was published before to compare with.
compared-with = Compared with { $edition }.
rules-changed = The rules of the method HAVE CHANGED.
rules-same = The rules of the method are the same.
facts = What differs
fact = Basis
before = Before
now = Now
units-changed = Units that changed: { $count }
because-of = Because of
other-causes = others, method
no-rank = rank not published
unchanged = unchanged

# Steps that were taken.
submitted = Submitted { $edition } from { $folder }.
look-at = who approves looks at
given-back = Gave { $edition } back.
look-first =
    Look first: motcua edition diff { $series }. Then approve that content: motcua edition approve { $series } --hash
    { $hash }
approved = Approved { $edition }.
held-back = { $edition } is held back until { $until }.
published = Published { $edition }: { $page }
released = Published { $edition }.
not-published = Not published: { $edition }: { $why }
nothing-due = Nothing is due.
withdrawn = Withdrew { $edition }.
wrong = WRONG: { $fault }
log-checked =
    { $faults ->
        [one] The log: { $entries } entries, the last { $last }; { $faults } fault.
       *[other] The log: { $entries } entries, the last { $last }; { $faults } faults.
    }

# What cannot be done.
no-edition = There is no edition { $edition }; there are: { $editions }.
no-draft =
    There is no draft of { $series } with pages ({ $site }/); run `motcua rank --period { $period } --method
    { $method }` first.
draft-without = { $file }: missing, so this is no draft.
no-witness =
    "{ $witness }" is neither a file nor a line as `motcua edition witness` prints it: number, moment, hash (at least 16
    digits).
no-witness-in-row =
    { $file }, row { PLAIN($row) }: "{ $line }" is no line as `motcua edition witness` prints it. Put # before what is
    not.
witness-unread = The witness { $file } cannot be read, so the log cannot be compared with it.
no-record = { $file }: not the record of a ranking.
no-moment =
    --at { $text }: not a moment. Write day and hour such as { $example }, by the city's clock.
