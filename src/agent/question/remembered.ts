/** Texts remembered by each function: a megabyte or two, whatever people send. */
const MOST_TEXTS = 1_000;
const LONGEST_TEXT = 1_000;

/** Makes of each text what `make` makes of it, once: the earlier turns of a thread are read again at every turn. */
export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST_TEXT) return make(text);
    if (known.has(text)) return known.get(text) as T;
    const made = make(text);
    if (known.size >= MOST_TEXTS) known.clear();
    known.set(text, made);
    return made;
  };
}
