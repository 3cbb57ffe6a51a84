# The page for whoever approves an edition: what it changes of the one published last.

title = Changes of { $edition } – { $city }
heading = Changes from the edition published last: { $edition }
lead = For who approves; not published.
unit = Unit
rank = Rank
score = Score
tier = Tier

# General facts.
about = General facts
about-ranking = Ranking
about-ranking-of = Period { $period } (from { $first } to { $last }): { $title }
about-submitted = Submitted by
about-submitted-by = { $user }, { $day }
about-reason = Reason
about-no-reason = – (the first version)
about-units = Units
about-units-of = { $units }; ranked: { $ranked }; without a rank: { $unranked }
about-submissions = Submissions it rests on
about-hash = Hash of the contents (SHA-256)

# How a unit stands.
standing-none = not in the table
standing-withheld = rank withheld
standing-unranked = unranked: { $reason }

# Where nothing was published before.
first = Nothing was published before
first-ranking = Ranking

compared = Compared with version { PLAIN($version) }, published on { $day }.
basis = Method and basis
method-changed = The rules of the method have changed.
method-same = The rules of the method are the same.
changed-units =
    { $moved ->
        [one] 1 unit changes its rank
       *[other] { $moved } units change their rank
    }; { $units ->
        [one] 1 changes
       *[other] { $units } change
    } in rank, score, tier or eligibility.
changed-submissions =
    { $added ->
        [one] 1 submission is new
       *[other] { $added } submissions are new
    }, { $removed ->
        [one] 1 no longer counts
       *[other] { $removed } no longer count
    }.
facts = What differs
facts-basis = Basis
facts-before = Before
facts-now = Now
units = Units that changed: { $changed }; unchanged: { $unchanged }
units-changed = Units that changed
units-rank-before = Rank before
units-rank-now = Rank now
units-score-before = Score before
units-score-now = Score now
units-cause = Because of
cause-others = No submission of its own: because of other units' data{ $method ->
        [yes] , the method
       *[no] {""}
    }{ $software ->
        [yes] , the software
       *[no] {""}
    }.
cause-added = { $count } new { $count ->
        [one] submission
       *[other] submissions
    }
cause-removed = { $count } no longer counted

# The lines of the record of a ranking.
fact-period = Period
fact-from = First day counted
fact-as_of = Last day counted
fact-previous_period = Period before
fact-method = Method
fact-method_version = Rules of the method
fact-method_sha256 = File of the method
fact-indicators_version = Declarations of the indicators
fact-snapshot = Snapshot
fact-synthetic = Synthetic data
fact-software = Software
fact-seed = Seed
fact-draws = Draws
fact-sensitivity_runs = Runs of the sensitivity analysis
fact-libraries = Computing libraries

# What is not published, under which rule.
disclosure = Suppressed figures
disclosure-summary =
    { $small } counts are suppressed because they are small (from 1 to below { $threshold }), { $complementary } others so that those
    cannot be worked out, { $covering } scored cells so that a total score does not tell a small count.
disclosure-weak = { $count } small counts can still be told more closely than the protection level: nothing is left to suppress.
disclosure-others =
    The city declares the rules in city.toml, entries [[disclosure]]. The two columns “under” say how many counts another rule
    would suppress at the least, those for their sake aside; “every count is told” suppresses none.
disclosure-counts = Counts
disclosure-hidden = Suppressed
disclosure-few_people = Under “too few people”
disclosure-small_counts = Under “every small count”
