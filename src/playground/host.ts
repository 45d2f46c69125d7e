import { randomBytes } from "node:crypto";
import type { Transport } from "./deliveries.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createHttpEvents, type HttpEvents } from "./http-events.ts";
import { createHttpServer, listen, type Route, type ServerOptions } from "./http-server.ts";
import { createOrganisation, type Installable, type Organisation } from "./organisation.ts";
import { createSocketMode, type SocketMode } from "./socket-mode.ts";
import { createTenantRoutes, type Tenant } from "./tenant-routes.ts";

/** What one app has once, in however many workspaces it is installed: its address, lines and secrets. */
export interface Host {
  readonly appId: string;
  readonly appToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  readonly faults: Faults;
  readonly sockets: SocketMode;
  readonly http: HttpEvents;
  readonly transport: Transport;
  /** Workspaces join and leave this list. */
  readonly tenants: Tenant[];
  /** The organisation with this id, made for its first workspace; none where none is named. */
  organisation(
    named: Pick<Organisation, "id" | "name"> | undefined,
    app: Installable,
  ): Organisation | undefined;
  /** Called with the number of connections, now and whenever it changes. */
  onConnections(listener: (count: number) => void): void;
  /** Empty until it listens. */
  origin(): string;
  listen(server: ServerOptions, more: readonly Route[]): Promise<void>;
  close(): Promise<void>;
}

/** Secrets are random unless given; `now` in epoch milliseconds. */
export interface HostOptions {
  readonly appToken?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly signingSecret?: string | undefined;
  readonly now: () => number;
}

const random = () => randomBytes(16).toString("hex");

/** A host without workspaces; it listens once told to and must be closed. */
export function createHost(options: HostOptions): Host {
  const appId = "A0SHIRUBE01";
  const listeners = new Set<(count: number) => void>();
  const sockets = createSocketMode(appId, (count) => {
    for (const listener of listeners) listener(count);
  });
  const signingSecret = options.signingSecret ?? random();
  const http = createHttpEvents(signingSecret, options.now);
  const tenants: Tenant[] = [];
  const organisations = new Map<string, Organisation>();
  let origin = "";
  let close = async () => {};

  return {
    appId,
    appToken: options.appToken ?? `xapp-playground-${random()}`,
    clientId: "1234.5678",
    clientSecret: options.clientSecret ?? random(),
    signingSecret,
    faults: createFaults(),
    sockets,
    http,
    transport: {
      send: (envelope, timeoutMs) => (http.isOn() ? http : sockets).send(envelope, timeoutMs),
      cut: sockets.cut,
    },
    tenants,
    organisation(named, app) {
      if (!named) return undefined;
      const known = organisations.get(named.id) ?? createOrganisation(named, app);
      organisations.set(named.id, known);
      return known;
    },
    onConnections(listener) {
      listeners.add(listener);
      listener(sockets.connections());
    },
    origin: () => origin,
    async listen(place, more) {
      const routes = [...createTenantRoutes(tenants), ...more];
      const server = createHttpServer(routes, sockets.upgrade, place.exposed);
      const port = await listen(server, place);
      origin = `http://${place.host.includes(":") ? `[${place.host}]` : place.host}:${port}`;
      close = async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      };
    },
    async close() {
      sockets.close();
      await close();
    },
  };
}
