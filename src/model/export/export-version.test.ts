import '@tensorflow/tfjs-backend-cpu';
import { enableProdMode, ready, setBackend, tensor3d, type io, type Tensor } from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { featuresOf } from '#core/features/feature-sets.ts';
import { describeModel } from '#core/model-description.fixture.ts';
import type { NetworkSpec } from '#core/model-version.ts';
import { createRng } from '#core/random.ts';
import { PRESETS } from '#core/training-config.ts';
import { initialWeights } from '../network-layout.ts';
import { openPredictor, type PredictingModel } from '../predicting-model.ts';
import { exportVersion, type ExportedFile } from './export-version.ts';
import type { LayersModelFile } from './layers-model.ts';

const FEATURES = featuresOf('standard', 'hrvRmssd', true).map(({ name }) => name);

/** A version with weights that are nowhere zero, and inputs that are nowhere alike. */
function buildVersion(spec: NetworkSpec): PredictingModel {
  const rng = createRng(spec.hidden + spec.layers);
  const features = FEATURES.slice(0, spec.featureCount);
  const parameters = initialWeights(spec, 5).map((array) => ({
    ...array,
    values: array.values.map((value) => value + 0.2 * (rng() - 0.5)),
  }));
  const description = {
    ...describeModel([]),
    metric: 'hrvRmssd' as const,
    spec,
    features,
    scaler: { means: features.map((_, i) => 10 * i - 20), sds: features.map((_, i) => 1 + i) },
    target: { kind: 'residual' as const, alpha: 0.3, mean: 0, sd: 0.2 },
  };
  return { id: 'id', version: '1.2.3', description, parameters };
}

function specOf(said: Partial<NetworkSpec> = {}): NetworkSpec {
  const { windowDays, hidden, layers, dropout, head } = PRESETS.compact;
  return { featureCount: 9, windowDays, hidden, layers, dropout, head, ...said };
}

const { windowDays, hidden, layers, dropout, head } = PRESETS.standard;
const STANDARD: NetworkSpec = {
  featureCount: FEATURES.length,
  windowDays,
  hidden,
  layers,
  dropout,
  head,
};

const SPECS: readonly NetworkSpec[] = [
  STANDARD,
  specOf({ featureCount: FEATURES.length }),
  specOf({ layers: 2 }),
  specOf({ layers: 3, dropout: 0 }),
  specOf({ head: 'mlp', hidden: 24 }),
  specOf({ head: 'mlp', layers: 3, hidden: 8 }),
];

function nameSpec({ layers, hidden, head, featureCount }: NetworkSpec): string {
  return `${String(layers)} x ${String(hidden)}, ${head}, ${String(featureCount)} inputs`;
}

function fileOf(files: readonly ExportedFile[], path: string): ExportedFile {
  const found = files.find((file) => file.path === path);
  if (found === undefined) throw new Error(`no ${path}`);
  return found;
}

function readText(files: readonly ExportedFile[], path: string): string {
  return new TextDecoder().decode(fileOf(files, path).bytes);
}

/** As `tf.loadLayersModel('model.json')` reads the files; only the fetching is left out. */
function asHandler(files: readonly ExportedFile[]): io.IOHandler {
  const model = JSON.parse(readText(files, 'model.json')) as LayersModelFile;
  const [group] = model.weightsManifest;
  return {
    load: () =>
      Promise.resolve({
        modelTopology: model.modelTopology,
        weightSpecs: (group?.weights ?? []).map((each) => ({ ...each, shape: [...each.shape] })),
        weightData: fileOf(files, group?.paths[0] ?? '').bytes.buffer,
      }),
  };
}

beforeAll(async () => {
  enableProdMode();
  await setBackend('cpu');
  await ready();
});

describe('an exported version', () => {
  it.each(SPECS.map((spec) => [nameSpec(spec), spec] as const))(
    'gives the same output in stock TensorFlow.js: %s',
    async (_, spec) => {
      const version = buildVersion(spec);
      const files = await exportVersion(version);
      const stock = await loadLayersModel(asHandler(files));
      const rng = createRng(8);
      const rows = 6;
      const size = spec.windowDays * spec.featureCount;
      const inputs = Float32Array.from({ length: rows * size }, () => 4 * rng() - 2);
      const theirs = stock.predict(tensor3d(inputs, [rows, spec.windowDays, spec.featureCount])) as Tensor;
      const predictor = await openPredictor(version);
      for (const [row, output] of (await theirs.data()).entries()) {
        const [own] = await predictor.predict(inputs.slice(row * size, (row + 1) * size), 1);
        expect(Math.abs(output - (own ?? NaN))).toBeLessThan(1e-6);
        expect(Math.abs(output)).toBeGreaterThan(1e-3);
      }
      predictor.dispose();
      stock.dispose();
    },
  );

  it('holds an example that stock TensorFlow.js and the documents alone repeat', async () => {
    const files = await exportVersion(buildVersion(specOf()));
    const example = JSON.parse(readText(files, 'example.json')) as {
      window: (number | null)[][];
      scaled: number[][];
      output: number;
      level: number;
      value: number;
    };
    const inputs = JSON.parse(readText(files, 'scaler-and-features.json')) as {
      clip: number;
      means: number[];
      sds: number[];
      features: { name: string; formula: string }[];
    };
    const target = JSON.parse(readText(files, 'target.json')) as {
      mean: number;
      sd: number;
      formula: string;
    };
    expect(example.window.flat()).toContain(null);
    const scaled = example.window.map((day) =>
      day.map((value, i) => {
        if (value === null) return 0;
        const raw = (value - (inputs.means[i] ?? NaN)) / (inputs.sds[i] ?? NaN);
        return Math.min(inputs.clip, Math.max(-inputs.clip, raw));
      }),
    );
    scaled.flat().forEach((value, i) => {
      expect(value).toBeCloseTo(example.scaled.flat()[i] ?? NaN, 5);
    });
    expect(inputs.features.map(({ name }) => name)).toEqual(FEATURES.slice(0, 9));
    expect(inputs.features.every(({ formula }) => formula.length > 3)).toBe(true);
    const stock = await loadLayersModel(asHandler(files));
    const output = stock.predict(tensor3d([example.scaled])) as Tensor;
    expect((await output.data())[0]).toBeCloseTo(example.output, 6);
    expect(target.formula).toBe('ms = exp(output * sd + mean + level)');
    const value = Math.exp(example.output * target.sd + target.mean + example.level);
    expect(value).toBeCloseTo(example.value, 6);
    stock.dispose();
  });

  it('says in its README what must come out', async () => {
    const files = await exportVersion(buildVersion(specOf()));
    const { output } = JSON.parse(readText(files, 'example.json')) as { output: number };
    expect(readText(files, 'README.md')).toContain(`// ${output.toPrecision(7)}`);
    expect(files.map(({ path }) => path)).toEqual([
      'README.md',
      'model.json',
      'weights.bin',
      'scaler-and-features.json',
      'target.json',
      'example.json',
      'predict.py',
    ]);
  });
});
