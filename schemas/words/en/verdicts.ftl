# The pages on which Great Expectations gives its verdicts: in all languages side by side.
data-checks = data checks
results-by-night = Results by night
night = Night
table = Table
result = Result
met = met
not-met = not met
suites = Expectation suites
validation-results = Validation results of Great Expectations
