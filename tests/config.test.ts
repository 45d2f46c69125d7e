import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseConfig } from "../src/config/config.ts";
import type { Setting } from "../src/config/setting.ts";
import { SETTINGS } from "../src/config/settings.ts";
import { AppError } from "../src/errors.ts";
import { temporaryFolder } from "./support/databases.ts";

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

  test("Slack comes in by one way: over sockets or over HTTP", () => {
    const [botToken, signingSecret] = ["xoxb-12345678", "0123456789abcdef"];
    const tokens = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret };
    expect(parseConfig(tokens).slack).toEqual({
      botToken,
      http: { signingSecret, port: 3000, host: "127.0.0.1" },
    });
    expect(problemsOf({ ...tokens, SLACK_APP_TOKEN: "xapp-12345678" })).toContain("both are set");
    expect(problemsOf({ SLACK_BOT_TOKEN: botToken })).toContain("SLACK_APP_TOKEN");
    expect(problemsOf({ SLACK_SIGNING_SECRET: signingSecret })).toContain("SLACK_BOT_TOKEN");
  });

  test("letting workspaces install the app needs all of its settings, and keys of the right length", () => {
    const key = Buffer.alloc(32, 1).toString("base64");
    const settings = {
      SLACK_SIGNING_SECRET: "0123456789abcdef",
      SLACK_CLIENT_ID: "123.456",
      SLACK_CLIENT_SECRET: "0123456789abcdef",
      SLACK_PUBLIC_URL: "https://shirube.example.com/",
      SHIRUBE_ENCRYPTION_KEYS: `${key}, ${key}`,
    };
    expect(parseConfig(settings).slack?.install).toMatchObject({
      publicUrl: "https://shirube.example.com",
      keys: [{ length: 32 }, { length: 32 }],
    });
    for (const name of Object.keys(settings).filter((name) => name !== "SLACK_CLIENT_ID")) {
      expect(problemsOf({ ...settings, [name]: "" })).toContain(name);
    }
    const short = problemsOf({ ...settings, SHIRUBE_ENCRYPTION_KEYS: `${key},dG9vIHNob3J0` });
    expect(short).toContain("32 bytes");
    expect(short).not.toContain("dG9v");
  });

  test("a secret is never repeated in an error", () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: "xoxp-1234-verysecret" })).not.toContain("verysecret");
    expect(problemsOf({ OPENAI_API_KEY: "sk-very secret" })).not.toContain("very secret");
  });

  test("a secret can be given as a file, with the line break an editor leaves", () => {
    using folder = temporaryFolder();
    const path = join(folder.path, "key");
    writeFileSync(path, "sk-from-a-file\n");
    expect(parseConfig({ OPENAI_API_KEY_FILE: path }).model?.apiKey).toBe("sk-from-a-file");
  });

  test("every secret has its file, and a value beside it, an empty or a missing file is a problem named without the secret", () => {
    using folder = temporaryFolder();
    const empty = join(folder.path, "empty");
    writeFileSync(empty, "\n");
    for (const { name, secret } of SETTINGS as readonly Setting[]) {
      if (!secret) continue;
      const both = problemsOf({ [name]: "xoxb-very-secret", [`${name}_FILE`]: empty });
      expect(both).toContain(`${name} and ${name}_FILE: both are set`);
      expect(both).not.toContain("very-secret");
      expect(problemsOf({ [`${name}_FILE`]: empty })).toContain(`${name}_FILE: ${empty} is empty`);
      expect(problemsOf({ [`${name}_FILE`]: join(folder.path, "none") })).toContain("cannot be read");
    }
  });

  test("a local model server needs no key", () => {
    expect(parseConfig({ OPENAI_BASE_URL: "http://localhost:11434/v1" }).model).toMatchObject({
      baseUrl: "http://localhost:11434/v1",
    });
  });

  test("an embedding model on this machine, and a dictionary, are settings like any other", () => {
    expect(parseConfig({}).retrieval).toEqual({});
    expect(
      parseConfig({
        LOCAL_EMBEDDING_MODEL: "Xenova/multilingual-e5-small",
        LOCAL_EMBEDDING_FOLDER: "weights",
        SHIRUBE_DICTIONARY: "ipadic",
      }).retrieval,
    ).toEqual({
      onnx: {
        model: "Xenova/multilingual-e5-small",
        dimensions: 384,
        weightsDir: "weights",
        download: false,
      },
      dictionary: "ipadic",
    });
    expect(
      problemsOf({ LOCAL_EMBEDDING_MODEL: "m", OPENAI_EMBEDDING_MODEL: "n", OPENAI_API_KEY: "sk-1" }),
    ).toContain("Only one can be used");
  });

  test("blank values count as not set", () => {
    expect(parseConfig({ OPENAI_API_KEY: "  ", SLACK_BOT_TOKEN: "" }).model).toBeUndefined();
  });

  test(".env.example explains every setting and no other", () => {
    const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
    const named = [...example.matchAll(/^#? ?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(named).toEqual(SETTINGS.map(({ name }) => name));
    for (const { meaning } of SETTINGS) expect(example).toContain(meaning);
    // Filled in as it stands: nobody has to find out that a line is commented out.
    expect(example.match(/^[A-Z_]+=/gm)).toEqual([
      "SLACK_BOT_TOKEN=",
      "SLACK_APP_TOKEN=",
      "ADVISOR_CHANNEL=",
    ]);
  });
});
