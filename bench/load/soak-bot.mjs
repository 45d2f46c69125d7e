import { createApp } from "../../dist/app.js";
import { parseConfig } from "../../dist/config/config.js";

// The whole bot by a clock that the run sets, so that a day passes within the run. What the app does every
// fifteen seconds or less often (handoffs' timers, lessons, forgetting) follows that clock too.
const SLOW_MS = 15_000;
let clock = Number(process.env.SOAK_STARTS_AT);
const slow = new Set();
const { setInterval: everyReal, clearInterval: endReal } = globalThis;
globalThis.setInterval = (work, ms, ...rest) => {
  if (ms < SLOW_MS) return everyReal(work, ms, ...rest);
  const timer = { work: () => work(...rest), ms, due: clock + ms, ref: () => timer, unref: () => timer };
  slow.add(timer);
  return timer;
};
globalThis.clearInterval = (timer) => (slow.delete(timer) ? undefined : endReal(timer));

const app = await createApp(parseConfig(process.env), { now: () => clock, slack: { paceMs: 0 } });

/** What is alive after a collection, bytes, beside what the operating system counts. */
function measure() {
  // The first collection frees what finalizers then let go of.
  for (let times = 0; times < 3; times += 1) globalThis.gc();
  return { ...process.memoryUsage(), handles: process.getActiveResourcesInfo().length };
}

process.on("message", ({ at, measured }) => {
  clock = at;
  for (const timer of slow) {
    if (timer.due > clock) continue;
    timer.due = clock + timer.ms;
    timer.work();
  }
  if (measured) process.send(measure());
});
await app.start();
