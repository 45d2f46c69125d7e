import { randomBytes } from "node:crypto";
import { AppError } from "../errors.ts";
import type { AppIdentity } from "./app-identity.ts";
import { type Bystanders, createBystanders } from "./bystanders.ts";
import type { Core } from "./core.ts";
import { createDeliveries, type DeliveryOptions, SLACK_DELIVERY } from "./deliveries.ts";
import { uninstall } from "./events.ts";
import type { Faults } from "./faults.ts";
import { DEFAULT_EVENTS, DEFAULT_SCOPES } from "./grants.ts";
import { createHost, type Host } from "./host.ts";
import type { HttpEvents } from "./http-events.ts";
import type { Route } from "./http-server.ts";
import { createIds } from "./ids.ts";
import { createInstalls } from "./installs.ts";
import type { Desk } from "./interactions.ts";
import { createJournal } from "./journal.ts";
import { createMethods } from "./methods/table.ts";
import { createPerson, type Person } from "./person.ts";
import { createRateLimits } from "./rate-limits.ts";
import type { Channel, Ephemeral, Member, Message } from "./records.ts";
import { createResponseUrls } from "./response-urls.ts";
import { createRoster, DEFAULT_PEOPLE, type PersonSpec, roomsIn } from "./roster.ts";
import type { SocketMode } from "./socket-mode.ts";
import { createStore, forgetPassing, type Store } from "./store.ts";
import type { Tenant } from "./tenant-routes.ts";
import { createTriggers } from "./triggers.ts";
import { createWaiting } from "./waiting.ts";
import { type ApiRecord, createWebApi } from "./web-api.ts";

/** Everything has a default: a workspace on any free port of this machine, forgotten when closed. */
export interface WorkspaceOptions {
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** 0 takes any free port. @default 0 */
  readonly port?: number;
  /** Lets other machines connect. @default false */
  readonly exposed?: boolean;
  /** Keeps everything in this file, so that a restart finds it again. */
  readonly journal?: string;
  /** Epoch milliseconds. @default Date.now */
  readonly now?: () => number;
  readonly people?: readonly PersonSpec[];
  /** @default "Shirube" */
  readonly botName?: string;
  readonly app?: Partial<AppIdentity>;
  /** @default a random one */
  readonly signingSecret?: string;
  /** Tokens given out by OAuth run out after twelve hours and are renewed. @default false */
  readonly tokenRotation?: boolean;
  /** Another workspace the same app is installed in: same address and lines, its own people and tokens. */
  readonly beside?: Workspace;
  readonly team?: { readonly teamId: string; readonly teamName: string };
  /** The organisation it belongs to (Enterprise Grid), the same for workspaces beside each other. */
  readonly organisation?: { readonly id: string; readonly name: string };
  /** Holds the app to Slack's rates. @default false */
  readonly rateLimits?: boolean;
  readonly delivery?: Partial<DeliveryOptions>;
  /** Further routes of the same server, made once the workspace stands. */
  readonly routes?: (desk: Desk) => readonly Route[];
}

/** A Slack-compatible workspace on this machine. */
export interface Workspace {
  readonly origin: string;
  /** For `slackApiUrl`; ends in a slash. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  /** Signs requests when the app listens over HTTP instead of Socket Mode. */
  readonly signingSecret: string;
  readonly teamId: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly advisorChannelId: string;
  readonly generalChannelId: string;
  /** Everybody but the bot. */
  readonly people: readonly Member[];
  readonly store: Store;
  readonly faults: Faults;
  /** Delivery to a public address; off until it has one. */
  readonly http: Pick<HttpEvents, "setUrl" | "verify">;
  readonly sockets: Pick<SocketMode, "connections" | "refresh" | "disableLink" | "restoreLink" | "cut">;
  /** Every Web API call so far. */
  readonly calls: readonly ApiRecord[];
  /** Other apps, previews, renamed conversations. */
  readonly bystanders: Bystanders;
  /** For OAuth: `<origin>/oauth/v2/authorize` takes them. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Removes the app: it hears of it, and its tokens end. */
  uninstall(): void;
  person(keyOrId: string): Person;
  addPerson(spec: PersonSpec): Person;
  setMember(keyOrId: string, facts: Partial<Pick<Member, "deleted" | "locale" | "role">>): void;
  setChannel(id: string, facts: Partial<Pick<Channel, "archived" | "members" | "shared">>): void;
  /** Messages of a channel, threads included, oldest first. */
  messages(channel: string): readonly Message[];
  thread(channel: string, ts: string): readonly Message[];
  ephemerals(): readonly Ephemeral[];
  /** Resolves with the first truthy value, now or after a change; a fault that says what happened otherwise. */
  waitFor<T>(predicate: () => T, options?: { timeoutMs?: number; what?: string }): Promise<NonNullable<T>>;
  /** Resolves once nothing is on its way to the app. */
  settled(options?: { timeoutMs?: number }): Promise<void>;
  close(): Promise<void>;
}

const FIRST_TEAM = { teamId: "T0PLAYGROUND", teamName: "Playground" };
const SECOND_TEAM = { teamId: "T0SECOND", teamName: "Second" };

/** The host behind each workspace, for those that start beside it. */
const hosts = new WeakMap<Workspace, Host>();

function hostOf(workspace: Workspace): Host {
  const host = hosts.get(workspace);
  if (host) return host;
  throw new AppError(
    "no_such_workspace",
    "The workspace to start beside is not one",
    "Pass what startWorkspace gave.",
  );
}

/** Starts the workspace; it must be closed. */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const now = options.now ?? Date.now;
  const store = createStore(options.journal ? createJournal(options.journal) : undefined);
  forgetPassing(store);
  const newest = store
    .list("messages")
    .map(({ ts }) => ts)
    .sort()
    .at(-1);
  const ids = createIds(now, newest);
  const host = options.beside ? hostOf(options.beside) : createHost({ ...options.app, ...options, now });
  const { teamId, teamName } = options.beside ? (options.team ?? SECOND_TEAM) : (options.team ?? FIRST_TEAM);
  const botName = options.botName ?? "Shirube";
  const rooms = roomsIn(teamId, options.organisation?.id);
  const identity: AppIdentity = {
    appId: host.appId,
    appToken: host.appToken,
    clientId: host.clientId,
    clientSecret: host.clientSecret,
    botId: `B${rooms.botUser.slice(1)}`,
    userId: rooms.botUser,
    botToken: `xoxb-playground-${randomBytes(16).toString("hex")}`,
    scopes: DEFAULT_SCOPES,
    events: DEFAULT_EVENTS,
    ...options.app,
  };
  const rotation = options.tokenRotation ?? false;
  const organisation = host.organisation(options.organisation, { identity, now, rotation });
  const app = { ...identity, ...(organisation && { botToken: organisation.botToken }) };
  const roster = createRoster(
    { store, ids, now, teamId, botName, rooms, personId: organisation?.personId },
    options.people ?? DEFAULT_PEOPLE,
  );
  const { faults } = host;
  host.onConnections((connections) => store.put("presence", "app", { connections }));
  const timing = { ...SLACK_DELIVERY, ...options.delivery };
  const deliveries = createDeliveries(store, host.transport, timing, faults);
  const core: Core = {
    store,
    ids,
    now,
    teamId,
    teamName,
    organisation,
    app,
    deliveries,
    installs:
      organisation?.installs ?? createInstalls(app, { team: { id: teamId, name: teamName } }, now, rotation),
    origin: host.origin,
  };
  const triggers = createTriggers(now, () => ids.next("12345.67890."));
  const responses = createResponseUrls(core);
  const desk: Desk = { core, triggers, responses };
  const rates = options.rateLimits ? createRateLimits(now) : undefined;
  const methods = createMethods(triggers, () => host.sockets.open(host.origin()));
  const api = createWebApi(core, methods, faults, rates);
  const tenant: Tenant = { core, api, responses };
  host.tenants.push(tenant);
  if (!options.beside) {
    const place = {
      host: options.host ?? "127.0.0.1",
      port: options.port ?? 0,
      exposed: options.exposed ?? false,
    };
    await host.listen(place, options.routes?.(desk) ?? []);
  }
  const origin = host.origin();
  deliveries.resume();

  const people = new Map<string, Person>();
  const member = (keyOrId: string): Member => {
    const found = roster.find(keyOrId);
    if (found) return found;
    const known = store.list("members").map(({ key }) => key);
    throw new AppError("no_such_person", `Nobody is called "${keyOrId}"`, `There is: ${known.join(", ")}`);
  };
  const person = (keyOrId: string): Person => {
    const { id } = member(keyOrId);
    const known = people.get(id) ?? createPerson(desk, id);
    people.set(id, known);
    return known;
  };
  const waiting = createWaiting(core, host.sockets);
  const anyone = person("shirube");

  const workspace: Workspace = {
    origin,
    apiUrl: `${origin}/api/`,
    botToken: app.botToken,
    appToken: app.appToken,
    signingSecret: host.signingSecret,
    teamId,
    botUserId: app.userId,
    botId: app.botId,
    advisorChannelId: rooms.advisors,
    generalChannelId: rooms.general,
    get people() {
      return store.list("members").filter(({ role }) => role !== "agent");
    },
    store,
    faults,
    http: host.http,
    bystanders: createBystanders(core),
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    uninstall: () => uninstall(core),
    sockets: host.sockets,
    calls: api.log,
    person,
    addPerson: (spec) => person(roster.add(spec).id),
    setMember: (keyOrId, facts) => store.put("members", member(keyOrId).id, { ...member(keyOrId), ...facts }),
    setChannel(id, facts) {
      const channel = store.get("channels", id);
      if (channel) store.put("channels", id, { ...channel, ...facts });
    },
    messages: (channel) => anyone.messages(channel),
    thread: (channel, ts) =>
      anyone.messages(channel).filter((message) => message.ts === ts || message.thread_ts === ts),
    ephemerals: () => store.list("ephemerals"),
    waitFor: waiting.waitFor,
    settled: waiting.settled,
    async close() {
      deliveries.close();
      waiting.close();
      host.tenants.splice(host.tenants.indexOf(tenant), 1);
      if (!options.beside) await host.close();
    },
  };
  hosts.set(workspace, host);
  return workspace;
}
