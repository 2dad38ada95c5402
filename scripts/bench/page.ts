import type { Contender } from './contender.ts';
import type { ImportTimes } from './import-in-page.ts';

/** What the runner asks of the page, one page per contender. */
export interface BenchPage {
  /** Makes the contender and trains its first batch; ms of both together. */
  open: (name: string) => Promise<number>;
  trainBatch: () => Promise<number>;
  predict: () => Promise<number>;
  /** Draw calls of one batch on the WebGL contexts of this page. */
  countDraws: () => Promise<number>;
  openWhatIf: () => Promise<void>;
  whatIf: () => Promise<number>;
  renderer: () => string;
  importApple: () => Promise<ImportTimes>;
  importStrictSax: () => Promise<ImportTimes>;
  /** Milliseconds from cancelling until nothing runs any more. */
  cancelImport: () => Promise<number>;
  /** MB of XML per second, without unpacking. */
  scanApple: () => Promise<number>;
}

declare global {
  /** Only in this page. */
  var bench: BenchPage;
}

type Draw = (this: WebGL2RenderingContext, ...parameters: number[]) => void;

let draws = 0;
// The two differ in their parameters alone, which are passed on as they come: no type of the DOM says that of both.
const contexts = WebGL2RenderingContext.prototype as unknown as Record<'drawArrays' | 'drawElements', Draw>;
for (const name of ['drawArrays', 'drawElements'] as const) {
  const draw = contexts[name];
  contexts[name] = function (...parameters) {
    draws++;
    draw.apply(this, parameters);
  };
}

let contender: Contender | null = null;
let moveSlider: (() => Promise<unknown>) | null = null;

async function openContender(name: string): Promise<Contender> {
  if (name === 'wasm' || name === 'wasm-relaxed' || name === 'webgl')
    return await (await import('./own-engine.ts')).openOwnEngine(name);
  const backend = name.replace('tf-layers-', '');
  if (backend !== 'webgl' && backend !== 'wasm' && backend !== 'cpu') throw new Error(`No engine ${name}.`);
  return await (await import('./tf-layers.ts')).openTfLayers(backend);
}

function opened<T>(thing: T | null): T {
  if (thing === null) throw new Error('Nothing was opened on this page.');
  return thing;
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const bench: BenchPage = {
  open: (name) =>
    time(async () => {
      contender = await openContender(name);
      await contender.trainBatch();
    }),
  trainBatch: () => time(() => opened(contender).trainBatch()),
  predict: () => time(() => opened(contender).predict()),
  countDraws: async () => {
    const before = draws;
    await opened(contender).trainBatch();
    return draws - before;
  },
  openWhatIf: async () => {
    moveSlider = await (await import('./what-if.ts')).openWhatIf();
  },
  whatIf: () => time(() => opened(moveSlider)()),
  importApple: async () => await (await import('./import-in-page.ts')).importApple(),
  importStrictSax: async () => await (await import('./import-in-page.ts')).importStrictSax(),
  cancelImport: async () => await (await import('./import-in-page.ts')).cancelImport(),
  scanApple: async () => (await import('./import-in-page.ts')).scanApple(),
  renderer: () => {
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
    const details = gl?.getExtension('WEBGL_debug_renderer_info') ?? null;
    if (gl === null || details === null) return 'none';
    return String(gl.getParameter(details.UNMASKED_RENDERER_WEBGL));
  },
};

globalThis.bench = bench;
