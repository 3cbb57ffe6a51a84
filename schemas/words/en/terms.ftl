# The terms that messages of all files share, each under the one name that pages, workbooks and letters use.
-other-choices = If other choices were made
-reallocated = the weight is shared out among the other indicators of the group
