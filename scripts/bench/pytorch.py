"""The Standard network in PyTorch on one thread: prints a JSON object of medians in milliseconds."""
import json
import time

import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(1)
BATCH, STEPS, FEATURES, HIDDEN, DROPOUT = 32, 30, 64, 128, 0.2


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(FEATURES, HIDDEN, num_layers=2, batch_first=True, dropout=DROPOUT)
        drop = lambda: nn.Dropout(DROPOUT)
        self.head = nn.Sequential(
            drop(), nn.Linear(HIDDEN, 64), nn.ReLU(), drop(), nn.Linear(64, 32), nn.ReLU(), drop(), nn.Linear(32, 1)
        )

    def forward(self, windows):
        return self.head(self.lstm(windows)[0][:, -1])


def median(values):
    return sorted(values)[len(values) // 2]


def timed(work):
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


network = Network()
adam = torch.optim.Adam(network.parameters(), lr=0.001)
inputs, targets = torch.rand(BATCH, STEPS, FEATURES) * 2 - 1, torch.rand(BATCH, 1)
window = inputs[:1]


def train_batch():
    adam.zero_grad()
    loss = nn.functional.mse_loss(network(inputs), targets)
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    adam.step()
    loss.item()


first = timed(train_batch)
batches = [timed(train_batch) for _ in range(40)]
network.eval()
with torch.no_grad():
    predictions = [timed(lambda: network(window).item()) for _ in range(40)]
print(json.dumps({
    "version": torch.__version__,
    "firstBatchMs": first,
    "trainBatchMs": batches,
    "predictMs": median(predictions),
}))
