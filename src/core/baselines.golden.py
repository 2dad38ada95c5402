"""Golden values of the baselines, from their definitions, one day at a time and by brute force.

/usr/bin/python3 src/core/baselines.golden.py > src/core/baselines.golden.json
Made with Python 3.11, numpy 1.24.2.
"""

import json

import numpy as np

MAXIMUM_AGE = 3


def make_series(days, start, spread, seed):
    rng = np.random.default_rng(seed)
    level = 0.0
    values = []
    for day in range(days):
        level = 0.8 * level + rng.normal(0, spread)
        values.append(round(start + level + 0.4 * spread * (day % 7 == 5), 1))
    values = np.array(values)
    values[rng.random(days) < 0.12] = np.nan
    values[40:46] = np.nan  # longer than any value may be old
    return values


def present(values):
    return values[~np.isnan(values)]


def last_age(past):
    seen = np.flatnonzero(~np.isnan(past))
    return len(past) - 1 - seen[-1] if len(seen) else np.inf


def window_mean(past, days, minimum):
    inside = present(past[-days:])
    if len(inside) >= minimum:
        return float(np.mean(inside))
    latest = present(past)[-minimum:]
    return float(np.mean(latest)) if len(latest) == minimum else np.nan


def yesterday(past):
    return float(present(past)[-1]) if last_age(past) <= MAXIMUM_AGE else np.nan


def weekday(past):
    same = [past[len(past) - 7 * week] for week in range(1, 9) if len(past) - 7 * week >= 0]
    same = [value for value in same if not np.isnan(value)][:4]
    return float(np.mean(same)) if len(same) >= 2 else window_mean(past, 7, 1)


def levels(values, alpha):
    level, out = np.nan, []
    for value in values:
        if not np.isnan(value):
            level = value if np.isnan(level) else alpha * value + (1 - alpha) * level
        out.append(level)
    return np.array(out)


def tune(past):
    best, best_error = 0.3, np.inf
    for alpha in np.arange(1, 20) / 20:
        errors = present(np.abs(past[1:] - levels(past, alpha)[:-1]))
        if len(errors) < 7:
            return 0.3
        if errors.sum() < best_error:
            best, best_error = alpha, errors.sum()
    return best


def ewma(past):
    seen = np.flatnonzero(~np.isnan(past))
    if not len(seen):
        return np.nan
    tuned_at = seen[0] + 7 * ((len(past) - 1 - seen[0]) // 7)
    return float(levels(past, tune(past[: tuned_at + 1]))[-1])


def ar1(past):
    age = last_age(past)
    if age > MAXIMUM_AGE:
        return np.nan
    x, y = past[:-1], past[1:]
    both = ~np.isnan(x) & ~np.isnan(y)
    if both.sum() < 10:
        return float(np.mean(present(past)))
    slope, intercept = np.polyfit(x[both], y[both], 1)
    if abs(slope) > 1:
        slope = np.sign(slope)
        intercept = np.mean(y[both]) - slope * np.mean(x[both])
    ahead = present(past)[-1]
    for _ in range(int(age) + 1):
        ahead = intercept + slope * ahead
    return float(ahead)


RULES = {
    "yesterday": (yesterday, False),
    "mean7": (lambda past: window_mean(past, 7, 1), False),
    "mean30": (lambda past: window_mean(past, 30, 3), False),
    "mean60": (lambda past: window_mean(past, 60, 5), False),
    "ewma": (ewma, True),
    "weekday": (weekday, False),
    "ar1": (ar1, True),
}


def forecasts(series, log_scale):
    out = {}
    for name, (rule, on_model_scale) in RULES.items():
        scaled = log_scale and on_model_scale
        values = np.log(series) if scaled else series
        made = [rule(values[: t + 1]) for t in range(len(values))]
        out[name] = [float(np.exp(v)) for v in made] if scaled else made
    return out


def choose(series, made):
    names = list(RULES)
    chosen, values = [], []
    for t in range(len(series)):
        rows = [
            [abs(made[name][day - 1] - series[day]) for name in names] for day in range(1, t + 1)
        ]
        rows = np.array([row for row in rows if not np.isnan(row).any()])
        errors = rows.mean(axis=0) if len(rows) else np.zeros(len(names))
        now = np.array([made[name][t] for name in names])
        errors = np.where(np.isnan(now), np.inf, errors)
        best = None if np.isinf(errors).all() else int(np.argmin(errors))
        chosen.append(None if best is None else names[best])
        values.append(np.nan if best is None else float(now[best]))
    return {"name": chosen, "value": values}


def without_nan(value):
    if isinstance(value, dict):
        return {key: without_nan(each) for key, each in value.items()}
    if isinstance(value, (list, np.ndarray)):
        return [without_nan(each) for each in value]
    return None if isinstance(value, float) and np.isnan(value) else value


cases = []
for metric, series in [
    ("restingHeartRate", make_series(110, 58, 1.2, 1)),
    ("hrvRmssd", make_series(110, 45, 6, 2)),
]:
    made = forecasts(series, metric != "restingHeartRate")
    cases.append({"metric": metric, "series": series, "forecasts": made, "chosen": choose(series, made)})
print(json.dumps(without_nan({"cases": cases})))
