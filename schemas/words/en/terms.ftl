# The terms that messages of all files share, each under the one name that pages, workbooks and letters use.
-other-choices = If other choices were made
-at-city-rate =
    cases are added up to the least number, at the rate of the whole city in the period before (in this one, where
    there were none)
-reallocated = the weight is shared out among the other indicators of the group
