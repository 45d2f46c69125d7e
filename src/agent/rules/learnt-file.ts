import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deserialize, serialize } from "node:v8";
import type { Learnt } from "./logistic-regression.ts";

/** Beside the compiled code, so that a read-only image brings it along. */
const FILE = fileURLToPath(new URL("wordings.learnt", import.meta.url));
/** The code that makes features of a wording: after a change to it, learning starts afresh. */
const CODE = ["./", "../../retrieval/"].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));

interface Kept<Label extends string> {
  readonly key: string;
  readonly learnt: Learnt<Label>;
}

/** What `keepLearnt` wrote for these examples and this code; undefined when there is none, or none that can be read. */
export function keptLearnt<Label extends string>(examples: unknown, file = FILE): Learnt<Label> | undefined {
  try {
    const kept = deserialize(readFileSync(file)) as Kept<Label>;
    return kept.key === keyOf(examples) ? kept.learnt : undefined;
  } catch {
    // Learning again costs a second and gives the same.
    return undefined;
  }
}

/** Keeps what was learnt from the examples for later starts; written whole or not at all. */
export function keepLearnt<Label extends string>(
  examples: unknown,
  learnt: Learnt<Label>,
  file = FILE,
): void {
  const kept: Kept<Label> = { key: keyOf(examples), learnt };
  writeFileSync(`${file}.new`, serialize(kept));
  renameSync(`${file}.new`, file);
}

function keyOf(examples: unknown): string {
  const hash = createHash("sha256").update(process.version).update(JSON.stringify(examples));
  for (const folder of CODE) {
    for (const name of readdirSync(folder).sort()) {
      if (/\.[jt]s$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest("hex");
}
