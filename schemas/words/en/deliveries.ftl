# What became of a file that arrived, and what its name and the files beside it say.

future-export-date =
    The time of export { $exported_on } lies after the business date { $business_date }. Correct the date in the file's
    name, column or sidecar and send again.
