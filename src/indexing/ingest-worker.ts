import { parentPort, workerData } from "node:worker_threads";
import { ingest } from "./ingest.ts";
import { type ApartOptions, type ApartReply, failureOf } from "./ingest-apart.ts";
import { openRetrievalTools } from "./retrieval-tools.ts";

const { paths, outDir, retrieval } = workerData as ApartOptions;
const answer = (reply: ApartReply) => parentPort?.postMessage(reply);
try {
  answer({ report: await ingest({ paths, outDir, tools: openRetrievalTools(retrieval) }) });
} catch (error) {
  answer({ failed: failureOf(error) });
}
