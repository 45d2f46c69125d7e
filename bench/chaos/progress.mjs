/** Says on standard error every half minute how far a long run has come. @returns what ends it */
export function sayProgress(line) {
  const timer = setInterval(() => process.stderr.write(`${line()}\n`), 30_000);
  return () => clearInterval(timer);
}
