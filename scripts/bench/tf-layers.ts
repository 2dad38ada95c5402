/// <reference types="vite/client" />
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { enableProdMode, setBackend, tensor2d, tensor3d, train, type Tensor } from '@tensorflow/tfjs-core';
import { layers, sequential, type Sequential } from '@tensorflow/tfjs-layers';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import { OPTIONS, SPEC, drawData, type Contender } from './contender.ts';

export type TfBackend = 'webgl' | 'wasm' | 'cpu';

const STARTERS: { readonly [Name in TfBackend]: () => Promise<unknown> } = {
  webgl: () => import('@tensorflow/tfjs-backend-webgl'),
  wasm: async () => {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    setWasmPaths({
      'tfjs-backend-wasm.wasm': plainUrl,
      'tfjs-backend-wasm-simd.wasm': simdUrl,
      'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
    });
  },
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
};

/** The same network as people build it from `tf.layers`, on a backend of TensorFlow.js. */
export async function openTfLayers(backend: TfBackend): Promise<Contender> {
  enableProdMode();
  await STARTERS[backend]();
  if (!(await setBackend(backend))) throw new Error(`The ${backend} backend did not start.`);
  const network = buildNetwork();
  const { batchSize } = OPTIONS;
  const { windowDays, featureCount } = SPEC;
  const data = drawData();
  const inputs = tensor3d(data.inputs, [batchSize, windowDays, featureCount]);
  const targets = tensor2d(data.targets, [batchSize, 1]);
  const window = tensor3d(data.window, [1, windowDays, featureCount]);
  return {
    trainBatch: () => network.trainOnBatch(inputs, targets),
    predict: async () => {
      const output = network.predict(window) as Tensor;
      await output.data();
      output.dispose();
    },
  };
}

function buildNetwork(): Sequential {
  const { windowDays, featureCount, hidden, dropout } = SPEC;
  const network = sequential();
  for (const returnSequences of [true, false]) {
    network.add(
      layers.lstm({
        units: hidden,
        returnSequences,
        recurrentActivation: 'sigmoid',
        // The default draws an orthogonal matrix, which takes seconds and is not what is measured.
        recurrentInitializer: 'glorotUniform',
        ...(returnSequences ? { inputShape: [windowDays, featureCount] } : {}),
      }),
    );
    network.add(layers.dropout({ rate: dropout }));
  }
  for (const units of [64, 32]) {
    network.add(layers.dense({ units, activation: 'relu' }));
    network.add(layers.dropout({ rate: dropout }));
  }
  network.add(layers.dense({ units: 1 }));
  network.compile({ optimizer: train.adam(OPTIONS.learningRate), loss: 'meanSquaredError' });
  return network;
}
