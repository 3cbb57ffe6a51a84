title = About
lead =
    A rank means something only if one knows how sure it is. This page says what motcua is, how to read the results, and
    what the data cannot tell.
what_heading = What motcua is, and what it is not
what_is =
    motcua brings together the data on administrative procedures that the units send, accounts for every row it accepted
    or rejected, computes indicators by a method that is open to all, and ranks the units. Anybody with the same data
    and the same method gets the same figures.
not_heading = It is not:
not_verdict = a verdict on the people or the leaders of a unit;
not_portal =
    the score of the national public service portal: it has other sources, and the scores cannot be compared directly;
not_inspection = a substitute for inspection or for asking people;
not_forecast = a forecast of the next period.
sets_heading = What a set of ranks means
sets_text =
    Beside each rank stands the set in which the true rank lies, for all units at once. An example of three invented
    units, each of which resolved 10,000 dossiers:
sets_caption = Example: three invented units, sets of ranks with 95% confidence
sets_unit = Unit
sets_late = Late dossiers
sets_rank = Rank
sets_set = True rank (95%)
sets_reading =
    5 and 8 late dossiers of 10,000 differ by no more than chance easily brings about: next month it may be the other
    way round. So A cannot be said to be better than B, and both have the true ranks 1–2. C was late 60 times, far more
    than chance explains: C certainly stands behind A and B, and its true rank is 3.
sets_rule = Where two sets do not overlap, one unit is shown to be better. Where they do, the sets alone do not decide.
count_heading = Every dossier is counted: why are there intervals?
count_text =
    The counts say exactly what happened in the period. But readers mostly ask which unit works better, not who was
    luckier this time. A broken server, an official who is ill, a day on which everybody comes: all of them move the
    figures. An interval says how well the counts of one period tell the ordinary way of working: the more dossiers, the
    narrower it is.
count_batches =
    Late dossiers come in batches, so that the intervals are widened by how much the weeks vary (the design effect).
limits_heading = What is not measured
limits_unrecorded =
    Dossiers that were never entered, or were turned away before reception: only what was recorded can be seen.
limits_quality = Whether a decision was right in law, and how often people had to come back.
limits_silent = Petitions that people did not know how to file: no petition does not mean satisfaction.
limits_cause = Causes: units with many people, hard cases or too few officials are held to the same standard.
limits_absent = Indicators that the units' data cannot feed are named, and never counted as 0 points.
self_heading = The units that are ranked report on themselves
self_text =
    The unit that is judged is its own source. The system checks formats, contradictions, and whether the dossiers agree
    with the unit's own report; it cannot know whether a time that was recorded is true. What deserves a look is shown
    beside the score, and never part of it.
self_link = See data quality and the signals
hidden_heading = Which counts are published
hidden_text =
    The city declares which counts are published; the rules and their legal basis are in the table below. Small is a count from
    1 to below { $threshold }. Suppressed counts are replaced by the symbol [c], together with other counts from which they
    could be worked out. Scores and ranks rest on the full counts. The published files hold no personal data.
contact_heading = Comments and corrections
contact_text =
    A unit that finds its figures wrong corrects them in its own system and sends the file again; the next run takes
    them in. Other comments go to the body of { $city } that publishes this ranking; please name { $series } and the
    snapshot { $snapshot }.
access_heading = Accessibility statement
access_text = These pages aim at level AA of WCAG 2.2 and at EN 301 549. Tested in Chromium:
access_axe = every kind of page with axe-core, in both languages, without a violation;
access_keyboard = usable by keyboard alone; wide tables scroll with the arrow keys;
access_reflow = readable at a width of 320 pixels without scrolling the page sideways;
access_script = no JavaScript is needed, except on the page where weights are tried;
access_charts =
    each chart has its finding as a title, a description in words and its table of data; colour is never the only mark.
access_limits =
    Not yet tested with people who use screen readers. If something hinders you, please tell the body named above.
synthetic_heading = SYNTHETIC data
synthetic_text =
    This ranking was computed from data that a program made up for demonstration and tests. No figure says anything
    about a real unit.
