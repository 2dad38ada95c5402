import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { enableProdMode, env, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import type { NetworkSpec } from '#core/model-version.ts';
import { err, ok, type Result } from '#core/result.ts';
import { EngineFault } from './engine.ts';
import { CORE_OPS, copyOut, useBackend, type NetworkOps, type TfjsDevice } from './tfjs-device.ts';
import { updateByWebglAdam } from './webgl-adam.ts';
import { describeRefusal, openWebglContext, WEBGL_REFUSALS, type WebglContext } from './webgl-context.ts';
import { createWebglDense, createWebglSquareError } from './webgl-dense.ts';
import { createWebglLstm } from './webgl-lstm.ts';
import { WebglPrograms } from './webgl-programs.ts';

export interface WebglDevice extends TfjsDevice {
  readonly context: WebglContext;
  readonly programs: WebglPrograms;
}

/** One context for all engines of a worker: browsers allow few, and compiled shaders live in it. */
let shared: Promise<Result<WebglDevice, string>> | null = null;

/**
 * The WebGL backend on a context of our own; after a loss, the next call builds both anew. The error is one sentence
 * that says why WebGL cannot be used here.
 */
export async function openWebglDevice(): Promise<Result<WebglDevice, string>> {
  const before = shared;
  const opened = await before;
  if (opened?.ok === true && !opened.value.context.isLost()) return opened;
  // Only the first of several callers that found it missing opens it: two backends cannot live under one name.
  const current = shared === null || shared === before ? openAnew() : shared;
  shared = current;
  return await current;
}

async function openAnew(): Promise<Result<WebglDevice, string>> {
  const opened = openWebglContext();
  if (!opened.ok) return opened;
  const backend = await startBackend(opened.value.gl);
  if (!backend.ok) return backend;
  return ok(createDevice(opened.value, new WebglPrograms(backend.value, opened.value.gl)));
}

/** Registers the backend under its old name, the only one it has kernels for. The error says why it did not start. */
async function startBackend(gl: WebGL2RenderingContext): Promise<Result<MathBackendWebGL, string>> {
  // Loaded only here: Node has no use for it.
  const { GPGPUContext, MathBackendWebGL, setWebGLContext } = await import('@tensorflow/tfjs-backend-webgl');
  enableProdMode();
  setWebGLContext(2, gl);
  if (!env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
    return err(WEBGL_REFUSALS.noFloat32);
  }
  // The package registers itself on import; after a loss it is the dead backend that goes.
  removeBackend('webgl');
  try {
    const backend = new MathBackendWebGL(new GPGPUContext(gl));
    registerBackend('webgl', () => backend, 2);
    return (await setBackend('webgl')) ? ok(backend) : err('WebGL did not start.');
  } catch (error) {
    return err(describeRefusal('WebGL did not start', error));
  }
}

function createDevice(context: WebglContext, programs: WebglPrograms): WebglDevice {
  const device = context.software ? `${context.renderer} (software, no GPU)` : context.renderer;
  return {
    context,
    programs,
    report: { name: 'webgl', device, fallbackReason: null, relaxedSimd: false },
    wantsConstantShapes: true,
    opsFor: (spec, rows) => chooseOps(programs, spec, rows),
    compute: (work) => {
      if (context.isLost()) throw new EngineFault({ kind: 'contextLost' });
      useBackend('webgl');
      try {
        return work();
      } catch (error) {
        // Whatever an op says on a context that went away under it, the loss is the reason.
        throw context.isLost() ? new EngineFault({ kind: 'contextLost' }) : error;
      }
    },
    read: async (tensor) => await context.untilLost(copyOut(tensor)),
  };
}

/** Fused programs, unless a texel of two by two values would straddle gates or the GPU cannot draw them. */
function chooseOps(programs: WebglPrograms, spec: NetworkSpec, rows: number): NetworkOps {
  const tallest = spec.windowDays * 2 * Math.ceil(rows / 2);
  const widest = Math.max(spec.featureCount, 4 * spec.hidden);
  if (spec.hidden % 2 !== 0 || !programs.supports(tallest, widest)) return CORE_OPS;
  return {
    rowMultiple: 2,
    lstm: createWebglLstm(programs),
    dense: createWebglDense(programs),
    squareError: createWebglSquareError(programs),
    upload: (values, shape) => programs.upload(values, shape),
    update: (slots, gradients, learningRate, updates) =>
      updateByWebglAdam(programs, slots, gradients, learningRate, updates),
  };
}
