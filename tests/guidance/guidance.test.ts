import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FitAnswer, fitSpread } from "../../src/guidance/fit-check.ts";
import { parseGuidance, ROLES } from "../../src/guidance/guidance.ts";
import { createGuide } from "../../src/guidance/guide.ts";
import { createMemoryRetriever } from "../../src/indexing/memory-retriever.ts";
import { readDocuments } from "../../src/indexing/read-documents.ts";
import { readSourceFiles } from "../../src/indexing/source-files.ts";
import type { SourceDocument } from "../../src/knowledge/document.ts";
import { checkGuidance } from "../../src/served-guidance.ts";
import { temporaryFolder } from "../support/databases.ts";

const YAML = readFileSync("knowledge/guidance.yaml", "utf8");

async function shippedGuide() {
  const documents: SourceDocument[] = [];
  for await (const result of readDocuments(readSourceFiles(["knowledge"]).files))
    if ("document" in result) documents.push(result.document);
  const retriever = await createMemoryRetriever(documents);
  return createGuide(parseGuidance(YAML), retriever.chunks());
}
const guide = await shippedGuide();

describe("the shipped guidance", () => {
  test("rests on sentences of the knowledge, word for word", async () => {
    expect(await checkGuidance(["knowledge"])).toEqual([]);
  });

  test.each(["ja", "en"] as const)("asks between eight and twelve questions in %s", (language) => {
    const questions = guide.fit(language);
    expect(questions.length).toBeGreaterThanOrEqual(8);
    expect(questions.length).toBeLessThanOrEqual(12);
  });

  test.each(["ja", "en"] as const)(
    "draws three roles from either side in %s, and says what the article leaves out",
    (language) => {
      for (const role of ROLES) {
        const map = guide.map(role, language);
        expect(map.destinations).toHaveLength(3);
        expect(map.begin).toBeDefined();
        expect(map.silent.length).toBeGreaterThan(0);
      }
      expect(guide.map("backend", language).destinations.every(({ needs }) => needs === undefined)).toBe(
        true,
      );
    },
  );
});

test("answers mirrored from one role to the other give the mirrored result", () => {
  const questions = guide.fit("ja");
  const answers = fc.record(
    Object.fromEntries(
      questions.map(({ id }) => [id, fc.constantFrom<FitAnswer | undefined>(...ROLES, "both", undefined)]),
    ),
  );
  const mirror = (answer: FitAnswer | undefined): FitAnswer | undefined => {
    if (answer === "infrastructure") return "backend";
    return answer === "backend" ? "infrastructure" : answer;
  };
  fc.assert(
    fc.property(answers, (given) => {
      const there = fitSpread(questions, given);
      const back = fitSpread(
        questions,
        Object.fromEntries(Object.entries(given).map(([id, answer]) => [id, mirror(answer)])),
      );
      expect(back.leaning.backend).toHaveLength(there.leaning.infrastructure.length);
      expect(back.leaning.infrastructure).toHaveLength(there.leaning.backend.length);
      expect(back.both).toEqual(there.both);
    }),
  );
});

test("a sentence that an author has changed takes its question away instead of being shown", async () => {
  using folder = temporaryFolder();
  cpSync("knowledge", folder.path, { recursive: true });
  const path = join(folder.path, "ja/backend-skills.md");
  writeFileSync(path, readFileSync(path, "utf8").replace("業務の基盤です", "業務の土台です"));
  const findings = await checkGuidance([folder.path]);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatch(/^fit\.knowledge\.backend\.ja is not a sentence of the knowledge: /);
  const documents: SourceDocument[] = [];
  for await (const result of readDocuments(readSourceFiles([folder.path]).files))
    if ("document" in result) documents.push(result.document);
  const edited = createGuide(parseGuidance(YAML), (await createMemoryRetriever(documents)).chunks());
  expect(edited.fit("ja").map(({ id }) => id)).not.toContain("knowledge");
  expect(edited.fit("en").map(({ id }) => id)).toContain("knowledge");
});

test.each([
  ["what is not YAML", "fit: [", "not valid YAML"],
  ["an empty file", "", "guidance.yaml"],
  ["a question without its second language", YAML.replace(/, en: Which view[^}]*/, ""), "fit.0.ask.en"],
])("%s is refused with the place at fault", (_name, yaml, place) => {
  expect(() => parseGuidance(yaml)).toThrow(place);
});
