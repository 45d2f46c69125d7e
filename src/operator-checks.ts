import { tryModel } from "./agent/model/openai.ts";
import type { Config } from "./config/config.ts";
import { silentLogger } from "./log.ts";
import { type Check, type CheckResult, runChecks } from "./operations/checks.ts";
import { openDatabase } from "./operator-data.ts";
import { openServedKnowledge } from "./served-knowledge.ts";
import { slackChecks } from "./slack/doctor.ts";

const TIMEOUT_MS = 30_000;

/** Everything an operator can get wrong, checked one by one; `withSlack` adds the workspace's side. */
export function operatorChecks(config: Config, withSlack = false): Promise<readonly CheckResult[]> {
  const checks: Check[] = [
    {
      name: "database",
      hint: "Check DATABASE_URL, or that SHIRUBE_DATA is a folder this user may write to.",
      run: async () => {
        const database = await openDatabase(config);
        await database.close();
        return database.engine;
      },
    },
    {
      name: "knowledge",
      hint: "Run `shirube ingest`; `shirube ingest --check` names documents that need attention.",
      run: async () => {
        const knowledge = await openServedKnowledge(config, undefined, silentLogger);
        try {
          return `${knowledge.chunks().length} passages, snapshot ${knowledge.snapshotId.slice(0, 12)}`;
        } finally {
          knowledge.close();
        }
      },
    },
    {
      name: "model",
      hint: "Check OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL. Meanwhile answers are quoted straight from the knowledge.",
      run: async () => {
        if (!config.model) return "none: answers are quoted straight from the knowledge";
        await tryModel(config.model, AbortSignal.timeout(TIMEOUT_MS));
        return `${config.model.chatModel} answers`;
      },
    },
  ];
  if (withSlack) {
    const { slack: settings } = config;
    if (settings) checks.push(...slackChecks(settings));
    else {
      checks.push({
        name: "slack",
        hint: "Set SLACK_BOT_TOKEN, and SLACK_APP_TOKEN or SLACK_SIGNING_SECRET; the README's five minutes say where they are.",
        run: async () => Promise.reject(new Error("not configured")),
      });
    }
  }
  return runChecks(checks, TIMEOUT_MS);
}
