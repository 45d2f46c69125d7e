import type { AppManifest } from "./manifest.ts";
import { createActionRoute } from "./page-actions.ts";
import { createFeedRoute } from "./page-feed.ts";
import { pageFiles } from "./page-files.ts";
import { startWorkspace, type Workspace, type WorkspaceOptions } from "./workspace.ts";

/** A workspace's options; the page brings its own routes. */
export interface PlaygroundOptions extends Omit<WorkspaceOptions, "routes"> {
  /** The app's manifest: its scopes, events, commands, shortcuts and prompts are what it gets here. */
  readonly manifest?: AppManifest;
}

/** Starts a workspace with a page to look at it and act in it, at `origin`; it must be closed. */
export async function startPlayground({ manifest, ...options }: PlaygroundOptions = {}): Promise<Workspace> {
  const granted = manifest ? { scopes: manifest.scopes, events: manifest.events } : {};
  return startWorkspace({
    ...options,
    ...(manifest?.botName ? { botName: manifest.botName } : {}),
    app: { ...granted, ...options.app },
    routes: (desk) => {
      const { core } = desk;
      const facts = () => ({
        bot: core.app.userId,
        now: core.now(),
        home: manifest?.hasHome ?? true,
        commands: manifest?.commands ?? [],
        shortcuts: manifest?.shortcuts ?? [],
        prompts: manifest?.prompts ?? [],
      });
      return [createFeedRoute(desk, facts), createActionRoute(desk), pageFiles];
    },
  });
}
