import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "acorn";

// The checker in JavaScript: its faster forms are downloads for one platform each.
process.env.RECHECK_BACKEND = "pure";
const { check } = await import("recheck");

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
export const options = { "timeout-ms": { type: "string", default: "3000" } };

function filesUnder(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesUnder(path);
    return path.endsWith(".js") ? [path] : [];
  });
}

function regexesIn(file) {
  const found = [];
  parse(readFileSync(file, "utf8"), {
    ecmaVersion: "latest",
    sourceType: "module",
    onToken: ({ type, value }) => type.label === "regexp" && found.push(value),
  });
  return found.map(({ pattern, flags }) => ({ pattern, flags, file: relative(DIST, file) }));
}

/** Every regular expression of the built product by how its time grows; exponential growth fails. */
export async function run(settings) {
  const regexes = new Map(
    filesUnder(DIST)
      .flatMap(regexesIn)
      .map((regex) => [`/${regex.pattern}/${regex.flags}`, regex]),
  );
  const result = { regexes: regexes.size, linear: 0, polynomial: [], exponential: [], undecided: [] };
  for (const [text, { pattern, flags, file }] of regexes) {
    const verdict = await check(pattern, flags, { timeout: Number(settings["timeout-ms"]) });
    const name = `${file}: ${text.slice(0, 80)}`;
    if (verdict.status === "safe") result.linear += 1;
    else if (verdict.status === "unknown") result.undecided.push(name);
    else result[verdict.complexity.type === "exponential" ? "exponential" : "polynomial"].push(name);
  }
  return result;
}

export const isGood = ({ exponential }) => exponential.length === 0;
