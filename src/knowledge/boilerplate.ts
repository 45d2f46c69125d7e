/** Whether a line ends like a sentence rather than like a label. */
export const ENDS_SENTENCE = /[。．.!！?？…♪][」』）)"”’]*$/u;

/**
 * Two or more lines in a row that come back later are page furniture when they read like buttons and
 * slogans: with a line that is no finished sentence, or, seen only twice, with mostly such lines.
 * @returns the places of those lines; empty lines neither count nor separate
 */
export function findBoilerplate(lines: readonly string[]): ReadonlySet<number> {
  const content = lines.flatMap((line, at) => (line === "" ? [] : [{ line, at }]));
  const counts = new Map<string, number>();
  const pairAt = (i: number) => `${content[i]?.line}\n${content[i + 1]?.line}`;
  for (let i = 0; i + 1 < content.length; i++) counts.set(pairAt(i), (counts.get(pairAt(i)) ?? 0) + 1);
  const recurs = (i: number) => i >= 0 && i + 1 < content.length && (counts.get(pairAt(i)) ?? 0) >= 2;

  const dropped = new Set<number>();
  for (let start = 0; start < content.length; start++) {
    if (!recurs(start)) continue;
    let end = start + 1;
    while (recurs(end)) end++;
    const run = content.slice(start, end + 1);
    const slogans = run.filter(({ line }) => !ENDS_SENTENCE.test(line)).length;
    const often = (counts.get(pairAt(start)) ?? 0) >= 3;
    if (often ? slogans > 0 : slogans * 2 > run.length) for (const { at } of run) dropped.add(at);
    start = end;
  }
  return dropped;
}
