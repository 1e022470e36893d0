/** What a construct is given, in two: the properties with these names as far as they are set, and the others. */
export function splitProps<P extends object, N extends keyof P & string>(props: P, names: readonly N[]): readonly [Pick<P, N>, Readonly<Record<string, unknown>>] {
  const isNamed = (name: string): boolean => names.some((each) => each === name);
  const entries = Object.entries(props ?? {}); // without any, the site says what it lacks
  const named = Object.fromEntries(entries.filter(([name, value]) => isNamed(name) && value !== undefined));
  return [named as Pick<P, N>, Object.fromEntries(entries.filter(([name]) => !isNamed(name)))];
}
