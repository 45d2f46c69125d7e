import { parentPort, workerData } from "node:worker_threads";
import { AppError, messageOf } from "../errors.ts";
import { ingest } from "./ingest.ts";
import type { ApartOptions, ApartReply } from "./ingest-apart.ts";
import { openRetrievalTools } from "./retrieval-tools.ts";

const { paths, outDir, retrieval } = workerData as ApartOptions;
const answer = (reply: ApartReply) => parentPort?.postMessage(reply);
try {
  answer({ report: await ingest({ paths, outDir, tools: openRetrievalTools(retrieval) }) });
} catch (error) {
  const { code = "ingest_failed", hint = "" } = error instanceof AppError ? error : {};
  answer({ failed: { code, message: messageOf(error), hint } });
}
