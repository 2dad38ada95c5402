import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EngineState, NamedArray } from './model-version.ts';
import { decodeState, encodeState } from './weights-codec.ts';

function smallState(scale = 1): EngineState {
  const arrays = (factor: number): NamedArray[] => [
    { name: 'lstm_1/kernel', shape: [2, 4], values: Float32Array.from({ length: 8 }, (_, i) => i * factor) },
    { name: 'lstm_1/bias', shape: [4], values: Float32Array.from([0.1, -0, 1e-38, 3e38 * scale]) },
  ];
  return { parameters: arrays(1), firstMoments: arrays(0.5), secondMoments: arrays(0.25), step: 17 };
}

function reasonOf(bytes: Uint8Array, index: Parameters<typeof decodeState>[1]): string {
  const result = decodeState(bytes, index);
  return result.ok ? 'decoded' : result.error.reason;
}

describe('weights codec', () => {
  it('gives back every bit of what it packed', () => {
    const { bytes, index } = encodeState(smallState());
    expect(decodeState(bytes, index)).toEqual({ ok: true, value: smallState() });
  });

  it('gives back any finite state (property)', () => {
    const float = fc.float({ noNaN: true, noDefaultInfinity: true });
    const values = fc.array(float, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, fc.nat(), (list, step) => {
        const arrays = [{ name: 'w', shape: [list.length], values: Float32Array.from(list) }];
        const state = { parameters: arrays, firstMoments: arrays, secondMoments: arrays, step };
        const { bytes, index } = encodeState(state);
        expect(decodeState(bytes, index)).toEqual({ ok: true, value: state });
      }),
      { seed: 5 },
    );
  });

  it('writes little-endian floats', () => {
    const one = [{ name: 'w', shape: [1], values: Float32Array.of(1) }];
    const { bytes } = encodeState({ parameters: one, firstMoments: [], secondMoments: [], step: 0 });
    expect([...bytes]).toEqual([0, 0, 0x80, 0x3f]);
  });

  it('reads bytes that lie inside a larger buffer', () => {
    const { bytes, index } = encodeState(smallState());
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(decodeState(larger.subarray(3), index)).toEqual({ ok: true, value: smallState() });
  });

  it('says what was expected and found when bytes are missing', () => {
    const { bytes, index } = encodeState(smallState());
    expect(reasonOf(bytes.subarray(0, 100), index)).toBe('expected 144 bytes of weights, found 100');
  });

  it('refuses moments that do not match the parameters', () => {
    const { bytes, index } = encodeState(smallState());
    const renamed = index.firstMoments.map((entry) => ({ ...entry, name: entry.name.replace('bias', 'b') }));
    expect(reasonOf(bytes, { ...index, firstMoments: renamed })).toBe(
      'expected lstm_1/bias [4] in firstMoments, found lstm_1/b [4]',
    );
    expect(reasonOf(bytes, { ...index, secondMoments: [] })).toBe(
      'expected 2 arrays in secondMoments, found 0',
    );
  });

  it('refuses offsets outside the bytes, strange shapes and a strange step', () => {
    const { bytes, index } = encodeState(smallState());
    const moved = index.parameters.map((entry) => ({ ...entry, byteOffset: entry.byteOffset + 120 }));
    expect(reasonOf(bytes, { ...index, parameters: moved })).toContain(
      'within 144 bytes, found it at 120 to 152',
    );
    const negative = (list: typeof moved): typeof moved => list.map((entry) => ({ ...entry, shape: [-1] }));
    expect(
      reasonOf(bytes, {
        ...index,
        parameters: negative(moved),
        firstMoments: negative(moved),
        secondMoments: negative(moved),
      }),
    ).toContain('expected positive whole sizes');
    expect(reasonOf(bytes, { ...index, step: 1.5 })).toBe('expected a count of finished updates, found 1.5');
  });

  it('refuses weights that are not finite', () => {
    const { bytes, index } = encodeState(smallState(2));
    expect(reasonOf(bytes, index)).toBe(
      'expected finite numbers in lstm_1/bias, found Infinity at position 3',
    );
  });
});
