import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { readPointer } from "./snapshot-pointer.ts";
import { readSourceFiles, type SourceFiles } from "./source-files.ts";

const recordSchema = z.object({
  snapshotId: z.string(),
  paths: z.array(z.string()),
  /** SHA-256 over every file read, hexadecimal. */
  digest: z.string(),
});

const FILE = "sources.json";

/** Remembers what a snapshot was built from. */
export function recordSources(
  outDir: string,
  snapshotId: string,
  paths: readonly string[],
  sources: SourceFiles,
): void {
  const record = { snapshotId, paths: paths.map((path) => resolve(path)), digest: digestOf(sources) };
  const draft = join(outDir, `.${FILE}-${process.pid}`);
  writeFileSync(draft, `${JSON.stringify(record)}\n`);
  renameSync(draft, join(outDir, FILE));
}

/**
 * The files and folders behind the serving snapshot, when they have changed since it was built. A snapshot that
 * was rolled back to, or whose sources are gone, was chosen or moved here on purpose and counts as unchanged.
 */
export function changedSources(outDir: string): readonly string[] | undefined {
  try {
    const record = recordSchema.parse(JSON.parse(readFileSync(join(outDir, FILE), "utf8")));
    if (readPointer(outDir)?.current !== record.snapshotId) return undefined;
    return digestOf(readSourceFiles(record.paths)) === record.digest ? undefined : record.paths;
  } catch {
    return undefined;
  }
}

function digestOf({ files, glossary }: SourceFiles): string {
  const hash = createHash("sha256");
  for (const { id, bytes, sidecar, asks } of files) {
    hash.update(JSON.stringify([id, bytes.length, sidecar ?? null, asks ?? null])).update(bytes);
  }
  return hash.update(JSON.stringify(glossary ?? null)).digest("hex");
}
