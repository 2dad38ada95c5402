import { METRICS } from '#core/metric.ts';
import type { PredictingModel } from '../predicting-model.ts';
import { describeTarget } from './target-document.ts';
import type { WorkedExample } from './worked-example.ts';

/** `README.md` of an export: what the files are, how to load them, and what must come out. */
export function writeReadme({ version, description }: PredictingModel, example: WorkedExample): string {
  const { metric, spec, data, features } = description;
  const { label, unit } = METRICS[metric];
  const shape = `[windows, ${String(spec.windowDays)}, ${String(spec.featureCount)}]`;
  const stack = `${String(spec.layers)} x LSTM of ${String(spec.hidden)} units`;
  const head = spec.head === 'mlp' ? 'dense 64, 32, 1' : 'one dense unit';
  return `# ${label}, version ${version}

A network that Pulsecast trained on one person's days (${data.from} to ${data.through}): ${stack}, ${head}. It forecasts the ${label} of the next day. It describes that person and nobody else, and is no medical device.

| file | holds |
| --- | --- |
| \`model.json\`, \`weights.bin\` | the network, for \`tf.loadLayersModel\`: input ${shape}, output [windows, 1] |
| \`scaler-and-features.json\` | the ${String(features.length)} inputs in order with their formulas, means and standard deviations, and what a missing value becomes |
| \`target.json\` | from the output to ${unit} |
| \`example.json\` | an invented window, what the network reads of it, and what comes out |
| \`predict.py\` | the whole way in NumPy; \`python3 predict.py\` repeats the example |

## JavaScript

\`\`\`js
import * as tf from '@tensorflow/tfjs';

const model = await tf.loadLayersModel('model.json');
const example = await (await fetch('example.json')).json();
const output = model.predict(tf.tensor3d([example.scaled]));
console.log(output.dataSync()[0]); // ${example.output.toPrecision(7)}
\`\`\`

## Python

\`predict.py\` needs NumPy only: it reads the same files and repeats the example.

\`\`\`sh
python3 predict.py
\`\`\`

## From days to ${unit}

1. Compute the inputs of ${String(spec.windowDays)} consecutive days; \`scaler-and-features.json\` has each formula.
2. Scale by column: \`(value - mean) / sd\`, held within -5 and 5; a missing value becomes 0 after scaling.
3. Run the network.
4. ${describeTarget(description).formula}. ${describeTarget(description).level}

In \`example.json\`: output ${example.output.toPrecision(7)}, level ${example.level.toPrecision(7)}, forecast ${example.value.toPrecision(7)} ${unit}.
`;
}
