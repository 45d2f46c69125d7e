import type { App } from "@slack/bolt";
import { startWorkspace, type Workspace, type WorkspaceOptions } from "../../src/playground/workspace.ts";
import { connectApp } from "./workspace-app.ts";

/** A workspace and, when listeners are given, a Bolt app in it. */
export interface Scene extends AsyncDisposable {
  readonly workspace: Workspace;
}

export async function scene(register?: (app: App) => void, options?: WorkspaceOptions): Promise<Scene> {
  const workspace = await startWorkspace(options);
  const connected = register ? await connectApp(workspace, register) : undefined;
  return {
    workspace,
    async [Symbol.asyncDispose]() {
      await connected?.[Symbol.asyncDispose]();
      await workspace.close();
    },
  };
}

/** One Web API call by hand, as a program without a library would make it. */
export async function callApi(
  workspace: Workspace,
  method: string,
  fields: Record<string, unknown> = {},
  token = workspace.botToken,
): Promise<Record<string, unknown> & { ok: boolean }> {
  const response = await fetch(workspace.apiUrl + method, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify(fields),
  });
  return (await response.json()) as Record<string, unknown> & { ok: boolean };
}
