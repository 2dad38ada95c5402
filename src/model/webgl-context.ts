import { err, ok, type Result } from '#core/result.ts';
import { EngineFault } from './engine.ts';

/** A WebGL 2 context of our own that can be lost without anything hanging. */
export interface WebglContext {
  readonly gl: WebGL2RenderingContext;
  /** The graphics device as the browser names it. */
  readonly renderer: string;
  /** True where the "GPU" is a program on the processor. */
  readonly software: boolean;
  isLost(): boolean;
  /** `work`, or a `contextLost` fault if the context is lost first. TensorFlow.js would wait for ever. */
  untilLost<T>(work: Promise<T>): Promise<T>;
}

/** As TensorFlow.js asks for, but software rendering is allowed: we recognise and report it ourselves. */
const ATTRIBUTES: WebGLContextAttributes = {
  alpha: false,
  antialias: false,
  premultipliedAlpha: false,
  preserveDrawingBuffer: false,
  depth: false,
  stencil: false,
  failIfMajorPerformanceCaveat: false,
  powerPreference: 'high-performance',
};

/** Why WebGL is refused, each reason in a sentence of its own. */
export const WEBGL_REFUSALS = {
  noCanvas: 'This browser cannot reach the GPU from a worker (no OffscreenCanvas, as in older Safari).',
  notInWorkers: 'This browser keeps WebGL out of workers, as some versions of Safari do.',
  noContext: 'WebGL 2 does not start in this browser: there is no GPU, or it may not be used.',
  noFloat32: 'The GPU cannot draw 32-bit numbers, and training in 16 bits is not reliable.',
} as const;

/** Opens a context on a canvas that is never shown; the error is one sentence for the person. */
export function openWebglContext(): Result<WebglContext, string> {
  if (typeof OffscreenCanvas === 'undefined') return err(WEBGL_REFUSALS.noCanvas);
  if (typeof WebGL2RenderingContext === 'undefined') return err(WEBGL_REFUSALS.notInWorkers);
  try {
    const canvas = new OffscreenCanvas(1, 1);
    const gl = canvas.getContext('webgl2', ATTRIBUTES);
    if (gl === null) return err(WEBGL_REFUSALS.noContext);
    if (gl.getExtension('EXT_color_buffer_float') === null) return err(WEBGL_REFUSALS.noFloat32);
    return ok(watchContext(canvas, gl));
  } catch (error) {
    return err(describeRefusal('This browser refused WebGL in a worker', error));
  }
}

/** "What: the browser's own words." */
export function describeRefusal(what: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `${what}: ${reason.replace(/\.$/, '')}.`;
}

/** The graphics device as the browser names it; a sentence where there is none. The context it takes is given back. */
export function nameWebglDevice(): string {
  const opened = openWebglContext();
  if (!opened.ok) return opened.error;
  opened.value.gl.getExtension('WEBGL_lose_context')?.loseContext();
  return opened.value.renderer;
}

function watchContext(canvas: OffscreenCanvas, gl: WebGL2RenderingContext): WebglContext {
  let lost = false;
  const waiting = new Set<(fault: EngineFault) => void>();
  canvas.addEventListener('webglcontextlost', () => {
    lost = true;
    for (const reject of waiting) reject(contextLost());
    waiting.clear();
  });
  const isLost = (): boolean => lost || gl.isContextLost();
  const renderer = nameRenderer(gl);
  return {
    gl,
    renderer,
    software: /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer),
    isLost,
    untilLost: async (work) => {
      if (isLost()) throw contextLost();
      let reject: (fault: EngineFault) => void = () => undefined;
      const loss = new Promise<never>((_, rejectLoss) => {
        reject = rejectLoss;
        waiting.add(reject);
      });
      try {
        return await Promise.race([work, loss]);
      } finally {
        waiting.delete(reject);
      }
    },
  };
}

function contextLost(): EngineFault {
  return new EngineFault({ kind: 'contextLost' });
}

function nameRenderer(gl: WebGL2RenderingContext): string {
  const details = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(details === null ? gl.RENDERER : details.UNMASKED_RENDERER_WEBGL);
  return typeof name === 'string' && name !== '' ? name : 'GPU without a name';
}
