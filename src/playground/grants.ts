/** What the bot needs in Slack, and so what this workspace grants when nothing else is said. */
export const DEFAULT_SCOPES: readonly string[] = [
  "app_mentions:read",
  "assistant:write",
  "channels:history",
  "channels:read",
  "chat:write",
  "commands",
  "files:read",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "im:write",
  "reactions:read",
  "reactions:write",
  "team:read",
  "users:read",
];

/** The events an app subscribes to when no manifest says otherwise. */
export const DEFAULT_EVENTS: readonly string[] = [
  "app_home_opened",
  "app_mention",
  "message.im",
  "message.channels",
  "message.groups",
  "reaction_added",
  "reaction_removed",
  "agent_session_stopped",
  "agent_session_title_changed",
  "app_context_changed",
  "app_uninstalled",
  "tokens_revoked",
];
