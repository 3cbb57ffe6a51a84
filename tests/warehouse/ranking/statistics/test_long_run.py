import math

import numpy as np
import pytest
from scipy.optimize import nnls

from tests.warehouse.ranking.statistics.test_moderated import reference as moderated_by_loops
from warehouse.ranking.statistics.long_run import long_run
from warehouse.ranking.statistics.weekly_covariance import LAGS

pytestmark = pytest.mark.long

CASES = np.geomspace(3_000, 400_000, 22).round().astype(int)


def weeks(cases, length=52):
    first, more = np.divmod(np.asarray(cases)[:, None], length)
    return first + (np.arange(length) < more)


def lasting(random, n, rate, rho, variation):
    """Weeks whose rates are lognormal, with the correlation rho**lag of their logarithms."""
    spread = math.log(1 + variation**2)
    state = random.standard_normal(len(n))
    y = np.zeros_like(n)
    for w in range(n.shape[1]):
        y[:, w] = random.binomial(n[:, w], rate * np.exp(math.sqrt(spread) * state - spread / 2))
        state = rho * state + math.sqrt(1 - rho**2) * random.standard_normal(len(n))
    return y


def covariance(y, n, rho, overdispersion, variation2, rate):
    size = len(n)
    expected = [n[w] * rate for w in range(size)]
    return np.array(
        [
            [
                variation2 * expected[w] * expected[v] * rho ** abs(w - v)
                + (w == v) * (1 + overdispersion) * expected[w] * (1 - rate)
                for v in range(size)
            ]
            for w in range(size)
        ]
    )


def centred(y, n, matrix):
    m = np.eye(len(n)) - np.outer(n / sum(n), np.ones(len(n)))
    return m @ matrix @ m.T


def of_clusters(spread, binomial):
    """The fourth cumulant of a negative binomial count of this variance, by the moments of its gamma mixture.

    Of a Poisson count whose mean is gamma with cumulants c1..c4, the cumulants are sums by Stirling's numbers.
    """
    excess = max(spread / binomial, 1.0) - 1
    mean = spread / (1 + excess)
    gamma = [mean * math.factorial(k - 1) * excess ** (k - 1) for k in (1, 2, 3, 4)]
    return sum(stirling * c for stirling, c in zip((1, 7, 6, 1), gamma, strict=True))


def fitted(y, n, rates, residuals, spreads):
    """ρ, κ and c² by non-negative least squares, each ρ of the grid tried; spreads (units, weeks) make the weights."""
    size, units = n.shape[1], range(len(n))
    places = [(i, lag) for i in units for lag in range(LAGS + 1)]
    weights = []
    for i, lag in places:
        variance = sum(spreads[i][w] * spreads[i][w + lag] for w in range(size - lag))
        chance = [n[i][w] * rates[i] * (1 - rates[i]) for w in range(size)]
        fourth = sum(of_clusters(s, v) for s, v in zip(spreads[i], chance, strict=True))
        weights.append(1 / (2 * variance + fourth if lag == 0 else variance))
    observed = [sum(residuals[i][w] * residuals[i][w + lag] for w in range(size - lag)) for i, lag in places]

    def expected(rho, overdispersion, variation2):
        shapes = (rho, overdispersion, variation2)
        matrices = [centred(y[i], n[i], covariance(y[i], n[i], *shapes, rates[i])) for i in units]
        return np.array([np.trace(matrices[i], lag) for i, lag in places])

    best, root = None, np.sqrt(weights)
    for rho in [step / 100 for step in range(96)]:
        chance = expected(rho, 0.0, 0.0)
        columns = [expected(rho, 1.0, 0.0) - chance, expected(rho, 0.0, 1.0) - chance]
        scale = [float(np.linalg.norm(root * column)) for column in columns]
        design = np.stack([root * column / s for column, s in zip(columns, scale, strict=True)], axis=1)
        found, loss = nnls(design, root * (np.array(observed) - chance))
        if best is None or loss < best[0] * (1 - 1e-12):
            best = (loss, rho, found[0] / scale[0], found[1] / scale[1])
    return best[1:]


def reference(y, n):
    """The docstring written out with whole matrices and loops."""
    size = n.shape[1]
    rates = [sum(a) / sum(b) for a, b in zip(y, n, strict=True)]
    residuals = [[a[w] - b[w] * p for w in range(size)] for a, b, p in zip(y, n, rates, strict=True)]
    chance = [[b[w] * p * (1 - p) for w in range(size)] for b, p in zip(n, rates, strict=True)]
    _, kappa, c2 = fitted(y, n, rates, residuals, chance)
    spreads = fitted_spreads(chance, n, rates, kappa, c2)
    rho, kappa, c2 = fitted(y, n, rates, residuals, spreads)
    ratios, freedoms, effects = [], [], []
    for a, b, p, e, v, s in zip(
        y, n, rates, residuals, chance, fitted_spreads(chance, n, rates, kappa, c2), strict=True
    ):
        m = centred(a, b, covariance(a, b, rho, kappa, c2, p))
        ratios.append(sum(r * r for r in e) / np.trace(m))
        freedoms.append(lambda ratio, m=m, v=v, s=s: freedom(ratio, m, v, s))
        smooth = (sum(a) + 0.5) / (sum(b) + 1)
        effects.append(covariance(a, b, rho, kappa, c2, smooth).sum() / (sum(b) * smooth * (1 - smooth)))
    own_df = [of(1.0) for of in freedoms]
    prior_df, _, shared, apart = moderated_by_loops(ratios, own_df)
    phi = [max(1.0, q * effect) for q, effect in zip(shared, effects, strict=True)]
    most = sum(own_df[i] for i in range(len(n)) if i not in apart)
    lent = [0.0 if i in apart else prior_df for i in range(len(n))]
    df = [min(pool + of(max(1.0, q)), most) for pool, of, q in zip(lent, freedoms, shared, strict=True)]
    return phi, df, (rho, kappa, math.sqrt(c2))


def fitted_spreads(chance, n, rates, kappa, c2):
    return [
        [(1 + kappa) * v + c2 * (cases * p) ** 2 for v, cases in zip(row, b, strict=True)]
        for row, b, p in zip(chance, n, rates, strict=True)
    ]


def freedom(ratio, centred_covariance, chance, spread):
    """2·mean²/variance of the sum of squares of a unit whose weeks vary `ratio` times as much as the shared model."""
    m = ratio * centred_covariance
    fourth = sum(of_clusters(ratio * s, v) for s, v in zip(spread, chance, strict=True))
    return 2 * np.trace(m) ** 2 / (2 * np.trace(m @ m) + fourth)


def clustered(random, n, rate, phi):
    weight = (n - phi) / (phi - 1)
    return random.binomial(n, random.beta(rate * weight, (1 - rate) * weight))


@pytest.mark.parametrize(("world", "seed"), [("lasting", 1), ("lasting", 2), ("clusters", 3), ("one apart", 4)])
def test_against_the_formula_written_out(world, seed):
    random = np.random.default_rng(seed)
    n = random.integers(20, 400, (5, 24)) * np.array([[1], [2], [4], [8], [16]])
    y = lasting(random, n, 0.02, 0.6, 0.7) if world == "lasting" else clustered(random, n, 0.02, 5)
    if world == "one apart":
        y = random.binomial(n, 0.02)
        y[4] = clustered(random, n[4], 0.02, 30)
    phi, df, shared = reference(y, n)
    found = long_run(y, n)
    assert found.phi == pytest.approx(phi, rel=1e-5) and found.df == pytest.approx(df, rel=1e-5)
    assert (found.persistence, found.overdispersion, found.variation) == pytest.approx(shared, rel=1e-6, abs=1e-9)


def test_cases_of_a_week_that_belong_together_have_one_effect_whatever_the_volume():
    """Beta-binomial weeks: the variance is six times the binomial one for the small unit as for the large one."""
    random = np.random.default_rng(12)
    n = np.repeat(weeks([20_000, 80_000, 320_000]), 40, axis=0)
    found = long_run(clustered(random, n, 0.01, 6), n)
    assert [np.median(group) for group in np.split(found.phi, 3)] == pytest.approx([6, 6, 6], rel=0.2)
    assert found.overdispersion == pytest.approx(5, rel=0.2)


def test_few_events_in_clusters_show_how_they_cluster():
    """Six times the binomial variance, and five to 255 events a year: squares of so few are skewed."""
    random, n = np.random.default_rng(13), weeks(np.geomspace(10_000, 510_000, 22).round().astype(int))
    found = [long_run(clustered(random, n, 0.0005, 6), n) for _ in range(60)]
    assert np.mean([f.phi.mean() for f in found]) == pytest.approx(6, rel=0.15)
    assert np.median([f.df[-1] for f in found]) < 200  # squares of normal residuals would have 1100 together


def test_events_in_few_large_clusters_say_little_of_how_they_cluster():
    """One small unit whose cases come in clusters of twenty, among 21 whose cases are independent."""
    random, n = np.random.default_rng(15), weeks(np.geomspace(10_000, 510_000, 22).round().astype(int))
    df, phi = [], []
    for _ in range(20):
        y = random.binomial(n, 0.005)
        y[0] = clustered(random, n[0], 0.005, 20)
        found = long_run(y, n)
        df.append(found.df[0])
        phi.append(found.phi[0])
        assert np.median(found.phi[1:]) < 1.2
    assert np.median(df) < 3 and np.mean(phi) > 10


def test_a_unit_whose_weeks_are_all_alike_has_an_effect_of_one():
    n = weeks([5200, 5200, 5200, 52_000])
    y = n // 10
    for units in (slice(0, 1), slice(0, 4)):
        found = long_run(y[units], n[units])
        assert (found.phi == 1).all() and (found.df > 0).all()


def test_independent_cases_have_no_effect():
    random = np.random.default_rng(7)
    n = weeks(CASES)
    found = [long_run(random.binomial(n, 0.005), n) for _ in range(20)]
    assert np.mean([np.median(f.phi) for f in found]) < 1.1
    assert np.mean([f.phi.max() for f in found]) < 1.8


def test_weeks_that_last_count_by_how_long_and_by_volume():
    """φ = 1 + c²·ΣΣ E E ρ^|w − v| / ΣE: twice the volume doubles what the weeks add."""
    random = np.random.default_rng(8)
    n = np.repeat(weeks([50_000, 100_000, 200_000]), 40, axis=0)
    found = long_run(lasting(random, n, 0.005, 0.8, 0.5), n)
    assert found.persistence == pytest.approx(0.8, abs=0.06) and found.variation == pytest.approx(0.5, rel=0.12)
    added = [float(np.mean(group)) - 1 for group in np.split(found.phi, 3)]
    lags = np.abs(np.subtract.outer(np.arange(52), np.arange(52)))
    true = 0.25 * (0.8**lags).sum() * (0.005 * 50_000 / 52) ** 2 / (0.005 * 50_000)
    assert added[0] == pytest.approx(true, rel=0.35)
    assert added[1] / added[0] == pytest.approx(2, rel=0.2) and added[2] / added[0] == pytest.approx(4, rel=0.2)


def test_one_unit_that_differs_is_told_from_the_others():
    random = np.random.default_rng(9)
    n = weeks(CASES)
    y = random.binomial(n, 0.01)
    y[15] = random.binomial(n[15], 0.01 * random.choice([0.1, 3.0], 52, p=[0.69, 0.31]))
    found = long_run(y, n)
    assert found.phi[15] > 8 and np.delete(found.phi, 15).max() < 3
    assert found.df[15] < 10 < np.delete(found.df, 15).min()


def test_the_order_of_units_and_weeks_without_cases_change_nothing():
    random = np.random.default_rng(10)
    n = weeks(CASES)
    y = lasting(random, n, 0.004, 0.5, 0.8)
    one, order = long_run(y, n), random.permutation(22)
    turned = long_run(y[order], n[order])
    assert turned.phi == pytest.approx(one.phi[order], rel=1e-9) and turned.df == pytest.approx(one.df[order], rel=1e-9)
    empty = np.zeros((3, 52), dtype=int)
    longer = long_run(np.vstack([y, empty]), np.vstack([n, empty]))
    assert longer.phi[:22] == pytest.approx(one.phi, rel=1e-9)
    assert not longer.is_informative[22:].any()


def test_units_whose_weeks_say_nothing_have_what_all_share():
    random = np.random.default_rng(11)
    n = weeks(np.full(12, 60_000))
    y = lasting(random, n, 0.01, 0.5, 1.0)
    y[3], y[4] = 0, n[4]
    found = long_run(y, n)
    assert found.is_informative.tolist() == [unit not in (3, 4) for unit in range(12)]
    assert np.isnan(found.raw[[3, 4]]).all()
    assert 1 <= found.phi[3] < found.phi[0] and found.df[3] <= found.df[0]


def test_nothing_to_estimate_from_gives_nothing():
    n = weeks([5_200, 5_200])
    assert long_run(np.zeros_like(n), n) is None
    assert long_run(n[:, :10] // 3, n[:, :10]) is None
    assert long_run(n[:, :10] // 3, n[:, :10], least_weeks=10) is not None
    assert long_run(np.zeros((0, 52)), np.zeros((0, 52))) is None


@pytest.mark.parametrize(
    ("y", "n", "least", "fault"),
    [
        ([1, 2], [3, 4], 20, "units by weeks"),
        ([[5]], [[4]], 20, "0 <= x <= n"),
        ([[1]], [[4]], 1, "at least 2 weeks"),
    ],
)
def test_what_is_no_table_of_weeks_is_refused(y, n, least, fault):
    with pytest.raises(ValueError, match=fault):
        long_run(y, n, least)
