import { readFileSync, statSync } from "node:fs";
import { messageOf } from "../errors.ts";
import type { Setting } from "./setting.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A secret is a line; a file this long is something else. */
const MOST_BYTES = 16 * 1024;

/**
 * Fills in secrets that are given as files (`NAME_FILE`), as container platforms mount them.
 * @returns the environment with the secrets in place, and what is wrong with it, never with a secret's value
 */
export function readSecretFiles(
  env: Environment,
  settings: readonly Setting[],
): { readonly env: Environment; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const found: Record<string, string> = {};
  for (const { name, secret } of settings) {
    const path = env[`${name}_FILE`]?.trim();
    if (!secret || !path) continue;
    if (env[name]?.trim()) {
      problems.push(`${name} and ${name}_FILE: both are set. Keep one of them.`);
      continue;
    }
    const read = readSecret(path);
    if ("problem" in read) problems.push(`${name}_FILE: ${read.problem}`);
    else found[name] = read.secret;
  }
  return { env: { ...env, ...found }, problems };
}

function readSecret(path: string): { readonly secret: string } | { readonly problem: string } {
  try {
    if (statSync(path).size > MOST_BYTES) {
      return { problem: `${path} is too large to be a secret. Name the file that holds nothing else.` };
    }
    const secret = readFileSync(path, "utf8").trim();
    return secret ? { secret } : { problem: `${path} is empty. Write the secret into it.` };
  } catch (error) {
    return {
      problem: `${path} cannot be read (${messageOf(error)}). Check the path and that this user may read it.`,
    };
  }
}
