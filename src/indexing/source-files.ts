import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, extname, join, relative, sep } from "node:path";
import { AppError } from "../errors.ts";
import { type DocumentFile, isSupported } from "../knowledge/parse-document.ts";

/** Files beside the documents that describe them rather than being one. */
const BESIDE = /(\.meta\.yaml|\.asks\.yaml|^glossary\.yaml|^guidance\.yaml)$/;

export interface SourceFiles {
  readonly files: readonly DocumentFile[];
  /** Text of `glossary.yaml`, from the first given folder that has one. */
  readonly glossary?: string;
  readonly skipped: readonly { readonly id: string; readonly why: string }[];
}

/** Collects documents from files and folders; ids are relative to the folder given, in a stable order. */
export function readSourceFiles(paths: readonly string[]): SourceFiles {
  const files = new Map<string, DocumentFile>();
  const skipped: { id: string; why: string }[] = [];
  let glossary: string | undefined;
  for (const { id, path } of paths.flatMap(list)) {
    if (id === "glossary.yaml") glossary ??= readFileSync(path, "utf8");
    if (BESIDE.test(basename(path))) continue;
    const why = reasonToSkip(id, files);
    if (why) skipped.push({ id, why });
    else files.set(id, readFile(id, path));
  }
  const sorted = [...files.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { files: sorted, skipped, ...(glossary === undefined ? {} : { glossary }) };
}

function list(root: string): { id: string; path: string }[] {
  return walk(root).map((path) => ({
    path,
    id: root === path ? basename(path) : relative(root, path).split(sep).join("/"),
  }));
}

function reasonToSkip(id: string, files: ReadonlyMap<string, DocumentFile>): string | undefined {
  if (!isSupported(id)) return `${extname(id) || "no extension"} is not supported`;
  return files.has(id) ? "another given folder has a document of this name" : undefined;
}

function walk(path: string): string[] {
  if (!existsSync(path)) throw new AppError("knowledge_path", `${path} does not exist`, "Check the path.");
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !name.startsWith("."))
    .sort()
    .flatMap((name) => walk(join(path, name)));
}

function readFile(id: string, path: string): DocumentFile {
  const beside = (suffix: string) => {
    const candidate = [`${path}${suffix}`, path.slice(0, -extname(path).length) + suffix].find(existsSync);
    return candidate === undefined ? undefined : readFileSync(candidate, "utf8");
  };
  const sidecar = beside(".meta.yaml");
  const asks = beside(".asks.yaml");
  return {
    id,
    bytes: readFileSync(path),
    ...(sidecar === undefined ? {} : { sidecar }),
    ...(asks === undefined ? {} : { asks }),
  };
}
