/**
 * JSON that gives back exactly what went in: plain JSON turns NaN into null and drops the sign of -0, and a figure
 * that "cannot be told" would come back as another value. Such numbers become `{"$number": "NaN"}`; an object that has
 * the key `$number` itself is refused, there is none in the database.
 */
const MARK = '$number';

const SPECIAL: { readonly [text: string]: number } = {
  NaN: NaN,
  Infinity: Infinity,
  '-Infinity': -Infinity,
  '-0': -0,
};

/** One line of text, since JSON escapes line ends. `undefined` properties are left out; binary arrays are refused. */
export function stringifyExactly(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each === 'number') return markNumber(each);
    if (ArrayBuffer.isView(each)) throw new TypeError('binary arrays are stored as files');
    return each;
  });
}

function markNumber(value: number): unknown {
  if (Object.is(value, -0)) return { [MARK]: '-0' };
  return Number.isFinite(value) ? value : { [MARK]: String(value) };
}

/** The inverse. Throws `SyntaxError` where the text is no such JSON. Keys that could reach a prototype are dropped. */
export function parseExactly(text: string): unknown {
  return JSON.parse(text, (key, each: unknown) => {
    if (key === '__proto__') return undefined;
    if (typeof each !== 'object' || each === null || !Object.hasOwn(each, MARK)) return each;
    const marked: unknown = Object.getOwnPropertyDescriptor(each, MARK)?.value;
    const special =
      typeof marked === 'string' && Object.hasOwn(SPECIAL, marked) ? SPECIAL[marked] : undefined;
    if (special === undefined) throw new SyntaxError('an unknown number');
    return special;
  });
}
