# The headers of a file against those that its source declares.

in-row = in row { PLAIN($row) }
in-records = in the records
twice = Headers that occur twice { $place }: { $names }. Each may occur once; remove the extra column.
not-recognised =
    The headers { $place } are not recognised (columns { $columns }). Expected: { $expected }. Check that the header row
    is where it should be.
unknown =
    Unknown headers { $place }: { $names }.{ $nearest }{ $missing } Rename the column, or ask the city to declare it
    (source { $source }).
# These two stand within the sentence before, each with the space that goes before it.
nearest = {" "}Nearest: { $pairs }.
also-missing = {" "}Missing: { $names }.
missing = Headers missing { $place }: { $names } (source { $source }). Export the file with all columns.
