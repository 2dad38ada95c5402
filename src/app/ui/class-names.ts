/** One `class` attribute out of the names that apply; nothing for `undefined` and `false`. */
export function classNames(...names: readonly (string | undefined | false)[]): string {
  return names.filter((name) => name !== undefined && name !== false && name !== '').join(' ');
}
