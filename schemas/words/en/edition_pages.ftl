# The public list of editions, the notice of a withdrawn one, and the banner on every page of an edition.

synthetic-mark = SYNTHETIC DATA –
synthetic = SYNTHETIC data: not the figures of any real district.
ranking = Period { $period }: { $title }
version = version { PLAIN($version) }
reason = Reason

# The list.
index-title = Published rankings – { $city }
index-heading = Published rankings of administrative-procedure reform, { $city }
index-version = Version
index-version-of = Version { PLAIN($version) }
index-day = Published on
index-state = State
index-superseded = { $state } by version { PLAIN($version) }
index-withdrawn = { $state } on { $day }

# The notice.
notice-title = Withdrawn: period { $period }, { $title } – { $city }
notice-heading = This ranking has been withdrawn
notice-edition =
    Period { $period }: { $title }. Version { PLAIN($version) }, published on { $published }, withdrawn on
    { $withdrawn }.
notice-no-figures = Its figures are no longer provided; please do not use them.
notice-to-index = Published rankings

# The banner; `version` is a link.
banner-published = Published on { $day }, { $version }.
banner-superseded = This edition has been superseded by { $version }.
banner-reason = Reason for this version: { $reason }
