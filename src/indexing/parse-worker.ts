import { parentPort } from "node:worker_threads";
import { AppError, messageOf } from "../errors.ts";
import { type DocumentFile, readDocument } from "../knowledge/parse-document.ts";

/** Reads one file a message and answers with its document, or with why it cannot be read. */
parentPort?.on("message", async (file: DocumentFile) => {
  try {
    parentPort?.postMessage({ document: await readDocument(file) });
  } catch (error) {
    const code = error instanceof AppError ? error.code : "knowledge_damaged";
    parentPort?.postMessage({ failed: { code, message: messageOf(error) } });
  }
});
