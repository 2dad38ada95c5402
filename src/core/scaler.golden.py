"""Writes scaler.golden.json. Python 3, numpy 1.24.2, scikit-learn 1.2.1: /usr/bin/python3 scaler.golden.py"""

import json
import pathlib

import numpy
import sklearn
from sklearn.preprocessing import StandardScaler

rng = numpy.random.default_rng(7)
values = (rng.normal(size=(12, 5)) * [1, 30, 0.01, 4000, 1] + [0, 60, 36.5, 8000, 0]).astype(numpy.float32)
values[:, 4] = numpy.float32(0.1)
values[rng.random(values.shape) < 0.2] = numpy.nan
rows = 9
scaler = StandardScaler().fit(values[:rows].astype(numpy.float64))
scaled = scaler.transform(values.astype(numpy.float64))


def tolist(array):
    return [None if numpy.isnan(x) else float(x) for x in numpy.asarray(array).ravel()]


pathlib.Path(__file__).with_name("scaler.golden.json").write_text(
    json.dumps(
        {
            "versions": {"numpy": numpy.__version__, "scikit-learn": sklearn.__version__},
            "features": values.shape[1],
            "throughDay": rows - 1,
            "values": tolist(values),
            "means": tolist(scaler.mean_),
            "sds": tolist(scaler.scale_),
            "scaled": tolist(scaled),
        },
        indent=1,
    )
    + "\n"
)
