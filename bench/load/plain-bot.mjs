import bolt from "@slack/bolt";

// What a first Slack bot looks like: Bolt as it comes, conversations in a Map, nothing stored, an answer per message.
const modelMs = Number(process.env.LOAD_MODEL_MS ?? "0");
const turns = new Map();
const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  logLevel: "error",
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});
app.message(async ({ message, say }) => {
  const thread = message.thread_ts ?? message.ts;
  const key = `${message.channel}:${thread}`;
  turns.set(key, [...(turns.get(key) ?? []), message.text]);
  if (modelMs > 0) await new Promise((resolve) => setTimeout(resolve, modelMs));
  await say({ text: "インフラエンジニアはシステムの土台を支えます。", thread_ts: thread });
});
await app.start();
// An orderly exit writes the CPU profile.
process.on("SIGTERM", () => process.exit(0));
