import { join } from "node:path";
import { parseArgs } from "node:util";
import { AppError } from "../errors.ts";
import { openRetrievalTools } from "../indexing/retrieval-tools.ts";
import { openSnapshot } from "../indexing/snapshot.ts";
import type { Command } from "./command.ts";

const HELP = `shirube search "question" [-k 5] [--language ja|en] [--snapshot dir] [--json]

Shows the passages a question finds.

  -k n             passages wanted (default 5)
  --language l     only passages in this language, when there are any
  --snapshot dir   another index folder or snapshot (default: <data>/index)
  --json           print JSON only
`;

export const searchCommand: Command = {
  name: "search",
  summary: "Show the passages a question finds",
  help: HELP,
  async run(args, io, config) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        k: { type: "string", short: "k", default: "5" },
        language: { type: "string" },
        snapshot: { type: "string" },
      },
    });
    const question = positionals.join(" ").trim();
    if (question === "")
      throw new AppError("search_empty", "no question given", 'Try: shirube search "年収の違い"');
    const k = parseCount(values.k);
    const language = parseLanguage(values.language);
    const { dataDir, retrieval } = config();
    const snapshot = openSnapshot(values.snapshot ?? join(dataDir, "index"), openRetrievalTools(retrieval));
    try {
      const { passages, answerability } = await snapshot.retrieve(question, {
        k,
        ...(language && { language }),
      });
      const found = passages.map((passage) => ({
        document: passage.document.id,
        headingPath: passage.chunk.headingPath,
        text: passage.chunk.text,
        score: passage.score,
        ranks: passage.ranks,
        ...(passage.chunk.page && { page: passage.chunk.page }),
      }));
      const result = { question, answerability, snapshot: snapshot.snapshotId, passages: found };
      io.stdout.write(values.json ? `${JSON.stringify(result)}\n` : renderFound(answerability, found));
    } finally {
      snapshot.close();
    }
    return 0;
  },
};

function parseCount(text: string): number {
  const k = Number(text);
  if (Number.isInteger(k) && k >= 1 && k <= 100) return k;
  throw new AppError("search_k", `-k ${text} is not usable`, "Give a whole number from 1 to 100.");
}

function parseLanguage(text: string | undefined): "ja" | "en" | undefined {
  if (text === undefined || text === "ja" || text === "en") return text;
  throw new AppError("search_language", `--language ${text} is not known`, "Choose ja or en.");
}

function renderFound(
  answerability: number,
  found: readonly { headingPath: readonly string[]; text: string; document: string }[],
): string {
  const passages = found.map(
    ({ headingPath, text, document }, i) => `${i + 1}. ${headingPath.join(" › ")}  (${document})\n${text}\n`,
  );
  return `answerable: ${(answerability * 100).toFixed(0)} %\n\n${passages.join("\n")}`;
}
