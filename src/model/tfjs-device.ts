import { enableProdMode, getBackend, setBackend, tensor, type Tensor } from '@tensorflow/tfjs-core';
import type { NetworkSpec } from '#core/model-version.ts';
import type { EngineReport } from '#core/training-job.ts';
import { updateByAdam } from './adam.ts';
import { registerTiledCpu, TILED_CPU } from './cpu-kernels.ts';
import { CORE_DENSE } from './dense-head.ts';
import { CORE_LSTM } from './lstm-op.ts';
import type { LayerOps } from './network-op.ts';
import { squareError } from './squared-error.ts';

/** The parts of a training step that a device may compute in a way of its own. */
export interface NetworkOps extends LayerOps {
  /** Batches have a multiple of this many rows; what is filled up counts for nothing. */
  readonly rowMultiple: 1 | 2;
  readonly squareError: typeof squareError;
  readonly update: typeof updateByAdam;
  /** Values as a tensor; those of an array that the caller goes on to change are copied by the caller. */
  readonly upload: (values: Float32Array, shape: readonly number[]) => Tensor;
}

/** On core ops, for any device and shape. */
export const CORE_OPS: NetworkOps = {
  rowMultiple: 1,
  lstm: CORE_LSTM,
  dense: CORE_DENSE,
  squareError,
  update: updateByAdam,
  upload: (values, shape) => tensor(values, [...shape]),
};

/** A TensorFlow.js backend that is running, and the rules for using it. */
export interface TfjsDevice {
  readonly report: EngineReport;
  /** Whether every new shape costs a compilation, so that batches are padded to one shape. */
  readonly wantsConstantShapes: boolean;
  /** The ops for a network on batches of up to so many rows. */
  opsFor(spec: NetworkSpec, rows: number): NetworkOps;
  /** Runs `work` to its end on this backend; throws `contextLost` where the device is gone. */
  compute<T>(work: () => T): T;
  /** A copy of a tensor's values; throws `contextLost` instead of waiting for a device that is gone. */
  read(tensor: Tensor): Promise<Float32Array>;
}

/** The CPU backend, which runs wherever JavaScript runs. */
export async function openCpuDevice(fallbackReason: string | null): Promise<TfjsDevice> {
  // Else TensorFlow.js greets on the console of Node.
  enableProdMode();
  registerTiledCpu();
  await setBackend(TILED_CPU);
  return {
    report: { name: 'cpu', device: 'JavaScript on the processor', fallbackReason, relaxedSimd: false },
    wantsConstantShapes: false,
    opsFor: () => CORE_OPS,
    compute: (work) => {
      useBackend(TILED_CPU);
      return work();
    },
    read: async (tensor) => await copyOut(tensor),
  };
}

/** Makes a running backend the one that ops go to; several engines may take turns within a worker. */
export function useBackend(name: string): void {
  // For a backend that runs, the switch happens within the call; its promise only reports it.
  if (getBackend() !== name) void setBackend(name);
}

/** The values as a copy: the CPU backend hands out the tensor's own memory. */
export async function copyOut(tensor: Tensor): Promise<Float32Array> {
  return (await tensor.data<'float32'>()).slice();
}
