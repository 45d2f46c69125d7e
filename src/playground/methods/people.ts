import { type Core, memberFor } from "../core.ts";
import { uninstall } from "../events.ts";
import type { Fields, Member } from "../records.ts";
import { type MethodTable, TIER } from "./method.ts";

function zoneOffset(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
  const [, sign = "+", hours = "0", minutes = "0"] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** A member as `users.info` shows it. */
export function publicMember(core: Core, member: Member, locale: boolean): Fields {
  return {
    id: member.id,
    team_id: member.teamId,
    name: member.key,
    real_name: member.name,
    deleted: member.deleted,
    tz: member.timeZone,
    tz_offset: zoneOffset(member.timeZone, core.now()),
    is_admin: member.role === "advisor",
    is_bot: member.role === "agent",
    is_app_user: false,
    is_restricted: member.role === "guest",
    is_ultra_restricted: false,
    is_stranger: member.role === "external",
    profile: {
      real_name: member.name,
      display_name: member.name,
      team: member.teamId,
      image_72: `${core.origin()}/page/avatar.svg`,
    },
    ...(core.organisation &&
      member.teamId === core.teamId && {
        enterprise_user: {
          id: member.id,
          enterprise_id: core.organisation.id,
          enterprise_name: core.organisation.name,
        },
      }),
    ...(locale ? { locale: member.locale } : {}),
  };
}

/** The app's settings as its makers would have pasted them; any configuration token may read them here. */
function exportedManifest({ app }: Core): Fields {
  return {
    features: {
      agent_view: {},
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      slash_commands: [{ command: "/career" }],
      shortcuts: [{ callback_id: "ask_about_message" }, { callback_id: "ask_anything" }],
    },
    oauth_config: { scopes: { bot: app.scopes } },
    settings: {
      event_subscriptions: { bot_events: app.events },
      interactivity: { is_enabled: true },
      socket_mode_enabled: true,
    },
  };
}

function authTest(core: Core, appToken: boolean): Fields {
  if (appToken) return { app_id: core.app.appId, app_name: "Shirube" };
  return {
    url: `${core.origin()}/`,
    team: core.teamName,
    user: "shirube",
    team_id: core.teamId,
    user_id: core.app.userId,
    bot_id: core.app.botId,
    ...(core.organisation && { enterprise_id: core.organisation.id }),
    is_enterprise_install: core.organisation !== undefined,
  };
}

/** Who is who, and how the app proves itself. */
export const peopleMethods: MethodTable = {
  "api.test": { run: () => ({}), scopes: [], token: "none" },
  "auth.test": { run: (core, _args, { appToken }) => authTest(core, appToken), scopes: [] },
  "team.info": {
    run: (core) => ({
      team: { id: core.teamId, name: core.teamName, domain: "playground", email_domain: "" },
    }),
    scopes: ["team:read"],
    perMinute: TIER.three,
  },
  "bots.info": {
    run: (core) => ({
      bot: {
        id: core.app.botId,
        app_id: core.app.appId,
        user_id: core.app.userId,
        name: "Shirube",
        deleted: false,
      },
    }),
    scopes: ["users:read"],
    needsTeam: true,
    perMinute: TIER.three,
  },
  "apps.manifest.export": {
    run: (core) => ({ manifest: exportedManifest(core) }),
    scopes: [],
    token: "none",
  },
  "users.info": {
    run: (core, args) => ({
      user: publicMember(core, memberFor(core, args.required("user")), args.flag("include_locale")),
    }),
    scopes: ["users:read"],
    perMinute: TIER.four,
  },
  "oauth.v2.access": { run: (core, args) => core.installs.exchange(args), scopes: [], token: "none" },
  "auth.revoke": {
    run(core) {
      uninstall(core);
      return { revoked: true };
    },
    scopes: [],
  },
};
