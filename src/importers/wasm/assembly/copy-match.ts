/**
 * Copies `length` bytes from `distance` before `to`, which may overlap: then what was just written is copied again. In
 * steps of 16 or 8 bytes it writes up to 15 bytes beyond the end.
 */
@inline
export function copyMatch(to: usize, distance: usize, length: usize): void {
  const stop = to + length;
  let from = to - distance;
  if (distance >= 16) {
    do {
      v128.store(to, v128.load(from));
      to += 16;
      from += 16;
    } while (to < stop);
  } else if (distance >= 8) {
    do {
      store<u64>(to, load<u64>(from));
      to += 8;
      from += 8;
    } while (to < stop);
  } else if (distance == 1) {
    memory.fill(to, load<u8>(from), length);
  } else {
    do {
      store<u8>(to++, load<u8>(from++));
    } while (to < stop);
  }
}
