"""Writes network.golden.json: forward pass, gradients and ten Adam steps of small networks, by PyTorch in 64 bits.

Run: /usr/bin/python3 network.golden.py     Written with Python 3.11.2, PyTorch 1.13.0 (Debian), NumPy 1.24.2.

Weights, inputs and targets come from formulas that network-golden.fixture.ts repeats; of long arrays only the norm, one
projection and the first values are kept. Dropout masks come from a port of core/random.ts.
"""
import json
import math
import pathlib

import numpy as np
import torch

CASES = [
    dict(rows=1, count=1, steps=5, features=1, layers=1, hidden=8, head="linear", dropout=0.0),
    dict(rows=7, count=7, steps=14, features=5, layers=2, hidden=8, head="mlp", dropout=0.2),
    dict(rows=7, count=4, steps=9, features=3, layers=1, hidden=8, head="mlp", dropout=0.5),
    dict(rows=32, count=32, steps=10, features=1, layers=3, hidden=32, head="mlp", dropout=0.0),
    dict(rows=1, count=1, steps=6, features=1, layers=3, hidden=32, head="linear", dropout=0.2),
    dict(rows=7, count=7, steps=5, features=1, layers=1, hidden=128, head="mlp", dropout=0.0),
    dict(rows=32, count=32, steps=7, features=9, layers=3, hidden=8, head="linear", dropout=0.3),
    # Sizes that are multiples of nothing.
    dict(rows=9, count=9, steps=6, features=6, layers=2, hidden=10, head="mlp", dropout=0.2),
    # At a rate of 0.01 ten updates carry PyTorch's own 32-bit run 2e-5 away from its 64-bit one.
    dict(rows=32, count=29, steps=8, features=64, layers=2, hidden=128, head="mlp", dropout=0.2, rate=0.001),
]
STEPS = 10
RATE = 0.01
MASK = 0xFFFFFFFF


def rng(seed):
    """core/random.ts createRng."""
    mix = seed & MASK

    def next32():
        nonlocal mix
        mix = (mix + 0x9E3779B9) & MASK
        z = mix ^ (mix >> 16)
        z = (z * 0x21F0AAAD) & MASK
        z = ((z ^ (z >> 15)) * 0x735A2D97) & MASK
        return z ^ (z >> 15)

    a, b, c, counter = next32(), next32(), next32(), 1

    def step():
        nonlocal a, b, c, counter
        total = (a + b + counter) & MASK
        counter = (counter + 1) & MASK
        a = b ^ (b >> 9)
        b = (c + (c << 3)) & MASK
        c = ((c << 21) | (c >> 11)) & MASK
        c = (c + total) & MASK
        return total / 4294967296

    for _ in range(12):
        step()
    return step


def derive(seed, stream):
    return math.floor(rng((seed ^ ((stream + 1) * 0x85EBCA6B)) & MASK)() * 4294967296)


def mask(length, dropout, seed):
    draw = rng(seed)
    kept = np.float32(1 / (1 - dropout))
    return np.array([0.0 if draw() < dropout else kept for _ in range(length)])


def layout(case):
    h = case["hidden"]
    shapes = []
    for layer in range(case["layers"]):
        inputs = case["features"] if layer == 0 else h
        shapes += [("kernel", (inputs, 4 * h)), ("recurrent", (h, 4 * h)), ("lstm_bias", (4 * h,))]
    sizes = [h, 64, 32, 1] if case["head"] == "mlp" else [h, 1]
    for inputs, units in zip(sizes, sizes[1:]):
        shapes += [("kernel", (inputs, units)), ("bias", (units,))]
    return shapes


def start(case):
    arrays = []
    for position, (kind, shape) in enumerate(layout(case)):
        i = np.arange(1, math.prod(shape) + 1, dtype=np.float64)
        limit = math.sqrt(6 / sum(shape)) if len(shape) == 2 else 0.1
        values = limit * np.sin(12.9898 * i + 78.233 * (position + 1))
        if kind == "lstm_bias":
            values[len(values) // 4 : len(values) // 2] += 1
        arrays.append(values.astype(np.float32).astype(np.float64).reshape(shape))
    return arrays


def batch(case, k):
    size = case["count"] * case["steps"] * case["features"]
    i = np.arange(1, size + 1, dtype=np.float64)
    inputs = (1.2 * np.sin(0.7 * i + k)).astype(np.float32)
    r = np.arange(1, case["count"] + 1, dtype=np.float64)
    targets = (1.5 * np.cos(1.3 * r + k)).astype(np.float32)
    shape = (case["count"], case["steps"], case["features"])
    return torch.tensor(inputs.reshape(shape), dtype=torch.float64), torch.tensor(targets, dtype=torch.float64)


class Network(torch.nn.Module):
    def __init__(self, case):
        super().__init__()
        self.case = case
        h = case["hidden"]
        self.lstms = torch.nn.ModuleList(
            torch.nn.LSTM(case["features"] if layer == 0 else h, h, batch_first=True) for layer in range(case["layers"])
        )
        sizes = [h, 64, 32, 1] if case["head"] == "mlp" else [h, 1]
        self.dense = torch.nn.ModuleList(torch.nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        self.double()
        arrays = [torch.tensor(values) for values in start(case)]
        with torch.no_grad():
            for layer, lstm in enumerate(self.lstms):
                lstm.weight_ih_l0.copy_(arrays[3 * layer].T)
                lstm.weight_hh_l0.copy_(arrays[3 * layer + 1].T)
                lstm.bias_ih_l0.copy_(arrays[3 * layer + 2])
                lstm.bias_hh_l0.zero_()
                lstm.bias_hh_l0.requires_grad_(False)  # Keras has one bias
            for layer, dense in enumerate(self.dense):
                dense.weight.copy_(arrays[3 * case["layers"] + 2 * layer].T)
                dense.bias.copy_(arrays[3 * case["layers"] + 2 * layer + 1])

    def in_order(self):
        """Parameters in the engine's order, each with whether it is stored transposed."""
        for lstm in self.lstms:
            yield from [(lstm.weight_ih_l0, True), (lstm.weight_hh_l0, True), (lstm.bias_ih_l0, False)]
        for dense in self.dense:
            yield from [(dense.weight, True), (dense.bias, False)]

    def forward(self, x, seed=None):
        case = self.case
        rows, steps, h = case["rows"], case["steps"], case["hidden"]
        drops = seed is not None and case["dropout"] > 0
        count = x.shape[0]
        for layer, lstm in enumerate(self.lstms):
            x, _ = lstm(x)
            last = layer == case["layers"] - 1
            if last:
                x = x[:, -1]
            if drops and last:
                x = x * torch.tensor(mask(rows * h, case["dropout"], derive(seed, layer)).reshape(rows, h)[:count])
            elif drops:
                by_step = mask(steps * rows * h, case["dropout"], derive(seed, layer)).reshape(steps, rows, h)
                x = x * torch.tensor(by_step.transpose(1, 0, 2)[:count])
        for layer, dense in enumerate(self.dense):
            x = dense(x)
            if layer < len(self.dense) - 1:
                x = torch.relu(x)
                if drops:
                    units = dense.out_features
                    drawn = mask(rows * units, case["dropout"], derive(seed, case["layers"] + layer))
                    x = x * torch.tensor(drawn.reshape(rows, units)[:count])
        return x[:, 0]


def summary(values):
    flat = values.detach().numpy().reshape(-1)
    projection = float(np.sum(flat * np.cos(np.arange(1, flat.size + 1))))
    return dict(size=int(flat.size), norm=float(np.linalg.norm(flat)), projection=projection, first=flat[:4].tolist())


def run(case):
    network = Network(case)
    inputs, _ = batch(case, 0)
    inputs.requires_grad_(True)
    outputs = network(inputs)
    outputs.sum().backward()
    rate = case.get("rate", RATE)
    golden = dict(case, rate=rate, outputs=outputs.tolist(), inputGradients=summary(inputs.grad))
    network.zero_grad()
    trained = [parameter for parameter, _ in network.in_order()]
    adam = torch.optim.Adam(trained, lr=rate, betas=(0.9, 0.999), eps=1e-8)
    losses = []

    def snapshot(of):
        return [summary(of(p).T if turned else of(p)) for p, turned in network.in_order()]

    for k in range(STEPS):
        x, y = batch(case, k)
        loss = torch.mean((network(x, seed=100 + k) - y) ** 2)
        adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        adam.step()
        losses.append(loss.item())
        if k == 0:
            golden["firstMomentsAfterOne"] = snapshot(lambda p: adam.state[p]["exp_avg"])
    golden["losses"] = losses
    golden["parameters"] = snapshot(lambda p: p)
    golden["firstMoments"] = snapshot(lambda p: adam.state[p]["exp_avg"])
    golden["secondMoments"] = snapshot(lambda p: adam.state[p]["exp_avg_sq"])
    return golden


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, list):
        return [rounded(each) for each in value]
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    return value


torch.set_num_threads(1)
versions = f"Python 3.11, torch {torch.__version__}, numpy {np.__version__}"
result = dict(writtenBy=f"network.golden.py ({versions})", cases=[rounded(run(case)) for case in CASES])
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")
