"""The record of a ranking is read as it was written, and written as it was read, to the byte."""

import json

import pytest
from pydantic import ValidationError

from warehouse.ranking.record import RankingRecord

BEFORE = """{
 "period": "2023",
 "from": "2023-01-01",
 "as_of": "2023-12-04",
 "previous_period": "2022",
 "method": "council-survey",
 "method_version": "ac0e4041b46efbf2",
 "method_sha256": "447b0ac96232fb66351c8645dc7568f147cfc53856b7849454992bc5d3e62dc1",
 "snapshot": "2023-12-04-438245904fb6631e",
 "synthetic": true,
 "software": "motcua 0.1.0",
 "seed": 61,
 "draws": 10000,
 "sensitivity_runs": 9504,
 "libraries": {
  "numpy": "2.4.6",
  "polars": "2.1.0",
  "scipy": "1.17.1"
 }
}"""
PUBLISHED = (
    BEFORE[:-2]
    + """,
 "disclosure": {
  "threshold": 10,
  "small": 31,
  "complementary": 12,
  "weakly_protected": 2
 }
}"""
)


PRESENT = BEFORE.replace(' "method_sha256"', ' "indicators_version": "0f4c6d1b2a3e5978",\n "method_sha256"')


@pytest.mark.parametrize("text", [BEFORE, PUBLISHED, PRESENT], ids=["of 0.1.0", "of a publication", "of today"])
def test_a_record_that_was_kept_is_written_the_same(text):
    record = RankingRecord.model_validate_json(text)
    assert json.dumps(record.as_data(), indent=1) == text
    assert record.model_dump_json(indent=1) == text


@pytest.mark.parametrize("name", ["period", "from", "snapshot", "libraries"])
def test_a_record_without_what_makes_a_ranking_again_is_refused(name):
    data = json.loads(BEFORE)
    del data[name]
    with pytest.raises(ValidationError, match=name):
        RankingRecord.model_validate(data)
