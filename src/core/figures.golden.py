"""Golden values of error figures, intervals and tests from scikit-learn and SciPy.

/usr/bin/python3 src/core/figures.golden.py > src/core/figures.golden.json
Made with Python 3.11, numpy 1.24.2, scikit-learn 1.2.1, SciPy 1.10.1.
"""

import json

import numpy as np
from scipy import stats
from sklearn import metrics

rng = np.random.default_rng(7)


def error_figures():
    series = np.round(58 + np.cumsum(rng.normal(0, 0.8, 90)) * 0.5 + rng.normal(0, 1, 90), 1)
    first = 60
    actual = series[first:]
    forecast = np.round(actual + rng.normal(0.3, 1.2, len(actual)), 3)
    means = np.array([series[:day].mean() for day in range(first, len(series))])
    naive = np.abs(np.diff(series[:first])).mean()
    # r2_score of the errors against those of the expanding mean: both as deviations from 0
    return {
        "series": series.tolist(),
        "first": first,
        "forecasts": forecast.tolist(),
        "mae": metrics.mean_absolute_error(actual, forecast),
        "rmse": float(np.sqrt(metrics.mean_squared_error(actual, forecast))),
        "bias": float(np.mean(forecast - actual)),
        "r2": float(1 - np.sum((forecast - actual) ** 2) / np.sum((actual - means) ** 2)),
        "r2AgainstOwnMean": metrics.r2_score(actual, forecast),
        "mape": 100 * metrics.mean_absolute_percentage_error(actual, forecast),
        "mase": float(np.abs(forecast - actual).mean() / naive),
    }


def diebold_mariano(days):
    base = np.abs(rng.normal(0, 1.2, days))
    network = np.abs(base * 0.85 + rng.normal(0, 0.4, days))
    d = network - base
    gamma0 = np.mean((d - d.mean()) ** 2)
    statistic = d.mean() / np.sqrt(gamma0 / days) * np.sqrt((days - 1) / days)
    p = 2 * stats.t.sf(abs(statistic), days - 1)
    assert np.isclose(p, stats.ttest_rel(network, base).pvalue)  # one day ahead they are the same test
    return {"network": network.tolist(), "baseline": base.tolist(), "p": float(p)}


def bootstrap(days, block):
    base = np.abs(rng.normal(0, 1.2, days))
    network = np.abs(base * 0.8 + rng.normal(0, 0.3, days))
    draws = []
    for _ in range(40_000):
        starts = rng.integers(0, days - block + 1, -(-days // block))
        rows = np.concatenate([np.arange(s, s + block) for s in starts])[:days]
        draws.append(1 - network[rows].mean() / base[rows].mean())
    low, high = np.quantile(draws, [0.05, 0.95])
    return {
        "network": network.tolist(),
        "baseline": base.tolist(),
        "skill": float(1 - network.mean() / base.mean()),
        "low": float(low),
        "high": float(high),
    }


def wilson(successes, n):
    low, high = stats.binomtest(successes, n).proportion_ci(0.95, method="wilson")
    return {"successes": successes, "n": n, "low": low, "high": high}


def student(t, degrees):
    return {"t": t, "degrees": degrees, "p": float(2 * stats.t.sf(abs(t), degrees))}


def quantiles():
    values = np.sort(rng.normal(0, 1, 13))
    shares = [0, 0.05, 0.1, 0.33, 0.5, 0.9, 1]
    return {"values": values.tolist(), "shares": shares, "quantiles": np.quantile(values, shares).tolist()}


def ranges(n):
    errors = rng.gumbel(0, 1, n)  # lopsided
    out = []
    for level in [0.5, 0.8, 0.9]:
        miss = 1 - level
        latest = errors[-90:]
        count = len(latest)
        if count < 60:
            margin = np.sort(np.abs(latest))[int(np.ceil(round((count + 1) * level, 9))) - 1]
            below, above = margin, margin
        else:
            rank = int(np.ceil(round((count + 1) * (1 - miss / 2), 9)))
            ordered = np.sort(latest)
            below, above = -ordered[count - rank], ordered[rank - 1]
        out.append({"level": level, "low": float(50 - below), "high": float(50 + above)})
    return {"errors": errors.tolist(), "intervals": out}


print(
    json.dumps(
        {
            "errorFigures": error_figures(),
            "dieboldMariano": [diebold_mariano(8), diebold_mariano(50)],
            "bootstrap": bootstrap(60, 7),
            "wilson": [wilson(*each) for each in [(0, 5), (5, 5), (37, 45), (81, 90), (1, 1000)]],
            "student": [
                student(*each)
                for each in [(0, 5), (0.5, 1), (2.1, 7), (-3.3, 44), (1.96, 1000), (12, 3), (40, 60)]
            ],
            "quantiles": quantiles(),
            "ranges": [ranges(n) for n in [9, 30, 59, 60, 85, 140]],
        }
    )
)
