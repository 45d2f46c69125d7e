import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import pg from "pg";

const DEBIAN = "/usr/lib/postgresql";

/** Folder of the newest PostgreSQL server installed by Debian's package. */
function findBinaries() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folder = versions
    .map((version) => join(DEBIAN, version, "bin"))
    .find((bin) => existsSync(join(bin, "initdb")));
  if (!folder) throw new Error("No PostgreSQL server is installed: `apt-get install postgresql` brings one.");
  return folder;
}

const isRoot = () => process.getuid?.() === 0;
const call = (command, args) => execFileSync(command, args, { stdio: ["ignore", "ignore", "pipe"] });

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/**
 * A PostgreSQL server of our own, to be restarted, starved and cut off at will.
 * @param network `{ enter, hosts }` of `createPartition`; absent listens on this machine only
 */
export async function startServer({ maxConnections = 60, network } = {}) {
  const bin = findBinaries();
  const folder = mkdtempSync("/tmp/shirube-postgres-");
  const data = join(folder, "data");
  // PostgreSQL refuses to run as root; Debian's package brings a user for it.
  const enter = network?.enter ?? [];
  const as = (...args) => {
    const whole = [...enter, ...(isRoot() ? ["runuser", "-u", "postgres", "--"] : []), ...args];
    call(whole[0], whole.slice(1));
  };
  if (isRoot()) {
    chownSync(folder, Number(execFileSync("id", ["-u", "postgres"])), -1);
  } else chownSync(folder, userInfo().uid, -1);
  as(join(bin, "initdb"), "-D", data, "-A", "trust", "-U", "shirube", "-E", "UTF8", "--no-sync");
  const port = await freePort();
  const hosts = network?.hosts ?? ["127.0.0.1"];
  const flags = `-p ${port} -c listen_addresses=${hosts.join(",")} -c unix_socket_directories=${folder} -c max_connections=${maxConnections}`;
  if (network) {
    const rules = hosts.map((host) => `host all all ${host.replace(/\.\d+$/, ".0")}/24 trust\n`).join("");
    as("sh", "-c", `printf '${rules.replaceAll("\n", "\\n")}' >> ${join(data, "pg_hba.conf")}`);
  }
  const control = (...args) =>
    as(join(bin, "pg_ctl"), "-D", data, "-w", "-t", "60", "-l", join(folder, "log"), "-o", flags, ...args);
  control("start");
  /** @param index which of the server's addresses */
  const url = (index = 0) => `postgres://shirube@${hosts[index] ?? hosts[0]}:${port}/postgres`;
  const adminUrl = `postgres://shirube@${encodeURIComponent(folder)}:${port}/postgres`;

  return {
    url,
    /** A connection that no fault between a replica and the server touches: over the server's own socket. */
    async admin(work) {
      const client = new pg.Client({ connectionString: adminUrl });
      client.on("error", () => {});
      await client.connect();
      try {
        return await work(client);
      } finally {
        await client.end().catch(() => {});
      }
    },
    connectAdmin: async () => {
      const client = new pg.Client({ connectionString: adminUrl });
      client.on("error", () => {});
      await client.connect();
      return client;
    },
    /** @param mode `fast` ends sessions, `immediate` is a crash followed by recovery */
    restart: (mode) => control("-m", mode, "restart"),
    stop() {
      try {
        control("-m", "immediate", "stop");
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
