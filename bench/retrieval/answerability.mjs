// Can the index tell what it can answer? Run after `npm run build`: node bench/retrieval/answerability.mjs [--fit]
// Answerable: the asks of the shipped knowledge, each tenth left out of the index it is tried on.
// Unanswerable: unanswerable.txt beside this file. AUROC compares questions of about equal length only.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildIndex } from "../../dist/indexing/index-contents.js";
import { parseDocument } from "../../dist/knowledge/parse-document.js";
import { icuAnalyzer as analyzer } from "../../dist/retrieval/analyzer.js";
import { answerability, measureEvidence } from "../../dist/retrieval/answerability.js";
import { createLexicalEmbedder } from "../../dist/retrieval/embed-lexical.js";
import { parseGlossary, relatedWords } from "../../dist/retrieval/glossary.js";
import { lexicalQuery, lexicalScores } from "../../dist/retrieval/lexical-index.js";

const HERE = dirname(fileURLToPath(import.meta.url));
const KNOWLEDGE = join(HERE, "../../knowledge");
const FOLDS = 10;
const KEYS = ["known", "covered", "words", "score", "figure", "particular", "procedure", "foreignRole"];

const glossary = parseGlossary(readFileSync(join(KNOWLEDGE, "glossary.yaml"), "utf8"));
const documents = ["ja", "en"].flatMap((language) =>
  readdirSync(join(KNOWLEDGE, language))
    .filter((name) => name.endsWith(".md"))
    .map((name) => {
      const path = join(KNOWLEDGE, language, name);
      const asks = readFileSync(path.replace(/\.md$/, ".asks.yaml"), "utf8");
      return parseDocument({ id: `${language}/${name}`, bytes: readFileSync(path), asks });
    }),
);
const asks = documents.flatMap(({ sections }) => sections.flatMap((section) => section.asks ?? []));
const unanswerable = readFileSync(join(HERE, "unanswerable.txt"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));

function withoutAsks(held) {
  const keep = (section) => ({ ...section, asks: section.asks?.filter((ask) => !held.has(ask)) });
  return documents.map((document) => ({ ...document, sections: document.sections.map(keep) }));
}

async function rowsOfFold(fold) {
  const mine = (_, i) => i % FOLDS === fold;
  const held = asks.filter(mine);
  const index = await buildIndex(
    { documents: withoutAsks(new Set(held)), glossary },
    { embedder: createLexicalEmbedder(8), analyzer },
  );
  const source = { lexical: index.lexical, analyzer, glossary, roles: new Set(index.roles) };
  const row = (question, y) => {
    const scores = lexicalScores(index.lexical, lexicalQuery(question, relatedWords(glossary, question)));
    const place = scores.reduce((best, score, i) => (score > scores[best] ? i : best), 0);
    const chunk = index.chunks[place];
    const text = `${chunk.headingPath.join("\n")}\n${chunk.text}`;
    const evidence = measureEvidence(source, question, { place, text, score: scores[place] });
    return {
      question,
      y,
      evidence,
      x: KEYS.map((key) => evidenceValue(evidence, key)),
      p: answerability(evidence),
    };
  };
  return [...held.map((ask) => row(ask, 1)), ...unanswerable.filter(mine).map((ask) => row(ask, 0))];
}

function evidenceValue(evidence, key) {
  const value = evidence[key] ?? evidence.unstated.has(key);
  return typeof value === "boolean" ? Number(value) : value;
}

function report(name, rows, scoreOf) {
  let pairs = 0;
  let right = 0;
  for (const a of rows.filter(({ y }) => y === 1)) {
    for (const b of rows.filter(({ y }) => y === 0)) {
      if (Math.abs(a.question.length - b.question.length) > 2) continue;
      pairs++;
      const difference = scoreOf(a) - scoreOf(b);
      right += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
    }
  }
  const kept = rows.flatMap((row) => (row.y === 1 ? [scoreOf(row)] : [])).sort((a, b) => a - b);
  const threshold = kept[Math.floor(kept.length * 0.05)];
  const others = rows.filter(({ y }) => y === 0);
  const rejected = others.filter((row) => scoreOf(row) < threshold).length / others.length;
  const result = {
    name,
    answerable: kept.length,
    unanswerable: others.length,
    auroc: right / pairs,
    rejected,
    threshold,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** Logistic regression by gradient descent, both classes weighing about the same. */
function fitWeights(rows) {
  const weights = new Array(KEYS.length + 1).fill(0);
  for (let step = 0; step < 4000; step++) {
    const gradient = new Array(weights.length).fill(0);
    let total = 0;
    for (const { x, y } of rows) {
      const weight = y === 1 ? 1 : 2;
      total += weight;
      const error = (y - sigmoid(logit(weights, x))) * weight;
      gradient[0] += error;
      x.forEach((value, i) => {
        gradient[i + 1] += error * value;
      });
    }
    weights.forEach((value, i) => {
      weights[i] = value + 2 * (gradient[i] / total - (i > 0 ? 0.002 * value : 0));
    });
  }
  return weights;
}

const logit = (weights, x) => x.reduce((sum, value, i) => sum + weights[i + 1] * value, weights[0]);
const sigmoid = (z) => 1 / (1 + Math.exp(-z));

const rows = (await Promise.all(Array.from({ length: FOLDS }, (_, fold) => rowsOfFold(fold)))).flat();
report("shipped weights", rows, ({ p }) => p);
if (process.argv.includes("--fit")) {
  const predicted = new Map();
  for (let fold = 0; fold < 5; fold++) {
    const weights = fitWeights(rows.filter((_, i) => i % 5 !== fold));
    rows.forEach((row, i) => {
      if (i % 5 === fold) predicted.set(row, logit(weights, row.x));
    });
  }
  report("cross-validated fit", rows, (row) => predicted.get(row));
  const weights = fitWeights(rows).map((value) => value.toFixed(2));
  process.stdout.write(`bias ${weights[0]} ${KEYS.map((key, i) => `${key} ${weights[i + 1]}`).join(" ")}\n`);
}
if (process.argv.includes("--worst")) {
  const worst = (y, sign) =>
    rows
      .filter((row) => row.y === y)
      .sort((a, b) => sign * (a.p - b.p))
      .slice(0, 25)
      .map(({ question, p }) => `${p.toFixed(2)} ${question}`);
  process.stdout.write(
    `${["answerable, doubted:", ...worst(1, 1), "unanswerable, trusted:", ...worst(0, -1)].join("\n")}\n`,
  );
}
