# JSON and NDJSON: what is no JSON, records that are not as declared, and what an answer says of itself.

# Where in the file.
line = Line { PLAIN($number) }
record = Record { PLAIN($number) }
outside = Outside the records

# What is no JSON.
no-json = The file is not JSON: it does not begin with {"{"} or {"["}. Export it in the declared format.
invalid = Not valid JSON: line { PLAIN($line) }, column { PLAIN($column) }. Export the file again.
cut-off = The JSON file breaks off in line { PLAIN($line) }. Copy or export it again.
text-follows =
    Line { PLAIN($line) }: something that is no JSON follows the JSON. Delete it, or export the file again.
value-follows =
    Line { PLAIN($line) }: another value follows the first one, but the source declares one JSON document. Export it
    again; or, with one object a line, ask the city to declare format.kind = "ndjson".
objects-in-a-line =
    Line { PLAIN($line) } holds several objects in a row. NDJSON holds one object a line: a line break after each object
    and none within; export it again. If the file is one JSON document, ask the city to declare format.kind = "json".
object-over-lines =
    Line { PLAIN($line) } holds only a part of an object. NDJSON holds one object a line: a line break after each object
    and none within; export it again. If the file is one JSON document, ask the city to declare format.kind = "json".
half-character =
    { $place }, key "{ $header }": half a Unicode character (a lone \ud800 to \udfff). Export the file again.

# Records that are not as declared.
no-records =
    There is no array of records at { $pointer } in the JSON file. Export it as declared, or ask the city to correct
    format.records of the source; where the records are an object by id: format.key.
no-ids =
    There is no object of records by id at { $pointer } in the JSON file. Export it as declared, or ask the city to
    correct format.records and format.key of the source.
key-twice = { $place }: the key "{ $name }" occurs twice in one object. Each key may occur once.
no-columns =
    There is no list of column names at { $pointer } (texts, or objects with { $names }). Export it as declared, or ask
    the city to correct format.columns of the source.
column-twice = Names of columns that occur twice at { $pointer }: { $names }. Each may occur once.
record-not-as-declared = { $place } is { $actual }, not { $expected }. Export it as declared.{ $cure }
an-object = an object
an-array = an array
a-value = a single value
object-expected = a JSON object {"{"}...{"}"}
array-expected = an array [...] as format.columns says
# Each with the space that goes before it.
declare-json = {" "}If the whole file is one JSON document, ask the city to declare format.kind = "json".
declare-columns =
    {" "}If the names of columns stand apart, ask the city to declare format.columns (a pointer to them).

# What an answer says of itself.
answer-failed =
    At { $pointer } the file says that the system failed to answer, or in part; the list of records may not be complete.
    Export it again (source { $source }).
total-differs =
    { $promised ->
        [one] The file promises { $promised } record
       *[other] The file promises { $promised } records
    } (at { $pointer }) but holds { $present } at { $records }: it may be one page of several. Export all pages. If it
    is complete, ask the city to declare format.total of source { $source }: a pointer to the total number of records,
    or "" for none.
pages-follow =
    { $present ->
        [one] The file holds { $present } record
       *[other] The file holds { $present } records
    } at { $records }, but { $pointer } says that it is one page of several. Export all pages. If it is complete, ask
    the city to declare format.total of source { $source }: a pointer to the total number of records, or "" for none.
no-total =
    There is no whole number at { $pointer }, where source { $source } declares the total number of records
    (format.total). Export the file as declared.
page-full =
    { $present ->
        [one] The file holds { $present } record
       *[other] The file holds { $present } records
    }, exactly as many as a page may hold (at { $pointer }); others may follow.
    .advice = Export all pages; if the file is always complete, ask the city to declare format.total = "".
answer-warns = The file holds a warning of the system that it comes from, at { $pointer }.
    .advice = Read that warning in the file; if the list is not complete, export it again.
lists-not-read =
    { $count ->
        [one] The list at { $pointer } has the same keys and { $count } record, and was not read.
       *[other] The list at { $pointer } has the same keys and { $count } records, and was not read.
    }
    .advice =
    If its records are meant too, put them into the one list to which the key format.records leads, or send them as a
    file of their own; if not, leave the list out.
