"""Of several readings of one file one counts, whole."""

from nights import DAY, deliver, dossier, hcmc, home_at, run

from warehouse import store
from warehouse.night.arrival.active import active_submissions
from warehouse.run import Run


def test_half_a_reading_under_new_declarations_counts_not_before_its_other_half_is_there(tmp_path):
    """A crash between the parts of a file leaves such a half; the file's rows would be halved without a word."""
    home = home_at(tmp_path / "home")
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(1)])
    run(home)
    (read,) = store.load_submissions(home).values()

    def part(submission_id, **changes):
        return read.model_copy(update={"submission_id": submission_id, "parts": 2, **changes})

    before = [part("first-before", declarations="before"), part("second-before", declarations="before")]
    halves = [part("first"), part("second", unit_id="quan-1")]

    def counting(records):
        return [s.submission_id for s in active_submissions(Run(home, hcmc(), DAY), records, ())]

    assert counting([*before, halves[0]]) == ["first-before", "second-before"]
    assert counting([*before, *halves]) == ["first", "second"]
