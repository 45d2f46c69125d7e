import { createLaneStore } from "../../dist/storage/lane-store.js";
import { migrate } from "../../dist/storage/migrations.js";
import { openSqlite } from "../../dist/storage/sqlite.js";

// Stores deliveries as the bot does and names each one on standard output once it counts as accepted.
const [file, round] = process.argv.slice(2);
const database = await openSqlite(file);
await migrate(database);
const lanes = createLaneStore(database, "inbox");
for (let index = 0; ; index += 1) {
  const key = `${round}-${index}`;
  await lanes.enqueue({ lane: `lane${index % 20}`, key, payload: "違いは?".repeat(20) });
  process.stdout.write(`${key}\n`);
  if (index % 3 === 0) {
    const lease = await lanes.claim("writer", 6_000);
    const item = lease && (await lanes.next(lease));
    if (item && (await lanes.complete(lease, item.id))) process.stdout.write(`${item.key} done\n`);
  }
}
