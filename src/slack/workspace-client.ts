import { WebClient } from "@slack/web-api";
import type { Reach } from "./reach.ts";
import { clientOptions } from "./web-client.ts";
import type { Workspaces } from "./workspaces.ts";

/** Slack's client makes its methods call `apiCall`, which is where the token of the work going on comes in. */
class WorkspaceClient extends WebClient {
  readonly #workspaces: Workspaces;

  constructor(workspaces: Workspaces, apiUrl: string | undefined, reach: Reach) {
    super(undefined, clientOptions(apiUrl, reach));
    this.#workspaces = workspaces;
  }

  override async apiCall(method: string, options: Record<string, unknown> = {}) {
    const { botToken, teamId, organisation } = this.#workspaces.current();
    return super.apiCall(method, { token: botToken, ...(organisation && { team_id: teamId }), ...options });
  }
}

/** One client for all workspaces: each call speaks with the token of the workspace it is made for. */
export function createWorkspaceClient(
  workspaces: Workspaces,
  apiUrl: string | undefined,
  reach: Reach,
): WebClient {
  return new WorkspaceClient(workspaces, apiUrl, reach);
}
