import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { missingSettings } from "../../src/slack/app-settings.ts";
import { ENTRANCES } from "../../src/slack/entrances.ts";
import { BOT_EVENTS, BOT_SCOPES } from "../../src/slack/scopes.ts";

const SLACK = join(import.meta.dirname, "../../src/slack");
const read = (name: string) => JSON.parse(readFileSync(join(SLACK, "../..", name), "utf8"));
const manifest = read("manifest.json");
const code = readdirSync(SLACK)
  .map((name) => readFileSync(join(SLACK, name), "utf8"))
  .join("\n");

/** The scope each Web API method needs (docs.slack.dev, method pages); null for none. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  "agents.sessions.setStatus": ["chat:write"],
  "assistant.threads.setStatus": ["chat:write"],
  "oauth.v2.access": [],
  "assistant.threads.setSuggestedPrompts": ["assistant:write"],
  "apps.connections.open": [],
  "apps.manifest.export": [],
  "auth.test": [],
  "bots.info": ["users:read"],
  "chat.appendStream": ["chat:write"],
  "chat.delete": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.startStream": ["chat:write"],
  "chat.stopStream": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": ["channels:history", "groups:history", "im:history"],
  "conversations.open": ["im:write"],
  "conversations.replies": ["channels:history", "groups:history", "im:history"],
  "chat.getPermalink": [],
  "files.delete": ["files:write"],
  "files.uploadV2": ["files:write"],
  "reactions.add": ["reactions:write"],
  "reactions.remove": ["reactions:write"],
  "users.conversations": ["channels:read", "groups:read", "im:read"],
  "users.info": ["users:read"],
  "views.open": [],
  "views.push": [],
  "views.publish": [],
  "views.update": [],
};
/** The scope each event needs to be delivered. */
const EVENT_SCOPES: Readonly<Record<string, readonly string[]>> = {
  agent_session_stopped: ["assistant:write"],
  app_home_opened: [],
  app_uninstalled: [],
  tokens_revoked: [],
  app_mention: ["app_mentions:read"],
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  reaction_added: ["reactions:read"],
  reaction_removed: ["reactions:read"],
};

const used = [
  ...new Set([...code.matchAll(/client\s*\.((?:[a-z]+\.)+[a-zA-Z0-9]+)\(/g)].map(([, m]) => m ?? "")),
];
const events: readonly string[] = manifest.settings.event_subscriptions.bot_events;
const scopes: readonly string[] = manifest.oauth_config.scopes.bot;

test("every Web API method the code calls is known here", () => {
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((method) => !(method in SCOPES))).toEqual([]);
});

test("the app asks for exactly the scopes that its methods, events and commands need", () => {
  const needed = new Set([
    ...used.flatMap((method) => SCOPES[method] ?? []),
    ...events.flatMap((event) => EVENT_SCOPES[event] ?? []),
    ...(manifest.features.slash_commands.length > 0 ? ["commands"] : []),
    // Files of the relay are read at their own addresses, not by a method.
    ...(code.includes("url_private") ? ["files:read"] : []),
  ]);
  expect([...scopes].sort()).toEqual([...needed].sort());
  expect([...BOT_SCOPES].sort()).toEqual([...scopes].sort());
});

test("the app subscribes to exactly the events the code handles", () => {
  const handled = [...code.matchAll(/app\.event\("([a-z_]+)"/g)].map(([, event]) => event ?? "");
  const expected = [
    ...handled,
    "app_mention",
    "message.channels",
    "message.groups",
    "message.im",
    "reaction_added",
    "reaction_removed",
  ];
  expect([...events].sort()).toEqual([...new Set(expected)].sort());
  expect([...BOT_EVENTS].sort()).toEqual([...events].sort());
});

test("the command and the shortcuts are those the code listens to", () => {
  expect(manifest.features.slash_commands.map(({ command }: { command: string }) => command)).toEqual([
    ENTRANCES.command,
  ]);
  expect(manifest.features.shortcuts.map(({ callback_id }: { callback_id: string }) => callback_id)).toEqual([
    ENTRANCES.askAboutMessage,
    ENTRANCES.askAnything,
  ]);
});

test("what people can press reaches the app, and the Home tab is on", () => {
  expect(manifest.settings.interactivity.is_enabled).toBe(true);
  expect(manifest.features.app_home).toMatchObject({
    home_tab_enabled: true,
    messages_tab_read_only_enabled: false,
  });
  expect(manifest.features.agent_view.suggested_prompts.length).toBeLessThanOrEqual(4);
});

test("the manifest for HTTP asks for the same, and every request of Slack has its address", () => {
  const http = read("manifest.http.json");
  const address = "https://your-address.example.com/slack/events";
  expect(http.oauth_config.scopes).toEqual(manifest.oauth_config.scopes);
  expect(http.oauth_config.redirect_urls).toEqual(["https://your-address.example.com/slack/oauth_redirect"]);
  expect(http.settings.event_subscriptions).toEqual({ request_url: address, bot_events: events });
  expect(http.settings.interactivity).toEqual({ is_enabled: true, request_url: address });
  expect([manifest.settings.socket_mode_enabled, http.settings.socket_mode_enabled]).toEqual([true, false]);
  const commands = http.features.slash_commands.map(({ url, ...command }: Record<string, unknown>) => {
    expect(url).toBe(address);
    return command;
  });
  expect({ ...http.features, slash_commands: commands }).toEqual(manifest.features);
});

test("the doctor finds nothing missing in the manifests, and everything in an empty one", () => {
  expect(missingSettings(manifest, "socket")).toEqual([]);
  expect(missingSettings(read("manifest.http.json"), "http")).toEqual([]);
  const missing = missingSettings({}, "socket");
  for (const name of ["scope chat:write", "event message.im", "command /career", "socket_mode_enabled"]) {
    expect(missing).toContain(name);
  }
});
