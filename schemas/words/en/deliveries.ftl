# What became of a file that arrived, and what its name and the files beside it say.

future-export-date =
    The time of export { $exported_on } lies after the business date { $business_date }. Correct the date in the file's
    name, column or sidecar and send again.
export-date-unreadable = "{ $written }" in the file's name is no time of export like { $format }.
    .advice =
        Correct the file's name and send it again; if names are made otherwise now, ask the city to correct the key
        exported_at of the source.
name-of-another-unit =
    The file's name says { $units }, but the file lies in the folder of { $folder }.
    .advice =
        If it is the other unit's, move it to that unit's folder and ask the city to retract (motcua retract) this
        submission; if not, rename the file.
internal-error =
    A fault of the system ({ $why }), not of the file; the next run tries again. If it returns, look at the file's
    permissions and at the disk.
waits-beyond-limits =
    { $why } It was found so on { $day } and is not read again until a limit is raised (--seconds-per-file,
    --memory-mb-per-file), the source is declared otherwise, another file comes, or motcua retract { $submission } asks
    for one more try.

# Of a unit from which nothing came.
nothing-sent = { $unit } has sent no dossiers for { $day }.
nothing-expected = A day off: none expected.
