import type { NetworkSpec } from '#core/model-version.ts';

/** `predict.py`: the whole way from raw inputs to bpm or ms in NumPy alone, run on the example. */
export function writePredictScript({ layers, head }: NetworkSpec): string {
  return `"""Reads this export with NumPy alone and repeats example.json. Run: python3 predict.py"""
import json
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
LSTM_LAYERS = ${String(layers)}
DENSE_LAYERS = ${head === 'mlp' ? '3' : '1'}


def read_json(name):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def read_weights():
    flat = np.fromfile(HERE / "weights.bin", dtype="<f4").astype(np.float64)
    weights, offset = {}, 0
    for entry in read_json("model.json")["weightsManifest"][0]["weights"]:
        size = int(np.prod(entry["shape"]))
        weights[entry["name"]] = flat[offset : offset + size].reshape(entry["shape"])
        offset += size
    return weights


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm(days, kernel, recurrent_kernel, bias):
    """days [days, inputs] -> [days, units]; gates in the order i, f, c, o."""
    units = recurrent_kernel.shape[0]
    hidden, cell, outputs = np.zeros(units), np.zeros(units), []
    for day in days:
        i, f, c, o = np.split(day @ kernel + hidden @ recurrent_kernel + bias, 4)
        cell = sigmoid(f) * cell + sigmoid(i) * np.tanh(c)
        hidden = sigmoid(o) * np.tanh(cell)
        outputs.append(hidden)
    return np.array(outputs)


def scale(window, inputs):
    mean, sd = (np.array(inputs[key], dtype=float) for key in ("means", "sds"))
    scaled = (np.array(window, dtype=float) - mean) / sd
    return np.clip(np.nan_to_num(scaled, nan=0.0), -inputs["clip"], inputs["clip"])


def run_network(scaled, weights):
    x = scaled
    for n in range(1, LSTM_LAYERS + 1):
        x = lstm(x, *(weights[f"lstm_{n}/{part}"] for part in ("kernel", "recurrent_kernel", "bias")))
    x = x[-1]
    for n in range(1, DENSE_LAYERS + 1):
        x = x @ weights[f"dense_{n}/kernel"] + weights[f"dense_{n}/bias"]
        if n < DENSE_LAYERS:
            x = np.maximum(x, 0)
    return float(x[0])


def to_unit(output, level, target):
    value = output * target["sd"] + target["mean"]
    if target["kind"] == "residual":
        value += level
    return float(np.exp(value)) if target["scale"] == "log" else value


if __name__ == "__main__":
    example, target = read_json("example.json"), read_json("target.json")
    output = run_network(scale(example["window"], read_json("scaler-and-features.json")), read_weights())
    print(f"output {output:.6f}, expected {example['output']:.6f}")
    print(f"value {to_unit(output, example['level'], target):.4f} {target['unit']}, expected {example['value']:.4f}")
    assert abs(output - example["output"]) < 1e-4
`;
}
