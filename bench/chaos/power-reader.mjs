import { openSqlite } from "../../dist/storage/sqlite.js";

// What a database holds after a power loss, as JSON; a process of its own, so that the file is free afterwards.
const database = await openSqlite(process.argv[2]);
const rows = await database.query("SELECT key, done_at FROM lane_items");
const [{ integrity_check: integrity }] = await database.query("PRAGMA integrity_check");
process.stdout.write(JSON.stringify({ integrity, rows: rows.map(({ key, done_at }) => [key, done_at]) }));
