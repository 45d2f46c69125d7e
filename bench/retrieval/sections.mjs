// Which section the golden questions find, and how much those questions resemble the asks that help to find it.
//
//   node bench/retrieval/sections.mjs [--json]
//
// Needs a build (`npm run build`). The asks were written by people who did not see the golden questions and the
// other way round; overlap is the best Jaccard similarity, by pairs of characters, of a question to any ask.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { halfOf, readGolden, readSectionHeadings } from "../../dist/evaluation/golden.js";
import { ingest } from "../../dist/indexing/ingest.js";
import { openRetrievalTools } from "../../dist/indexing/retrieval-tools.js";
import { openSnapshot } from "../../dist/indexing/snapshot.js";
import { readSourceFiles } from "../../dist/indexing/source-files.js";
import { parseDocument } from "../../dist/knowledge/parse-document.js";
import { normalise } from "../../dist/retrieval/normalise.js";

const KNOWLEDGE = new URL("../../knowledge", import.meta.url).pathname;
const GOLDEN = new URL("../../tests/golden", import.meta.url).pathname;
/** A question this close to an ask may be called the same question. */
const NEAR = 0.8;
/** Up to here it is clearly another one. */
const FAR = 0.4;

const outDir = mkdtempSync(join(tmpdir(), "shirube-sections-"));
const tools = openRetrievalTools();
await ingest({ paths: [KNOWLEDGE], outDir, tools });
const retriever = openSnapshot(outDir, tools);
const headings = readSectionHeadings(GOLDEN);
const asks = readSourceFiles([KNOWLEDGE])
  .files.map(parseDocument)
  .flatMap(({ sections }) => sections.flatMap((section) => section.asks ?? []))
  .map(pairs);

function pairs(text) {
  const characters = [...normalise(text).replace(/[^\p{L}\p{N}]+/gu, "")];
  return new Set(characters.slice(1).map((character, i) => characters[i] + character));
}

function jaccard(a, b) {
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared++;
  return shared / Math.max(1, a.size + b.size - shared);
}

/** Rank of the first right section among distinct sections, or Infinity. */
async function rankOf({ question, sections }, language) {
  const { passages } = await retriever.retrieve(question, { k: 12, language });
  const found = [...new Set(passages.map(({ chunk }) => chunk.headingPath.at(-1)))];
  const right = sections.map((code) => headings[code]?.[language]);
  const at = found.findIndex((heading) => right.includes(heading));
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

const share = (rows, holds) =>
  rows.length === 0 ? null : Number((rows.filter(holds).length / rows.length).toFixed(3));
const summary = (rows) => ({
  questions: rows.length,
  recall: Object.fromEntries([1, 3, 5].map((k) => [k, share(rows, ({ rank }) => rank <= k)])),
});

const result = {};
for (const language of ["ja", "en"]) {
  const rows = [];
  for (const golden of readGolden(GOLDEN, `answerable-${language}`)) {
    const own = pairs(golden.question);
    const overlap = Math.max(...asks.map((ask) => jaccard(own, ask)));
    rows.push({ half: halfOf(golden.id), overlap, rank: await rankOf(golden, language) });
  }
  const overlaps = rows.map(({ overlap }) => overlap).sort((a, b) => a - b);
  result[language] = {
    all: summary(rows),
    heldOut: summary(rows.filter(({ half }) => half === "held_out")),
    unlikeAnyAsk: summary(rows.filter(({ overlap }) => overlap < FAR)),
    overlap: {
      median: Number(overlaps[Math.floor(overlaps.length / 2)].toFixed(2)),
      nearlyTheSame: share(rows, ({ overlap }) => overlap >= NEAR),
      unlike: share(rows, ({ overlap }) => overlap < FAR),
    },
  };
}
retriever.close();
if (process.argv.includes("--json")) console.log(JSON.stringify(result));
else
  for (const [language, { overlap, ...sets }] of Object.entries(result)) {
    for (const [name, { questions, recall }] of Object.entries(sets)) {
      console.log(
        `${language} ${name.padEnd(12)} ${String(questions).padStart(4)}  R@1 ${recall[1]}  R@3 ${recall[3]}  R@5 ${recall[5]}`,
      );
    }
    console.log(
      `${language} overlap with asks: median ${overlap.median}, nearly the same ${overlap.nearlyTheSame}, unlike ${overlap.unlike}`,
    );
  }
