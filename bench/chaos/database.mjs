import { judgeClaims, openClaims, raceForClaims } from "./claims.mjs";
import { startFleet } from "./fleet.mjs";
import { answered, answersByQuestion, askAll, judge } from "./inbox.mjs";
import { createPartition } from "./partition.mjs";
import { createRandom, pause, untilSettled } from "./random.mjs";
import { startServer } from "./server.mjs";

export const options = {
  fault: { type: "string", default: "restart" },
  deliveries: { type: "string", default: "300" },
  times: { type: "string", default: "5" },
  handoffs: { type: "string", default: "6" },
};

const REPLICAS = 2;
/** Longer than a lease: the other replica must take over. */
const PARTITION_MS = 10_000;
const STARVE_MS = 6_000;
/** About how long each fault takes once, so that the questions are spread over all of them. */
const SECONDS = { restart: 3, cut: 1, pool: 14, partition: 14 };

/** Each does its harm once and returns when it is over. */
const FAULTS = {
  async restart({ server, random }) {
    server.restart(random.pick(["fast", "immediate"]));
    await pause(random.between(500, 2_500));
  },
  async cut({ server, random }) {
    await server.admin((client) =>
      client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' AND random() < $1`,
        [random.pick([0.3, 0.7, 1])],
      ),
    );
    await pause(random.between(200, 1_200));
  },
  /** Every connection is taken for a while; then every table is, so that each connection waits. */
  async pool({ server, random }) {
    const hoard = [];
    await server.admin((client) =>
      client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'",
      ),
    );
    for (;;) {
      try {
        hoard.push(await server.connectAdmin());
      } catch {
        break;
      }
    }
    await pause(STARVE_MS);
    const [locker, ...rest] = hoard;
    await Promise.all(rest.map((client) => client.end()));
    await locker.query(
      "BEGIN; LOCK TABLE lanes, lane_items, turns, posts, handoffs IN ACCESS EXCLUSIVE MODE",
    );
    await pause(STARVE_MS);
    await locker.query("COMMIT");
    await locker.end();
    await pause(random.between(500, 2_000));
  },
  async partition({ network, random }, time) {
    const index = time % REPLICAS;
    network.cut(index);
    await pause(PARTITION_MS + random.between(0, 4_000));
    network.heal(index);
    await pause(random.between(1_000, 3_000));
  },
};

/** Questions and claims on two replicas while their database fails; it must all come right without a restart. */
export async function run({ fault, deliveries, times, handoffs, seed }) {
  const harm = FAULTS[fault];
  if (!harm) throw new Error(`--fault ${fault} is not known: choose ${Object.keys(FAULTS).join(", ")}.`);
  const random = createRandom(seed);
  const started = Date.now();
  const network = fault === "partition" ? createPartition(REPLICAS) : undefined;
  let server;
  let fleet;
  try {
    server = await startServer({ network, maxConnections: 40 });
    fleet = await startFleet({ processes: REPLICAS, databaseUrl: server.url, random });
    const { workspace } = fleet;
    const claims = await openClaims(workspace, Number(handoffs));
    const asking = askAll(
      workspace,
      Number(deliveries),
      random,
      (Number(times) * SECONDS[fault] * 2_000) / Number(deliveries),
    );
    const racing = raceForClaims(workspace, claims, random);
    for (let time = 0; time < Number(times); time += 1) await harm({ server, network, random }, time);
    const healedAt = Date.now();
    const asked = await asking;
    await racing;
    const found = () => answersByQuestion(workspace);
    await untilSettled(() => answered(asked, found()), asked.length);
    const recoverySeconds = Math.round((Date.now() - healedAt) / 100) / 10;
    await pause(8_000);
    if (process.env.CHAOS_LOG) process.stderr.write(fleet.errors.join(""));
    return {
      fault,
      times: Number(times),
      deliveries: asked.length,
      ...judge(asked, found(), await fleet.accepted()),
      ...(await judgeClaims(workspace, claims, server)),
      died: fleet.died(),
      recoverySeconds,
      seconds: Math.round((Date.now() - started) / 1000),
    };
  } finally {
    await fleet?.close();
    server?.stop();
    network?.remove();
  }
}

export const isGood = ({ lost, answeredTwice, outOfOrder, doubleOwners, unclaimed, died }) =>
  lost + answeredTwice + outOfOrder + doubleOwners + unclaimed + died === 0;
