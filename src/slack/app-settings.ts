import { z } from "zod";
import { ENTRANCES } from "./entrances.ts";
import { BOT_EVENTS, BOT_SCOPES } from "./scopes.ts";

const names = z.array(z.string()).default([]);
const settings = z.object({
  features: z
    .object({
      agent_view: z.unknown().optional(),
      app_home: z
        .object({
          home_tab_enabled: z.boolean().default(false),
          messages_tab_enabled: z.boolean().default(false),
          messages_tab_read_only_enabled: z.boolean().default(true),
        })
        .prefault({}),
      slash_commands: z.array(z.object({ command: z.string() })).default([]),
      shortcuts: z.array(z.object({ callback_id: z.string() })).default([]),
    })
    .prefault({}),
  oauth_config: z.object({ scopes: z.object({ bot: names }).prefault({}) }).prefault({}),
  settings: z
    .object({
      event_subscriptions: z.object({ bot_events: names, request_url: z.string().optional() }).prefault({}),
      interactivity: z.object({ is_enabled: z.boolean().default(false) }).prefault({}),
      socket_mode_enabled: z.boolean().default(false),
    })
    .prefault({}),
});

/** What an app's manifest, as Slack exports it, lacks of what the code needs; each in the manifest's own words. */
export function missingSettings(manifest: unknown, transport: "socket" | "http"): readonly string[] {
  const { features, oauth_config, settings: set } = settings.parse(manifest ?? {});
  const { app_home: home } = features;
  const lacking = (kind: string, wanted: readonly string[], found: readonly string[]) =>
    wanted.filter((name) => !found.includes(name)).map((name) => `${kind} ${name}`);
  const unless = (isSo: boolean, name: string) => (isSo ? [] : [name]);
  return [
    ...lacking("scope", BOT_SCOPES, oauth_config.scopes.bot),
    ...lacking("event", BOT_EVENTS, set.event_subscriptions.bot_events),
    ...lacking(
      "command",
      [ENTRANCES.command],
      features.slash_commands.map(({ command }) => command),
    ),
    ...lacking(
      "shortcut",
      [ENTRANCES.askAboutMessage, ENTRANCES.askAnything],
      features.shortcuts.map(({ callback_id }) => callback_id),
    ),
    ...unless(features.agent_view !== undefined, "agent_view"),
    ...unless(home.home_tab_enabled, "home_tab_enabled"),
    ...unless(home.messages_tab_enabled && !home.messages_tab_read_only_enabled, "messages_tab_enabled"),
    ...unless(set.interactivity.is_enabled, "interactivity"),
    ...(transport === "socket"
      ? unless(set.socket_mode_enabled, "socket_mode_enabled")
      : [
          ...unless(!set.socket_mode_enabled, "socket_mode_enabled: false"),
          ...unless(Boolean(set.event_subscriptions.request_url), "event_subscriptions.request_url"),
        ]),
  ];
}
