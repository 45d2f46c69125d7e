import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseConfig } from "../src/config/config.ts";
import { SETTINGS } from "../src/config/settings.ts";
import { AppError } from "../src/errors.ts";

const problemsOf = (env: Record<string, string>): string => {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  return "";
};

describe("configuration", () => {
  test("an empty environment is the playground with no key", () => {
    const config = parseConfig({});
    expect(config.slack).toBeUndefined();
    expect(config.model).toBeUndefined();
    expect(config.dataDir).toBe("data");
  });

  test("every problem is listed at once, each with its fix", () => {
    const problems = problemsOf({
      SLACK_BOT_TOKEN: "xoxp-wrong-kind",
      OPENAI_BASE_URL: "not an address",
      PLAYGROUND_PORT: "seventy",
      ADVISOR_CHANNEL: "#advisors",
    });
    for (const name of [
      "SLACK_BOT_TOKEN",
      "SLACK_APP_TOKEN",
      "OPENAI_BASE_URL",
      "PLAYGROUND_PORT",
      "ADVISOR_CHANNEL",
    ]) {
      expect(problems).toContain(name);
    }
    expect(problems).toContain("xoxb-");
  });

  test("a secret is never repeated in an error", () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: "xoxp-1234-verysecret" })).not.toContain("verysecret");
    expect(problemsOf({ OPENAI_API_KEY: "sk-very secret" })).not.toContain("very secret");
  });

  test("a local model server needs no key", () => {
    expect(parseConfig({ OPENAI_BASE_URL: "http://localhost:11434/v1" }).model).toMatchObject({
      baseUrl: "http://localhost:11434/v1",
    });
  });

  test("blank values count as not set", () => {
    expect(parseConfig({ OPENAI_API_KEY: "  ", SLACK_BOT_TOKEN: "" }).model).toBeUndefined();
  });

  test(".env.example explains every setting and no other", () => {
    const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
    const named = [...example.matchAll(/^#? ?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(named).toEqual(SETTINGS.map(({ name }) => name));
    for (const { meaning } of SETTINGS) expect(example).toContain(meaning);
  });
});
