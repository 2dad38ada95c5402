/**
 * The kernels are compiled twice from the same sources. `plain`: the same bits on every machine. `relaxed`: products
 * by fused multiply-add, which is faster and may differ in the last digits from machine to machine.
 */
export type WasmBuild = 'plain' | 'relaxed';

/** A module of one function with one `f32x4.relaxed_madd` in it. */
const PROBE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x13, 0x01, 0x11, 0x00],
  ...[0x41, 0x00, 0xfd, 0x0f, 0x41, 0x00, 0xfd, 0x0f, 0x41, 0x00, 0xfd, 0x0f],
  ...[0xfd, 0x85, 0x02, 0x0b],
);

/** Whether WebAssembly has relaxed SIMD here. Chromium has it, Safari and Node 20 do not. */
export function supportsRelaxedSimd(): boolean {
  return typeof WebAssembly !== 'undefined' && WebAssembly.validate(PROBE);
}

/** One for all engines of a worker, as the person chose before it started. */
let asked: WasmBuild = 'plain';

/** Engines that are made from now on take this build where it can be had. */
export function askForBuild(build: WasmBuild): void {
  asked = build;
}

export function askedBuild(): WasmBuild {
  return asked;
}
