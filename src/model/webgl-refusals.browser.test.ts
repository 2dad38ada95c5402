import '@tensorflow/tfjs-backend-webgl';
import { env } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { explainRefusal, type EngineLane } from '#core/engine-race.ts';
import { createEngine, describeEngine, findEngine } from './create-engine.ts';
import { OPTIONS, SPEC } from './engine-promises.fixture.ts';
import { WEBGL_REFUSALS } from './webgl-context.ts';

const FLOAT32 = 'WEBGL_RENDER_FLOAT32_ENABLED';

/** What a browser can be, and what it is then told; each takes something of this one away. */
const REFUSALS: readonly (readonly [string, () => void, string])[] = [
  [
    'a worker without OffscreenCanvas',
    () => vi.stubGlobal('OffscreenCanvas', undefined),
    WEBGL_REFUSALS.noCanvas,
  ],
  [
    'a worker with canvases, but none for WebGL',
    () => vi.stubGlobal('WebGL2RenderingContext', undefined),
    WEBGL_REFUSALS.notInWorkers,
  ],
  [
    'no context',
    () => vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockReturnValue(null),
    WEBGL_REFUSALS.noContext,
  ],
  [
    'a canvas that refuses',
    () => {
      vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockImplementation(() => {
        throw new DOMException('Not here.', 'InvalidStateError');
      });
    },
    'This browser refused WebGL in a worker: Not here.',
  ],
  [
    'no extension for 32-bit render targets',
    () => vi.spyOn(WebGL2RenderingContext.prototype, 'getExtension').mockReturnValue(null),
    WEBGL_REFUSALS.noFloat32,
  ],
  [
    '32-bit render targets that turn out not to work',
    () => {
      env().set(FLOAT32, false);
    },
    WEBGL_REFUSALS.noFloat32,
  ],
];

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  env().set(FLOAT32, true);
});

describe('WebGL is refused', () => {
  it.each(REFUSALS)('with a reason of its own: %s', async (_, takeAway, sentence) => {
    takeAway();
    expect(await findEngine('webgl')).toEqual({ ok: false, error: sentence });
    // Whoever asked for it is told, and whoever did not gets the processor and the reason.
    await expect(createEngine('webgl', SPEC, OPTIONS)).rejects.toMatchObject({
      fault: { kind: 'engineUnavailable', reason: sentence },
    });
    expect(await describeEngine('auto')).toMatchObject({ name: 'wasm', fallbackReason: sentence });
    const lane = { device: '', software: false, msPerBatch: null, problem: sentence };
    const lanes: readonly EngineLane[] = [
      { ...lane, engine: 'wasm', msPerBatch: 40, problem: null },
      { ...lane, engine: 'webgl' },
    ];
    expect(explainRefusal({ key: '', lanes }, 'webgl')).toBe(sentence);
  });

  it('no longer than the reason lasts', async () => {
    const found = await findEngine('webgl');
    expect(found).toMatchObject({ ok: true, value: { report: { name: 'webgl' } } });
  });

  it('in sentences that differ and end', () => {
    const sentences = Object.values(WEBGL_REFUSALS);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
