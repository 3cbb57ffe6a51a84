# What somebody should look at in a column of times. The name of a message is the warning's code.

midnight-instants = { $share ->
    [all]
        every value is at midnight although { $hand ->
            [yes] the hour is asked for
           *[no] the source says that hours count
        }; what ends on its due day would count as overdue.
   *[many]
        many values are exactly at midnight although { $hand ->
            [yes] the hour is asked for
           *[no] the source says that hours count
        }; if they are days without an hour, what ends on its due day counts as overdue.
    }
    .advice = { $hand ->
        [yes] Write the hour too, such as 05/01/2026 08:30; of a due day without a time, the end of its working hours.
       *[no] Declare precision = "day" for this column if the source system keeps days only.
        }
midnight-of-another-zone =
    every value has the same hour, which is the distance from UTC: they seem to be days without an hour that were moved
    between zones, and may be off by a day.
    .advice = Export days without moving them between zones, or declare %#z where times are of UTC.
swapped-day-month = { $where ->
    [cells]
        all cells that hold dates have days 1 to 12, all that hold texts have later ones: Excel of another country may
        have exchanged day and month.
   *[texts]
        day and month seem to be exchanged against the declared formats; days 1 to 12 may have been read wrongly.
    }
    .advice = { $where ->
        [cells]
            Export again, format the column as Text before opening it in Excel, and compare with the column's formats.
       *[texts]
            Compare a row with the source system; if the month comes first, correct the column's formats, or export
            again.
        }
years-apart = some values lie years apart from all other rows; the year may be mistyped.
    .advice = Check the year of these rows in the source system.
offset-missing =
    some values do not say their distance from UTC while others do; they were read as local times.
    .advice = Export again in one way of writing, or declare only one of them in the column's formats.
