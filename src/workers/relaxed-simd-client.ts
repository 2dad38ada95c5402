/** A setting of the device, as the race is: what a processor does with an instruction is nothing a profile can know. */
const KEY = 'pulsecast.relaxedSimd';

/** Whether networks are to be trained with relaxed SIMD on this device, where the browser has it. */
export function readRelaxedChoice(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on';
  } catch {
    return false;
  }
}

/** Holds from the next training or race on; where the browser keeps nothing, the plain build stays. */
export function writeRelaxedChoice(on: boolean): void {
  try {
    if (on) localStorage.setItem(KEY, 'on');
    else localStorage.removeItem(KEY);
  } catch {
    // As `readRelaxedChoice` will say.
  }
}
