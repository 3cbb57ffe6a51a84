# What goes with the files that others take away: titles, descriptions, licence, citation.

synthetic = SYNTHETIC
csv-note =
    CSV: UTF-8 with a byte order mark, commas between columns, decimal points, lines ended by CRLF; empty is missing. A
    text that begins with = + - @, a tab or a line break has an apostrophe before it, so that Excel does not run it as a
    formula; Parquet holds it as it is.

# A publication.
publication = Ranking of administrative-procedure reform, { $city }, period { $period }: { $method }
publication-about = { $first } – { $last }. { $method } ({ $version }).
ranking-synthetic = SYNTHETIC DATA. { $ranking }
ranking = Ranking, period { $period }: { $method }

# A snapshot.
snapshot = Tables of administrative procedures, { $city }, snapshot { $snapshot }
snapshot-about = Tables of administrative procedures, { $city }. For internal use: nothing is suppressed.

# A Data Package.
keyword-procedures = administrative procedures
keyword-reform = administrative reform
source = what the reporting units themselves sent
file-workbook = workbook for reading
file-sdmx = the rankings in SDMX-CSV 2.0
file-sdmx-structure = structure of the SDMX-CSV, in SDMX-JSON 2.0
file-schema = Table Schema of the table rankings
file-record = what makes the ranking again
file-citation = how to cite
file-licence = licence

# Flat files.
flat = flat file for Excel and Power BI
flat-trends = One row is a unit, an indicator and a quarter, with all names: no table to join.
flat-counts =
    One row is a unit and a month, a column each measure; _at_end is the level at the end of the month: do not sum it
    over months. 0 means that nothing was counted, also where the unit sent nothing: see submissions.
flat-month = First day of the month
flat-status_vi = Status in words (Vietnamese)
flat-status_en = Status in words
flat-synthetic = Synthetic data

# Licence and citation.
licence = Data of { $city }, under the licence { $licence }: { $url }
licence-none = { $city } has not named a licence for these data yet. Ask before you reuse them.
cite = If you use these data, please cite them so.
cite-hash = hash of the contents (SHA-256)

# The structure for SDMX; the statuses are those of its code list CL_OBS_STATUS that are used.
ranking-flow = Ranking of administrative-procedure reform
ranking-structure = Structure of the ranking
ranking-concepts = Concepts of the ranking
all-units = All units
status-A = Normal value
status-E = Estimated value
status-L = Missing value; data exist but were not collected
status-M = Missing value; data cannot exist
status-O = Missing value
status-P = Provisional value
status-Q = Missing value; suppressed
status-U = Low reliability
