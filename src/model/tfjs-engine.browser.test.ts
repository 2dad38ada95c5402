import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it, vi } from 'vitest';
import type { NetworkSpec } from '#core/model-version.ts';
import { createEngine, describeEngine } from './create-engine.ts';
import type { TrainingBatch } from './engine.ts';
import {
  expectPyTorch,
  goldenBatch,
  goldenCases,
  goldenState,
  nameCase,
  optionsOf,
  specOf,
} from './network-golden.fixture.ts';

const STANDARD = {
  featureCount: 64,
  windowDays: 30,
  hidden: 128,
  layers: 2,
  dropout: 0.2,
  head: 'mlp',
} as const;
const SMALL = { featureCount: 3, windowDays: 7, hidden: 8, layers: 2, dropout: 0.2, head: 'mlp' } as const;
const OPTIONS = { batchSize: 32, learningRate: 0.001, seed: 1 };

function batchFor(spec: { readonly featureCount: number; readonly windowDays: number }): TrainingBatch {
  const length = 32 * spec.windowDays * spec.featureCount;
  return {
    inputs: Float32Array.from({ length }, (_, i) => Math.sin(i)),
    targets: Float32Array.from({ length: 32 }, (_, i) => Math.cos(i)),
    count: 32,
  };
}

/** Draw calls on any WebGL 2 context while `work` runs. */
async function countDraws(work: () => Promise<unknown>): Promise<number> {
  const spies = (['drawElements', 'drawArrays'] as const).map((name) =>
    vi.spyOn(WebGL2RenderingContext.prototype, name),
  );
  await work();
  const draws = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  for (const spy of spies) spy.mockRestore();
  return draws;
}

/** The context that an engine made in `work` draws on. */
async function catchContext(work: () => Promise<unknown>): Promise<WebGL2RenderingContext> {
  const spy = vi.spyOn(WebGL2RenderingContext.prototype, 'drawElements');
  await work();
  const gl = spy.mock.contexts[0];
  spy.mockRestore();
  if (!(gl instanceof WebGL2RenderingContext)) throw new Error('nothing was drawn');
  return gl;
}

async function secondLossOn(name: 'webgl' | 'cpu', spec: NetworkSpec): Promise<number> {
  const engine = await createEngine(name, spec, OPTIONS);
  await engine.loadState(goldenState(spec));
  await engine.trainBatch(batchFor(spec), 1);
  const loss = await engine.trainBatch(batchFor(spec), 2);
  engine.dispose();
  return loss;
}

describe('WebGL engine', () => {
  it('names a software renderer as one, which "auto" passes over', async () => {
    const report = await describeEngine('webgl');
    expect(report).toMatchObject({ name: 'webgl', fallbackReason: null });
    expect(report.device).toMatch(/SwiftShader.*software/);
    const chosen = await describeEngine('auto');
    expect(chosen.name).toBe('wasm');
    expect(chosen.fallbackReason).toMatch(/without a GPU.*SwiftShader.*\.$/);
  });

  it.each(goldenCases.map((example) => [nameCase(example), example] as const))(
    'agrees with PyTorch on outputs, gradients and ten Adam steps: %s',
    async (_, example) => {
      const engine = await createEngine('webgl', specOf(example), optionsOf(example));
      await expectPyTorch(engine, example, 1e-3);
      engine.dispose();
    },
  );

  it('takes turns with a CPU engine and agrees with it', async () => {
    const losses: number[][] = [[], []];
    const engines = await Promise.all([
      createEngine('webgl', SMALL, OPTIONS),
      createEngine('cpu', SMALL, OPTIONS),
    ]);
    for (const engine of engines) await engine.loadState(goldenState(SMALL));
    for (let k = 0; k < 3; k++) {
      for (const [i, engine] of engines.entries())
        losses[i]?.push(await engine.trainBatch(batchFor(SMALL), k));
    }
    for (const engine of engines) engine.dispose();
    const [webgl = [], cpu = []] = losses;
    expect(webgl).toHaveLength(3);
    for (const [k, loss] of webgl.entries()) expect(Math.abs(loss / (cpu[k] ?? NaN) - 1)).toBeLessThan(1e-3);
  });

  it('takes core ops where a texel would straddle gates, and agrees with the CPU engine', async () => {
    const odd = { ...SMALL, hidden: 7 };
    expect(Math.abs((await secondLossOn('webgl', odd)) / (await secondLossOn('cpu', odd)) - 1)).toBeLessThan(
      1e-3,
    );
  });

  it('takes core ops where the GPU cannot draw eight textures at once', async () => {
    const status = vi.spyOn(WebGL2RenderingContext.prototype, 'checkFramebufferStatus');
    status.mockReturnValue(WebGL2RenderingContext.FRAMEBUFFER_UNSUPPORTED);
    const loss = await secondLossOn('webgl', SMALL);
    expect(status).toHaveBeenCalled();
    status.mockRestore();
    expect(Math.abs(loss / (await secondLossOn('webgl', SMALL)) - 1)).toBeLessThan(1e-3);
  });

  it('leaves no tensor and no byte behind', async () => {
    const before = memory();
    const engine = await createEngine('webgl', SMALL, OPTIONS);
    await engine.trainBatch(batchFor(SMALL), 1);
    const during = memory().numTensors;
    await engine.trainBatch(batchFor(SMALL), 2);
    await engine.predict(batchFor(SMALL).inputs, 32);
    await engine.gradients(batchFor(SMALL).inputs, 32);
    await engine.loadState(await engine.readState());
    expect(memory().numTensors).toBe(during);
    engine.dispose();
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numBytes).toBe(before.numBytes);
  });

  it('draws at most 450 times per Standard batch', async () => {
    const engine = await createEngine('webgl', STANDARD, OPTIONS);
    const batch = batchFor(STANDARD);
    const timed = async (work: () => Promise<unknown>): Promise<string> => {
      const startedAt = performance.now();
      await work();
      return `${(performance.now() - startedAt).toFixed(0)} ms`;
    };
    const first = await timed(() => engine.trainBatch(batch, 1));
    const warm = [];
    for (let k = 2; k < 5; k++) warm.push(await timed(() => engine.trainBatch(batch, k)));
    const draws = await countDraws(() => engine.trainBatch(batch, 5));
    engine.dispose();
    console.info(`Standard batch: ${String(draws)} draws; first ${first}, then ${warm.join(', ')}`);
    expect(draws).toBeGreaterThan(0);
    expect(draws).toBeLessThanOrEqual(450);
  });

  it('rejects with contextLost instead of hanging, and a new engine works again', async () => {
    const engine = await createEngine('webgl', SMALL, OPTIONS);
    const gl = await catchContext(() => engine.trainBatch(batchFor(SMALL), 1));
    const running = engine.trainBatch(batchFor(SMALL), 2);
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    await expect(running).rejects.toMatchObject({ fault: { kind: 'contextLost' } });
    await expect(engine.trainBatch(batchFor(SMALL), 3)).rejects.toMatchObject({
      fault: { kind: 'contextLost' },
    });
    await expect(engine.readState()).rejects.toMatchObject({ fault: { kind: 'contextLost' } });
    engine.dispose();

    const [example] = goldenCases;
    if (example === undefined) throw new Error('no case');
    const [rebuilt, second] = await Promise.all([
      createEngine('webgl', specOf(example), optionsOf(example)),
      createEngine('webgl', SMALL, OPTIONS),
    ]);
    expect(rebuilt.report.name).toBe('webgl');
    await expectPyTorch(rebuilt, example, 1e-3);
    expect(await rebuilt.trainBatch(goldenBatch(example, 0), 1)).toBeGreaterThan(0);
    expect(await second.trainBatch(batchFor(SMALL), 1)).toBeGreaterThan(0);
    for (const each of [rebuilt, second]) each.dispose();
  });
});
