# Headings in the workbook that each unit gets: the sheet, and the column's name in our code.

faults-message = What is wrong
faults-rows = Rows
faults-files = Files
faults-advice = Advice
faults-table = Kind of data
faults-rule_id = Rule

rejections-file_name = File
rejections-exported_at = Exported at
rejections-source_member = Sheet / file in the archive
rejections-source_row = Row of the file
rejections-header = Column of the file
rejections-written = Value as written
rejections-message = What is wrong
rejections-advice = Advice
rejections-table = Kind of data
rejections-rule_id = Rule
rejections-column_name = Column

deliveries-file_name = File
deliveries-table = Kind of data
deliveries-exported_at = Exported at
deliveries-origin = How the time of export is known
deliveries-status = Result
deliveries-rows_in = Records sent
deliveries-accepted = Accepted
deliveries-rejected = Rejected
deliveries-duplicate = Duplicate
deliveries-layout = Rows of layout
deliveries-current = In use
deliveries-active = In force
deliveries-message = Message

warnings-subject = File, code or period
warnings-source_member = Sheet / file in the archive
warnings-source_rows = First rows
warnings-header = Column of the file
warnings-message = Warning
warnings-row_count = Rows
warnings-advice = Advice
warnings-table = Kind of data
warnings-code = Code of the warning

standing-label = Subject
standing-words = Result

indicators-name = Indicator
indicators-group = Group
indicators-value = Value
indicators-ci_low = Lower limit
indicators-ci_high = Upper limit
indicators-x = Numerator
indicators-n = Denominator
indicators-counted = What the denominator counts
indicators-excluded = Excluded
indicators-points = Points
indicators-max_points = Most points
indicators-status = Status
indicators-compared = Compared with all together
indicators-before = Period before
indicators-x_before = Numerator before
indicators-n_before = Denominator before
indicators-excluded_before = Left out before
indicators-changed = Compared with the period before

improvements-name = Indicator
improvements-lost = Points left to earn
improvements-advice = What it takes

claims-printed = As printed
claims-measure = Figure
claims-days = Days
claims-source = Source
claims-verdict = Verdict
claims-why = What was found
claims-computed = Computed
claims-reading = Reading (code)
claims-against = Tested against
