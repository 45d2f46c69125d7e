import { AsyncLocalStorage } from "node:async_hooks";
import type { Identity, Organisations } from "../conversation/identity.ts";
import type { Installation, Installations } from "../conversation/installations.ts";
import { RetryLater } from "../conversation/lane-worker.ts";
import { AppError, messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { pause, waitBefore } from "./patience.ts";
import type { Reach } from "./reach.ts";
import type { TokenExchange } from "./token-exchange.ts";
import { asRetry, createWebClient, slackErrorOf } from "./web-client.ts";

/** A workspace the app is installed in, and what it needs to speak there. */
export interface SlackWorkspace {
  readonly teamId: string;
  readonly botToken: string;
  readonly botId: string;
  readonly botUserId: string;
  /** Absent switches the handoff off in this workspace. */
  readonly advisorChannel?: string;
  /** The organisation whose installation and token it is, if not its own: calls have to name the workspace. */
  readonly organisation?: string;
  /** The operator's own workspace; its advisors may teach what all workspaces are told. */
  readonly isHome: boolean;
}

/** Where a piece of work belongs. */
export interface Workspaces {
  /** Learns who the bot is at home; must have run before events arrive. @throws AppError `slack_refused` */
  identify(): Promise<void>;
  /** @param organisation the one the workspace belongs to, where an event says so */
  find(teamId: string | undefined, organisation?: string): Promise<SlackWorkspace | undefined>;
  /** Does work on a workspace's behalf: everything inside, timers too, speaks with its token. */
  run<T>(workspace: SlackWorkspace, work: () => T): T;
  /** The same by id; nothing is done where the app is not installed any more. */
  on(teamId: string, work: () => Promise<void>): Promise<void>;
  /** Does work on the operator's own workspace's behalf; nothing where there is none. */
  atHome(work: () => Promise<void>): Promise<void>;
  /** The workspace of the work going on. @throws Error outside of any: a token is never guessed */
  current(): SlackWorkspace;
  /** Whom a user id names in the workspace of the work going on. */
  identity(userId: string): Identity;
  /** True for the operator's own workspace. */
  isHome(team: string): boolean;
  teams(): Promise<readonly string[]>;
}

export interface WorkspacesOptions {
  /** The workspace whose token the operator has set. */
  readonly home?: { readonly botToken: string; readonly advisorChannel?: string };
  /** Workspaces that installed the app by themselves. */
  readonly installed?: { readonly store: Installations; readonly exchange: TokenExchange };
  readonly organisations: Organisations;
  readonly apiUrl?: string;
  readonly reach: Reach;
  readonly now: () => number;
  readonly logger: Logger;
  /** Ends the waiting for a Slack that cannot be reached. */
  readonly leaving: AbortSignal;
}

/** Slack's rotated tokens live twelve hours; renewed this long before their end, milliseconds. */
const RENEW_BEFORE_MS = 2 * 60 * 60 * 1000;

/** Keeps workspaces apart: whoever calls Slack does it inside `run` or `on`. */
export function createWorkspaces(options: WorkspacesOptions): Workspaces {
  const { installed, now, logger } = options;
  const running = new AsyncLocalStorage<SlackWorkspace>();
  let home: SlackWorkspace | undefined;

  const renewing = new Map<string, Promise<Installation>>();

  /** One process renews, once; everybody else goes on with the old token while it lasts, and waits for the new one after. */
  const renewed = async (installation: Installation): Promise<Installation> => {
    const { id, renewal } = installation;
    if (!installed || !renewal || renewal.expiresAt - now() > RENEW_BEFORE_MS) return installation;
    const hasEnded = renewal.expiresAt <= now();
    const underWay = renewing.get(id);
    if (underWay) return hasEnded ? underWay : installation;
    const started = renew(installation, hasEnded).finally(() => renewing.delete(id));
    renewing.set(id, started);
    return started;
  };

  const renew = async (installation: Installation, hasEnded: boolean): Promise<Installation> => {
    const { id, renewal } = installation;
    if (!installed || !renewal) return installation;
    if (!(await installed.store.claimRenewal(id))) {
      if (hasEnded) throw new RetryLater(1_000, "the workspace's token is being renewed");
      return installation;
    }
    try {
      const latest = (await installed.store.find(id)) ?? installation;
      const due = latest.renewal ?? renewal;
      if (due.expiresAt !== renewal.expiresAt) return latest;
      const token = await installed.exchange.renew(due.refreshToken);
      await installed.store.renew(id, token);
      return { ...latest, ...token };
    } catch (error) {
      logger.error("a workspace's token could not be renewed; if it stays so, install the app there again", {
        workspace: id,
        reason: slackErrorOf(error) ?? messageOf(error),
      });
      if (hasEnded) throw asRetry(error);
      return installation;
    }
  };

  const joined = new Map<string, string>();
  const join = async (team: string, organisation: string): Promise<void> => {
    if (joined.get(team) === organisation) return;
    await options.organisations.add(team, organisation);
    joined.set(team, organisation);
  };

  const isHome: Workspaces["isHome"] = (team) => home !== undefined && (!installed || team === home.teamId);

  const find: Workspaces["find"] = async (teamId, organisation) => {
    if (teamId && organisation) await join(teamId, organisation);
    if (home && isHome(teamId ?? "")) return home;
    if (!installed || !(teamId ?? organisation)) return undefined;
    const installation = await installed.store.find(teamId ?? organisation ?? "");
    if (!installation) return undefined;
    const { botToken, botId, botUserId, advisorChannel } = await renewed(installation);
    return {
      teamId: teamId ?? installation.id,
      botToken,
      botId,
      botUserId,
      ...(advisorChannel && { advisorChannel }),
      ...(installation.wholeOrganisation && { organisation: installation.id }),
      isHome: false,
    };
  };

  const current: Workspaces["current"] = () => {
    const workspace = running.getStore();
    if (!workspace) throw new Error("this work belongs to no workspace");
    return workspace;
  };

  return {
    async identify() {
      if (!options.home) return;
      const { botToken, advisorChannel } = options.home;
      const client = createWebClient(botToken, options.apiUrl, options.reach);
      const me = await outlasting(() => client.auth.test(), options).catch((error) => {
        throw new AppError(
          "slack_refused",
          `Slack did not accept the bot token: ${slackErrorOf(error) ?? messageOf(error)}`,
          "Check SLACK_BOT_TOKEN (OAuth & Permissions page), reinstall the app if its scopes changed, and check the network.",
          { cause: error },
        );
      });
      home = {
        teamId: me.team_id ?? "",
        botToken,
        botId: me.bot_id ?? "",
        botUserId: me.user_id ?? "",
        ...(advisorChannel && { advisorChannel }),
        isHome: true,
      };
    },
    find,
    isHome,
    run: (workspace, work) => running.run(workspace, work),
    async on(teamId, work) {
      const workspace = await find(teamId);
      if (workspace) await running.run(workspace, work);
      else logger.info("work for a workspace that removed the app was dropped", { workspace: teamId });
    },
    async atHome(work) {
      if (home) await running.run(home, work);
    },
    current,
    identity: (userId) => ({ team: current().teamId, userId }),
    async teams() {
      return [...(home ? [home.teamId] : []), ...((await installed?.store.teams()) ?? [])];
    },
  };
}

/** A start in the middle of an outage or a rate limit waits for its end; any other refusal is final. */
async function outlasting<T>(call: () => Promise<T>, { logger, leaving }: WorkspacesOptions): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(asRetry(error) instanceof RetryLater) || leaving.aborted) throw error;
      const waitMs = waitBefore(failures, error);
      logger.warn("Slack cannot be reached", { failures, waitMs, reason: messageOf(error) });
      await pause(waitMs, leaving);
    }
  }
}
