"""The indicators: what each divides by what, and why. To add one, add it to the module of its subject.

An indicator says what is measured and changes with the code; how indicators are combined is said by a method. Terms
name measures of the counts. Cases about which the data say nothing (no due date, no entry) are `excluded`: they are
taken out of the denominator and shown beside it. Failures that feed two indicators are a part that both name.
"""

from collections.abc import Mapping

from warehouse.ranking.evidence.indicator import Indicator, by_code
from warehouse.ranking.evidence.indicators.integrity import INTEGRITY
from warehouse.ranking.evidence.indicators.office import OFFICE
from warehouse.ranking.evidence.indicators.online import ONLINE
from warehouse.ranking.evidence.indicators.people import PEOPLE
from warehouse.ranking.evidence.indicators.timeliness import TIMELINESS

INDICATORS: Mapping[str, Indicator] = by_code((*TIMELINESS, *ONLINE, *PEOPLE, *OFFICE, *INTEGRITY))
