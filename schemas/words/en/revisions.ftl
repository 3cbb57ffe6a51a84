title = Revisions
lead =
    What was published is never changed in silence. Every edition of { $series } is listed here, with its reason and
    what changed.
first = This is the first edition of this ranking: there are no revisions.
unlisted = On the public page the editions are listed here, each with its state.
some =
    { $count ->
        [one] This ranking was revised { $count } time; the latest edition is version { $version }.
       *[other] This ranking was revised { $count } times; the latest edition is version { $version }.
    }
editions_heading = Editions
editions_caption = Editions of { $series }, latest first
editions_version = Version
editions_state = State
editions_when = Published at
editions_reason = Reason
editions_snapshot = Snapshot
editions_method = Hash of the method
editions_hash = Hash of the contents
editions_no_reason = first edition
editions_withdrawn_reason = Withdrawn because: { $reason }
editions_files = This list as a table:
changes_heading = What changed
changes_lead =
    Up to this edition, each one is compared with the one before that was not withdrawn. One without a table below
    changed no rank and no score, or there was none to compare it with.
changes_title = Version { $version } against the one before
changes_caption = Version { $version }: rank and score before and after, and the submissions that caused it
changes_unit = Unit
changes_rank_before = Rank before
changes_rank_after = Rank after
changes_score_before = Score before
changes_score_after = Score after
changes_cause = Caused by submissions
changes_added = added: { $ids }
changes_removed = withdrawn or replaced: { $ids }
changes_no_cause = the data of other units
changes_unranked = not ranked
changes_nothing = Version { $version }: no rank or score changed.
changes_summary = Ranks of { $ranks } units and scores of { $scores } units changed.
policy_heading = How corrections are made
policy_reported =
    A unit or a reader who finds a mistake tells the body that publishes. The unit corrects its data in its own system
    and sends the file again; nobody changes a figure of the table by hand.
policy_version =
    The ranking is computed again from the corrected data and becomes the next version, with its reason. Whoever
    approves it is not the one who submitted it.
policy_kept = Earlier versions do not vanish: they are kept as they were, marked with the version that replaced them.
policy_withdrawn = A ranking that is withdrawn leaves a notice with the reason at the same address.
policy_hash =
    Each edition has a hash of its contents; every step of submission, approval and publication is in a hash-chained
    log, in which a change of an old line would show.
