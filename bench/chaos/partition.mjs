import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";

const ip = (...args) => execFileSync("ip", args, { stdio: ["ignore", "ignore", "pipe"] });

/** What a killed run left behind would take the addresses of the next. */
function removeLeftovers() {
  for (const line of execFileSync("ip", ["netns", "list"], { encoding: "utf8" }).split("\n")) {
    const [, name, pid] = /^(shirube(\d+))\b/.exec(line) ?? [];
    // A process that has ended but was never asked after still has its folder, without a program.
    if (!name || existsSync(`/proc/${pid}/exe`)) continue;
    // A server that still runs in the namespace keeps it and its links alive: these go first, by name.
    for (const device of readdirSync("/sys/class/net")) {
      if (device.startsWith(`shr${pid % 100_000}h`)) ip("link", "del", device);
    }
    ip("netns", "del", name);
  }
}

/**
 * A network namespace for a database with one link per replica; a cut link loses packets silently, both ways,
 * as a real partition does. Linux, root and iproute2 are needed.
 * @param links how many
 */
export function createPartition(links) {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    throw new Error("A network partition needs Linux namespaces, which only root may make: run it as root.");
  const name = `shirube${process.pid}`;
  const indexes = Array.from({ length: links }, (_, index) => index);
  const ours = (index) => `shr${process.pid % 100_000}h${index}`;
  const theirs = (index) => `shr${process.pid % 100_000}d${index}`;
  const remove = () => {
    for (const index of indexes) {
      try {
        ip("link", "del", ours(index));
      } catch {
        // A link that was never made, or went with its namespace.
      }
    }
    ip("netns", "del", name);
  };
  removeLeftovers();
  ip("netns", "add", name);
  try {
    ip("-n", name, "link", "set", "lo", "up");
    for (const index of indexes) {
      ip("link", "add", ours(index), "type", "veth", "peer", "name", theirs(index), "netns", name);
      ip("addr", "add", `10.231.${index}.1/24`, "dev", ours(index));
      ip("link", "set", ours(index), "up");
      ip("-n", name, "addr", "add", `10.231.${index}.2/24`, "dev", theirs(index));
      ip("-n", name, "link", "set", theirs(index), "up");
    }
  } catch (error) {
    remove();
    throw error;
  }
  return {
    enter: ["ip", "netns", "exec", name],
    hosts: indexes.map((index) => `10.231.${index}.2`),
    cut: (index) => ip("-n", name, "link", "set", theirs(index), "down"),
    heal: (index) => ip("-n", name, "link", "set", theirs(index), "up"),
    remove,
  };
}
