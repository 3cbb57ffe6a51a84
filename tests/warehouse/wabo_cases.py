"""Months of dossiers for the city of `tests/cities/wabo`, of which so many end late; every one is invented."""

HEADER = "case,channel,deadline,department,enddate,enddate_planned,group,responsible,startdate,events,last_event\n"
_AT = " 09:00:00+01:00"


def month_of_cases(units, year, month, late):
    """The dossiers of one month: received on the 1st, due on the 24th; each unit's first `late` end on the 27th.

    `units` and `late` are numbers by the unit's name.
    """
    lines = []
    for unit, count in units.items():
        for n in range(count):
            end = f"{year}-{month:02}-{27 if n < late[unit] else 10}{_AT}"
            begin, due = f"{year}-{month:02}-01{_AT}", f"{year}-{month:02}-24{_AT}"
            lines.append(f"case-{year}-{month}-{unit[0]}{n},Internet,{due},{unit},{end},,,,{begin},3,x\n")
    return HEADER + "".join(lines)
