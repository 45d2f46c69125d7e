import { type Setting, token, url } from "./setting.ts";

/** How Shirube reaches Slack. */
export const SLACK_SETTINGS = [
  {
    name: "SLACK_BOT_TOKEN",
    meaning: "Bot token of your Slack app (OAuth & Permissions page).",
    fix: "It starts with xoxb-. Copy it from OAuth & Permissions after installing the app.",
    secret: true,
    schema: token("xoxb"),
  },
  {
    name: "SLACK_APP_TOKEN",
    meaning: "App-level token with the scope connections:write (Basic Information page).",
    fix: "It starts with xapp-. Create it under Basic Information, App-Level Tokens.",
    secret: true,
    schema: token("xapp"),
  },
  {
    name: "SLACK_API_URL",
    meaning: "Another Slack-compatible server; leave empty for Slack itself.",
    fix: "Give a full address such as http://localhost:4000/api/.",
    schema: url,
  },
] as const satisfies readonly Setting[];
