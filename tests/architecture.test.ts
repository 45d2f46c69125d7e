import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const SRC = join(ROOT, "src");

/** Which folder may import which; a top-level file such as app.ts is its own entry. */
const MAY_IMPORT: Record<string, readonly string[] | "all"> = {
  conversation: [],
  knowledge: [],
  operations: [],
  playground: [],
  texts: [],
  config: ["handoff"],
  handoff: ["conversation"],
  retrieval: ["knowledge"],
  indexing: ["knowledge", "retrieval"],
  agent: ["conversation", "knowledge", "retrieval"],
  guidance: ["retrieval"],
  storage: ["conversation", "handoff"],
  slack: ["agent", "conversation", "handoff", "guidance", "operations"],
  evaluation: ["agent", "retrieval"],
  "lesson-publisher": ["conversation", "handoff"],
  "served-guidance": ["guidance", "indexing", "retrieval"],
  "served-knowledge": ["config", "indexing", "lesson-publisher", "retrieval"],
  answering: ["agent", "config", "lesson-publisher", "retrieval", "served-knowledge"],
  "operator-data": ["config", "storage"],
  "operator-checks": ["agent", "config", "operations", "operator-data", "served-knowledge", "slack"],
  app: "all",
  cli: [
    "answering",
    "app",
    "operator-checks",
    "operator-data",
    "served-guidance",
    "config",
    "indexing",
    "evaluation",
    "playground",
  ],
};
const NOT_FOR_APP = ["cli", "playground", "evaluation"];
/** Importable from anywhere. */
const COMMON = ["errors", "log", "metrics", "texts"];

/** Packages that may only be imported under these paths. */
const PACKAGE_HOMES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^@slack\//, ["slack/", "playground/"]],
  [/^(langchain|@langchain\/(core|openai|langgraph))(\/|$)/, ["agent/", "retrieval/"]],
  [/^@langchain\/community(\/|$)/, ["knowledge/", "indexing/"]],
  [/^openai(\/|$)/, ["agent/", "retrieval/"]],
  [/^(pg|libsql)(\/|$)/, ["storage/"]],
  [/^hnswlib-node$/, ["retrieval/vector-"]],
];

interface SourceFile {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesUnder(path);
    return path.endsWith(".ts") ? [path] : [];
  });
}

function read(path: string): SourceFile {
  const text = readFileSync(path, "utf8");
  const short = relative(SRC, path);
  const folder = short.includes("/") ? short.slice(0, short.indexOf("/")) : short.replace(/\.ts$/, "");
  const imports = [...text.matchAll(/(?:from\s+|import\s*\(?\s*)["']([^"']+)["']/g)].map(
    (m) => m[1] as string,
  );
  return { path: short, folder, text, imports };
}

const files = filesUnder(SRC).map(read);
const folderOf = (path: string) => {
  const short = relative(SRC, path);
  return short.includes("/") ? short.slice(0, short.indexOf("/")) : short.replace(/\.ts$/, "");
};

function importViolations(file: SourceFile): string[] {
  const allowed = MAY_IMPORT[file.folder];
  return file.imports
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => folderOf(resolve(SRC, dirname(file.path), specifier)))
    .filter((target) => {
      if (target === file.folder || COMMON.includes(target)) return false;
      if (allowed === "all") return NOT_FOR_APP.includes(target);
      return !(allowed ?? []).includes(target);
    })
    .map((target) => `${file.path} imports ${target}/`);
}

function packageViolations(file: SourceFile): string[] {
  return file.imports
    .filter((specifier) => !specifier.startsWith("."))
    .flatMap((specifier) =>
      PACKAGE_HOMES.filter(
        ([pattern, homes]) => pattern.test(specifier) && !homes.some((home) => file.path.startsWith(home)),
      ).map(([, homes]) => `${file.path} imports ${specifier}, which belongs to ${homes.join(", ")}`),
    );
}

/** Every import cycle, type imports included, as the paths along it. */
function cycles(): string[] {
  const graph = new Map(
    files.map((file) => [
      file.path,
      file.imports
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => relative(SRC, resolve(SRC, dirname(file.path), specifier))),
    ]),
  );
  const state = new Map<string, "open" | "done">();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      found.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      return;
    }
    state.set(path, "open");
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    state.set(path, "done");
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}

describe("the house keeps its shape", () => {
  test("there is source to check", () => {
    expect(files.length).toBeGreaterThan(5);
  });

  test("every folder has a row in the import table", () => {
    const unknown = files.filter((f) => !(f.folder in MAY_IMPORT) && !COMMON.includes(f.folder));
    expect(unknown.map((f) => f.path)).toEqual([]);
  });

  test("the table in docs/architecture.md says the same", () => {
    const document = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");
    const written = Object.fromEntries(
      [...document.matchAll(/^\| `([a-z]+)\/` \|.*\| ([^|]+) \|$/gm)].map(([, folder = "", may = ""]) => [
        folder,
        may === "nothing" ? [] : may.split(", ").map((name) => name.replaceAll("`", "")),
      ]),
    );
    const folders = new Set(files.filter(({ path }) => path.includes("/")).map(({ folder }) => folder));
    const checked = [...folders].filter((folder) => !COMMON.includes(folder)).sort();
    expect(Object.keys(written).sort()).toEqual(checked);
    for (const folder of checked)
      expect([...(written[folder] ?? [])].sort(), folder).toEqual([...(MAY_IMPORT[folder] ?? [])].sort());
  });

  test("statements for the database stand in storage only", () => {
    const statement = /\b(SELECT \S+|INSERT INTO|DELETE FROM|VACUUM|PRAGMA|UPDATE \w+ SET)\b/;
    const bad = files.filter((f) => f.folder !== "storage" && statement.test(f.text));
    expect(bad.map((f) => f.path)).toEqual([]);
  });

  test("folders import only what the table allows", () => {
    expect(files.flatMap(importViolations)).toEqual([]);
  });

  test("packages are imported only where they belong", () => {
    expect(files.flatMap(packageViolations)).toEqual([]);
  });

  test("no import cycles, not even of types", () => {
    expect(cycles()).toEqual([]);
  });

  test("no source file is longer than 300 lines, no test longer than 400", () => {
    const long = (folder: string, limit: number) =>
      filesUnder(folder)
        .map((path) => ({
          path: relative(ROOT, path),
          lines: readFileSync(path, "utf8").split("\n").length - 1,
        }))
        .filter((file) => file.lines > limit);
    expect([...long(SRC, 300), ...long(join(ROOT, "tests"), 400)]).toEqual([]);
  });

  test("file names are kebab-case nouns: no barrels and no drawers", () => {
    const bad = files.filter(
      (f) =>
        !/^[a-z0-9-/]+\.ts$/.test(f.path) ||
        /(^|\/)(index|types|utils?|helpers?|common|misc)\.ts$/.test(f.path),
    );
    expect(bad.map((f) => f.path)).toEqual([]);
  });

  test("no default exports", () => {
    expect(files.filter((f) => /^export default /m.test(f.text)).map((f) => f.path)).toEqual([]);
  });

  test("only cli touches the process's environment, exit and console", () => {
    const pattern = /process\.env|process\.exit|console\./;
    const bad = files.filter(
      (f) => f.folder !== "cli" && pattern.test(f.text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, "")),
    );
    expect(bad.map((f) => f.path)).toEqual([]);
  });

  test("an address is called in five places only, and those that take one from a payload check whose it is", () => {
    const callers = files.filter(
      (f) => !f.path.startsWith("playground/page/") && /\bfetch\(|\bhttps?\.(request|get)\(/.test(f.text),
    );
    const fromPayloads = ["slack/private-answers.ts", "slack/relay-files.ts"];
    // The doctor asks the operator's own address, from the operator's own settings.
    const known = [...fromPayloads, "playground/http-events.ts", "slack/doctor.ts", "slack/web-client.ts"];
    expect(callers.map((f) => f.path).filter((path) => !known.includes(path))).toEqual([]);
    for (const { path, text } of callers)
      if (fromPayloads.includes(path)) expect(text, path).toMatch(/\.origin !== /);
  });

  test("work left undone has an issue, not a comment", () => {
    const bad = files.filter((f) => /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|nocheck)/.test(f.text));
    expect(bad.map((f) => f.path)).toEqual([]);
  });

  test("prompts live in prompts/, not in code", () => {
    const bad = files.filter((f) => /You are (a|an|the) |あなたは(親切な|キャリア)/.test(f.text));
    expect(bad.map((f) => f.path)).toEqual([]);
  });
});
