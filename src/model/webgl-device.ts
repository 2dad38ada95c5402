import { enableProdMode, env, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { err, ok, type Result } from '#core/result.ts';
import { EngineFault } from './engine.ts';
import { copyOut, useBackend, type TfjsDevice } from './tfjs-device.ts';
import { openWebglContext, type WebglContext } from './webgl-context.ts';

export interface WebglDevice extends TfjsDevice {
  readonly context: WebglContext;
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
  const problem = await startBackend(opened.value.gl);
  return problem === null ? ok(createDevice(opened.value)) : err(problem);
}

/** Registers the backend under its old name, the only one it has kernels for. Null, or why it did not start. */
async function startBackend(gl: WebGL2RenderingContext): Promise<string | null> {
  // Loaded only here: Node has no use for it.
  const { GPGPUContext, MathBackendWebGL, setWebGLContext } = await import('@tensorflow/tfjs-backend-webgl');
  enableProdMode();
  setWebGLContext(2, gl);
  if (!env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
    return 'The GPU cannot draw 32-bit numbers, and training in 16 bits is not reliable.';
  }
  // The package registers itself on import; after a loss it is the dead backend that goes.
  removeBackend('webgl');
  registerBackend('webgl', () => new MathBackendWebGL(new GPGPUContext(gl)), 2);
  try {
    return (await setBackend('webgl')) ? null : 'WebGL did not start.';
  } catch (error) {
    return `WebGL did not start: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function createDevice(context: WebglContext): WebglDevice {
  const device = context.software ? `${context.renderer} (software, no GPU)` : context.renderer;
  return {
    context,
    report: { name: 'webgl', device, fallbackReason: null },
    wantsConstantShapes: true,
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
