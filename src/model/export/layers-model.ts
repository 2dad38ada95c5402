import type { NamedArray, NetworkSpec } from '#core/model-version.ts';
import { headSizes, layoutParameters, sizeOf } from '../network-layout.ts';

interface LayerEntry {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** `model.json` of TensorFlow.js: what `tf.loadLayersModel` reads. */
export interface LayersModelFile {
  readonly format: 'layers-model';
  readonly generatedBy: string;
  readonly convertedBy: null;
  readonly modelTopology: {
    readonly keras_version: string;
    readonly backend: string;
    readonly model_config: { readonly class_name: 'Sequential'; readonly config: object };
  };
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly {
      readonly name: string;
      readonly shape: readonly number[];
      readonly dtype: 'float32';
    }[];
  }[];
}

export const WEIGHTS_FILE = 'weights.bin';

/** The network as a stock Keras model: input [windows, windowDays, features], scaled; output [windows, 1]. */
export function describeLayersModel(spec: NetworkSpec): LayersModelFile {
  const weights = layoutParameters(spec).map(({ name, shape }) => ({
    name,
    shape,
    dtype: 'float32' as const,
  }));
  return {
    format: 'layers-model',
    generatedBy: 'Pulsecast',
    convertedBy: null,
    modelTopology: {
      // The dialect of the configuration, not a program that ran.
      keras_version: '2.15.0',
      backend: 'tensorflow',
      model_config: {
        class_name: 'Sequential',
        config: { name: 'pulsecast', layers: [...lstmStack(spec), ...denseHead(spec)] },
      },
    },
    weightsManifest: [{ paths: [WEIGHTS_FILE], weights }],
  };
}

function lstmStack(spec: NetworkSpec): readonly LayerEntry[] {
  return Array.from({ length: spec.layers }, (_, position) => {
    const number = String(position + 1);
    const input = position === 0 ? { batch_input_shape: [null, spec.windowDays, spec.featureCount] } : {};
    const lstm = {
      name: `lstm_${number}`,
      ...input,
      dtype: 'float32',
      trainable: true,
      units: spec.hidden,
      activation: 'tanh',
      // TensorFlow.js takes a piecewise-linear approximation unless told otherwise.
      recurrent_activation: 'sigmoid',
      use_bias: true,
      unit_forget_bias: true,
      return_sequences: position < spec.layers - 1,
      return_state: false,
      go_backwards: false,
      stateful: false,
      unroll: false,
      kernel_initializer: GLOROT,
      // The default is orthogonal, which takes seconds to draw before the weights are read.
      recurrent_initializer: GLOROT,
      bias_initializer: ZEROS,
      dropout: 0,
      recurrent_dropout: 0,
    };
    return [{ class_name: 'LSTM', config: lstm }, dropout(`dropout_${number}`, spec)];
  }).flat();
}

/** Dense layers with ReLU and dropout between them, the last one linear. */
function denseHead(spec: NetworkSpec): readonly LayerEntry[] {
  const sizes = headSizes(spec).slice(1);
  return sizes.flatMap((units, position) => {
    const number = String(position + 1);
    const last = position === sizes.length - 1;
    const dense = {
      name: `dense_${number}`,
      dtype: 'float32',
      trainable: true,
      units,
      activation: last ? 'linear' : 'relu',
      use_bias: true,
      kernel_initializer: GLOROT,
      bias_initializer: ZEROS,
    };
    const layer = { class_name: 'Dense', config: dense };
    return last ? [layer] : [layer, dropout(`head_dropout_${number}`, spec)];
  });
}

const GLOROT = { class_name: 'GlorotUniform', config: { seed: null } };
const ZEROS = { class_name: 'Zeros', config: {} };

function dropout(name: string, spec: NetworkSpec): LayerEntry {
  return {
    class_name: 'Dropout',
    config: { name, dtype: 'float32', trainable: true, rate: spec.dropout, noise_shape: null, seed: null },
  };
}

/** All parameters one after another in the order of `weightsManifest`: 32-bit floats, little-endian. */
export function packWeights(parameters: readonly NamedArray[]): Uint8Array<ArrayBuffer> {
  const count = parameters.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const view = new DataView(new ArrayBuffer(4 * count));
  let offset = 0;
  for (const { values } of parameters) {
    for (const value of values) {
      view.setFloat32(offset, value, true);
      offset += 4;
    }
  }
  return new Uint8Array(view.buffer);
}
