import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { messageOf } from "../errors.ts";
import type { SourceDocument } from "../knowledge/document.ts";
import { type DocumentFile, isHeavy, readDocument } from "../knowledge/parse-document.ts";

/** A file that was read, or why it was not. */
export type ReadResult =
  | { readonly document: SourceDocument }
  | { readonly skipped: { readonly id: string; readonly why: string } };

export interface ReadLimits {
  /** Milliseconds for one file. @default 30000 */
  readonly timeoutMs?: number;
  /** Megabytes of memory for one file. @default 512 */
  readonly memoryMB?: number;
}

/** Only the compiled product has a worker to start; from source, files are read in place. */
const WORKER = import.meta.url.endsWith(".ts") ? undefined : new URL("./parse-worker.js", import.meta.url);
const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MEMORY_MB = 512;

/**
 * Reads files one after another; large ones and complicated formats in a worker, so that a hostile file costs
 * its time and memory limit and nothing else. A file that cannot be read is skipped with its reason.
 */
export async function* readDocuments(
  files: readonly DocumentFile[],
  limits: ReadLimits = {},
): AsyncGenerator<ReadResult> {
  let worker: Worker | undefined;
  try {
    for (const file of files) {
      if (WORKER === undefined || !isHeavy(file)) {
        yield await readInPlace(file);
        continue;
      }
      worker ??= startWorker(WORKER, limits.memoryMB ?? DEFAULT_MEMORY_MB);
      const result = await readInWorker(worker, file, limits.timeoutMs ?? DEFAULT_TIMEOUT_MS);
      if (result === undefined) {
        await worker.terminate();
        worker = undefined;
        yield { skipped: { id: file.id, why: `${file.id}: took more time or memory than a document may` } };
      } else yield result;
    }
  } finally {
    await worker?.terminate();
  }
}

async function readInPlace(file: DocumentFile): Promise<ReadResult> {
  try {
    return { document: await readDocument(file) };
  } catch (error) {
    return { skipped: { id: file.id, why: messageOf(error) } };
  }
}

function startWorker(url: URL, memoryMB: number): Worker {
  const worker = new Worker(url, {
    resourceLimits: { maxOldGenerationSizeMb: memoryMB },
    stdout: true,
    stderr: true,
  });
  // The crash itself is reported by the file that is being read.
  worker.on("error", () => undefined);
  return worker;
}

type Reply = { document: SourceDocument } | { failed: { code: string; message: string } };

/** The worker's reply, or undefined when it crashed or ran out of time. */
async function readInWorker(
  worker: Worker,
  file: DocumentFile,
  timeoutMs: number,
): Promise<ReadResult | undefined> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  try {
    worker.postMessage(file);
    const [reply] = (await Promise.race([
      once(worker, "message", { signal: abort.signal }),
      once(worker, "exit", { signal: abort.signal }).then(() => [undefined]),
    ])) as [Reply | undefined];
    if (reply === undefined) return undefined;
    return "document" in reply ? reply : { skipped: { id: file.id, why: reply.failed.message } };
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}
