# In what the editions that are kept, or what is public, are not as recorded.

of-edition = { $edition }: { $fault }
missing = { $file } is missing
added = { $file } was added
changed = { $file } was changed
changed-or-gone = { $edition }: { $file } was changed or is gone. Restore it from a backup, or withdraw this edition.

# The two copies of the audit log.
log-cut =
    audit.jsonl holds { $entries ->
        [one] 1 entry
       *[other] { $entries } entries
    }, control.sqlite { $indexed }: the file was cut
log-behind =
    the log ends with entry { PLAIN($entries) }, and { $file } was made by a later one: entries after
    { PLAIN($entries) } were cut off
log-differs = entry { PLAIN($number) } of audit.jsonl differs from that of control.sqlite

# The log against what was written down of it elsewhere, and against the roles.
witness-cut =
    the log ends with entry { PLAIN($entries) }, and entry { PLAIN($number) } was witnessed: entries after
    { PLAIN($entries) } were cut off
witness-differs = entry { PLAIN($number) } of the log is not the one that was witnessed: the log was made anew from there on
witness-differs-between =
    the log is not the one that was witnessed: it was made anew from an entry between { PLAIN($first) } and
    { PLAIN($last) } on
step-not-allowed =
    entry { PLAIN($number) } of the log: { $user } had no right to this step ({ $step }) by the roles then in force

# The public tree.
public-is-no-link = { $path }: this must be a link
public-file-changed = { $file }: the file was changed. Restore it from a backup, or withdraw this edition.
public-other-tree =
    public leads to tree { $tree } and should lead to { $expected }; run `motcua edition release`
public-added = public/{ $file }: does not belong there
public-missing = public/{ $file }: is missing
public-changed = public/{ $file }: was changed
