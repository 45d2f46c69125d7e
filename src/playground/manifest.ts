import { z } from "zod";
import { AppError } from "../errors.ts";

const named = z.looseObject({ title: z.string(), message: z.string() });

const schema = z.looseObject({
  features: z
    .looseObject({
      app_home: z.looseObject({ home_tab_enabled: z.boolean().default(false) }).optional(),
      bot_user: z.looseObject({ display_name: z.string() }).optional(),
      agent_view: z.looseObject({ suggested_prompts: z.array(named).default([]) }).optional(),
      slash_commands: z
        .array(
          z.looseObject({
            command: z.string(),
            description: z.string().default(""),
            usage_hint: z.string().default(""),
          }),
        )
        .default([]),
      shortcuts: z
        .array(
          z.looseObject({ name: z.string(), type: z.enum(["message", "global"]), callback_id: z.string() }),
        )
        .default([]),
    })
    .default({ slash_commands: [], shortcuts: [] }),
  oauth_config: z
    .looseObject({ scopes: z.looseObject({ bot: z.array(z.string()).default([]) }).default({ bot: [] }) })
    .default({ scopes: { bot: [] } }),
  settings: z
    .looseObject({
      event_subscriptions: z
        .looseObject({ bot_events: z.array(z.string()).default([]) })
        .default({ bot_events: [] }),
    })
    .default({ event_subscriptions: { bot_events: [] } }),
});

/** What an app asks of a workspace in its manifest, as far as this workspace grants it. */
export interface AppManifest {
  /** The bot's display name, when the manifest gives it one. */
  readonly botName: string | undefined;
  readonly hasHome: boolean;
  readonly scopes: readonly string[];
  readonly events: readonly string[];
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly usage_hint: string;
  }[];
  readonly shortcuts: readonly {
    readonly name: string;
    readonly type: "message" | "global";
    readonly callback_id: string;
  }[];
  readonly prompts: readonly { readonly title: string; readonly message: string }[];
}

/** Reads a Slack app manifest (JSON), so that the app gets here exactly what it would get in Slack. */
export function parseManifest(json: string): AppManifest {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new AppError(
      "manifest_not_json",
      "The app manifest is not JSON",
      "Check manifest.json for a typing slip.",
      {
        cause,
      },
    );
  }
  const read = schema.safeParse(value);
  if (!read.success)
    throw new AppError(
      "manifest_malformed",
      z.prettifyError(read.error),
      "Compare manifest.json with Slack's manifest reference.",
    );
  const { features, oauth_config, settings } = read.data;
  return {
    botName: features.bot_user?.display_name,
    hasHome: features.app_home?.home_tab_enabled ?? false,
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions.bot_events,
    commands: features.slash_commands,
    shortcuts: features.shortcuts,
    prompts: features.agent_view?.suggested_prompts ?? [],
  };
}
