import {
  _FusedMatMul,
  BatchMatMul,
  copyRegisteredKernels,
  registerBackend,
  registerKernel,
  unregisterKernel,
  type KernelFunc,
  type NamedAttrMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { multiplyMatrices, type MatrixView } from './matrix-product.ts';

/** Our CPU backend: TensorFlow.js' own, with the two matrix products replaced. 'cpu' itself stays as it is. */
export const TILED_CPU = 'cpu-tiled';

let registered = false;

/** Makes the backend known; to be called before it is set. */
export function registerTiledCpu(): void {
  if (registered) return;
  registered = true;
  registerBackend(TILED_CPU, () => new MathBackendCPU());
  copyRegisteredKernels('cpu', TILED_CPU);
  for (const [kernelName, kernelFunc] of [
    [BatchMatMul, multiplyBatch],
    [_FusedMatMul, multiplyBatchFused],
  ] as const) {
    unregisterKernel(kernelName, TILED_CPU);
    registerKernel({ kernelName, backendName: TILED_CPU, kernelFunc });
  }
}

/** Stacks of matrices [..., m, k] x [..., k, n]; a stack of one is used for every matrix of the other. */
const multiplyBatch: KernelFunc = ({ inputs, backend, attrs }) => {
  const cpu = requireCpu(backend);
  const { a, b } = inputs;
  if (a === undefined || b === undefined) throw new Error('a matrix product needs two operands');
  const left = stackOf(cpu, a, attrs?.transposeA === true);
  const right = stackOf(cpu, b, attrs?.transposeB === true);
  const { rows } = left.view;
  const { columns } = right.view;
  const out = new Float32Array(Math.max(left.count, right.count) * rows * columns);
  for (let i = 0; i * rows * columns < out.length; i++) {
    multiplyMatrices(matrixAt(left, i), matrixAt(right, i), out, i * rows * columns);
  }
  const outer = left.count >= right.count ? a.shape : b.shape;
  return cpu.makeTensorInfo([...outer.slice(0, -2), rows, columns], 'float32', out);
};

/** The same, plus a bias of the result's shape or of its last axis, then ReLU if asked for: what the network uses. */
const multiplyBatchFused: KernelFunc = (call) => {
  const product = multiplyBatch(call) as TensorInfo;
  const cpu = requireCpu(call.backend);
  const values = valuesOf(cpu, product);
  if (call.inputs.bias !== undefined) addRepeating(values, valuesOf(cpu, call.inputs.bias));
  activate(values, call.attrs);
  return product;
};

function requireCpu(backend: unknown): MathBackendCPU {
  if (!(backend instanceof MathBackendCPU))
    throw new TypeError('these kernels read the memory of the CPU backend');
  return backend;
}

function addRepeating(values: Float32Array, bias: Float32Array): void {
  for (let start = 0; start < values.length; start += bias.length) {
    for (let i = 0; i < bias.length; i++) values[start + i] = (values[start + i] ?? NaN) + (bias[i] ?? NaN);
  }
}

function activate(values: Float32Array, attrs: NamedAttrMap | undefined): void {
  const activation = attrs?.activation ?? 'linear';
  if (activation === 'linear') return;
  if (activation !== 'relu') throw new Error(`no activation ${JSON.stringify(activation)} in this kernel`);
  for (let i = 0; i < values.length; i++) values[i] = Math.max(0, values[i] ?? NaN);
}

interface MatrixStack {
  readonly count: number;
  /** The first matrix, turned if asked for. */
  readonly view: MatrixView;
}

function stackOf(cpu: MathBackendCPU, { shape, dataId }: TensorInfo, turned: boolean): MatrixStack {
  const [rows = 1, columns = 1] = shape.slice(-2);
  const count = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  const place = { values: valuesOf(cpu, { dataId }), offset: 0 };
  const view = turned
    ? { ...place, rows: columns, columns: rows, rowStride: 1, columnStride: columns }
    : { ...place, rows, columns, rowStride: columns, columnStride: 1 };
  return { count, view };
}

function matrixAt({ count, view }: MatrixStack, i: number): MatrixView {
  return { ...view, offset: (i % count) * view.rows * view.columns };
}

function valuesOf(cpu: MathBackendCPU, { dataId }: Pick<TensorInfo, 'dataId'>): Float32Array {
  const { values } = cpu.data.get(dataId);
  if (!(values instanceof Float32Array)) throw new Error('a matrix product of 32-bit floats only');
  return values;
}
