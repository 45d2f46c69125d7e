// Does the verifier keep faithful rewordings and refuse lies? Run after `npm run build`:
//   node bench/support/run.mjs [--list]
// claims.tsv beside this file: kind, how the cited sentence begins, what is said of it. `true` is a rewording,
// everything else a lie told under that sentence's number. Compares the lexical checks alone with both checks,
// and sets every rewording beside sentences of other sections, as an embedder sees them.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLedger } from "../../dist/agent/evidence/ledger.js";
import { outlineOf } from "../../dist/agent/evidence/outline.js";
import { createMeaning } from "../../dist/agent/verification/meaning.js";
import { standsVerbatim, unsupportedBecause } from "../../dist/agent/verification/support.js";
import { parseConfig } from "../../dist/config/config.js";
import { ingest } from "../../dist/indexing/ingest.js";
import { openRetrievalTools } from "../../dist/indexing/retrieval-tools.js";
import { openSnapshot } from "../../dist/indexing/snapshot.js";

const HERE = dirname(fileURLToPath(import.meta.url));
const listed = process.argv.includes("--list");
const tools = openRetrievalTools(parseConfig(process.env).retrieval);
const outDir = mkdtempSync(join(tmpdir(), "shirube-support-"));
await ingest({ paths: [join(HERE, "../../knowledge")], outDir, tools });
const retriever = openSnapshot(outDir, tools);
rmSync(outDir, { recursive: true, force: true });
const { likeness } = retriever.manifest;

const ledger = createLedger();
for (const section of outlineOf(retriever).sections) ledger.add(section, 0);
const cases = readFileSync(join(HERE, "claims.tsv"), "utf8")
  .trim()
  .split("\n")
  .map((line) => {
    const [kind, start, claim] = line.split("\t");
    const cited = ledger.sentences.find(({ text }) => text.startsWith(start));
    if (!cited) throw new Error(`no sentence begins with: ${start}`);
    return { kind, claim, cited, language: cited.passage.document.language };
  });

const meaning = createMeaning(retriever.likeness);
const nearnessOf = async (claim, cited) =>
  standsVerbatim(claim, [cited]) ? 1 : ((await meaning.nearness(claim, [cited])) ?? 1);
const rows = [];
for (const { kind, claim, cited, language } of cases) {
  const why = unsupportedBecause(claim, [cited]);
  const nearness = await nearnessOf(claim, cited);
  const lexical = why === undefined;
  const both = lexical && nearness >= meaning.bar;
  rows.push({ kind, language, lexical, both });
  const wrong = kind === "true" ? !both : both;
  if (listed && wrong)
    print(`${kind} ${kind === "true" ? "lost" : "got through"} (${why ?? nearness.toFixed(2)}): ${claim}`);
}

print(
  `embedder ${retriever.manifest.embedder.id}: bar ${likeness.bar.toFixed(3)}, calibrated on ${likeness.rewordings} rewordings (${percent(likeness.kept)} kept, ${percent(likeness.refused)} of other sentences refused)`,
);
for (const language of ["ja", "en"]) {
  for (const [name, some] of [
    ["rewordings kept", rows.filter((row) => row.kind === "true" && row.language === language)],
    ["lies let through", rows.filter((row) => row.kind !== "true" && row.language === language)],
  ]) {
    const count = (key) => some.filter((row) => row[key]).length;
    print(
      `${language} ${name}: lexical ${count("lexical")} of ${some.length}, with the embedder ${count("both")} of ${some.length}`,
    );
  }
}

let others = 0;
let refused = 0;
for (const { claim, cited, language } of cases.filter(({ kind }) => kind === "true")) {
  for (const other of ledger.sentences) {
    if (
      other.passage.document.language !== language ||
      other.passage.chunk.documentId === cited.passage.chunk.documentId
    )
      continue;
    others++;
    if ((await nearnessOf(claim, other)) < meaning.bar) refused++;
  }
}
print(`sentences of other documents under the bar: ${percent(refused / others)} of ${others} pairs`);

function print(line) {
  process.stdout.write(`${line}\n`);
}

function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}
