"""Writes day-quantity.golden.json. Python 3, numpy 1.24.2: /usr/bin/python3 day-quantity.golden.py"""

import json
import pathlib

import numpy

rng = numpy.random.default_rng(11)
cases = []
for missing in ([], [2], [1, 4, 5]):
    series = 60 + 5 * rng.normal(size=7)
    series[missing] = numpy.nan
    days = numpy.flatnonzero(~numpy.isnan(series))
    present = series[days]
    cases.append(
        {
            "series": [None if numpy.isnan(x) else float(x) for x in series],
            "mean": float(numpy.mean(present)),
            "sampleSd": float(numpy.std(present, ddof=1)),
            "slope": float(numpy.polyfit(days, present, 1)[0]),
        }
    )

load = rng.uniform(0, 20, size=40)
weights = (1 - 2 / 8) ** numpy.arange(28)
pathlib.Path(__file__).with_name("day-quantity.golden.json").write_text(
    json.dumps(
        {
            "versions": {"numpy": numpy.__version__},
            "week": cases,
            "load": load.tolist(),
            "exponentialMeanSpan7": float(numpy.average(load[::-1][:28], weights=weights)),
        },
        indent=1,
    )
    + "\n"
)
