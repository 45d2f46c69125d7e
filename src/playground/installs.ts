import { randomBytes } from "node:crypto";
import type { AppIdentity } from "./app-identity.ts";
import type { Arguments } from "./arguments.ts";
import type { Fields } from "./records.ts";
import { demand } from "./refusal.ts";

/** Tokens this workspace has given out, and how an app comes by them. */
export interface Installs {
  /** Says yes to an installation: the address to send the person back to, with a code that works once. */
  authorize(query: Fields): string;
  /** `oauth.v2.access`: a code, or a refresh token, for tokens. */
  exchange(args: Arguments): Fields;
  /** Refuses a token that was never given, has run out or was taken back. */
  check(token: string): void;
  /** Whether this token, code or refresh token was ever given out here. */
  owns(secret: string): boolean;
  /** Takes every token back: the app was removed. */
  revoke(): void;
}

const CODE_MS = 10 * 60_000;
/** A rotated token lives twelve hours. */
const TOKEN_SECONDS = 43_200;

const secret = (prefix: string) => `${prefix}-playground-${randomBytes(16).toString("hex")}`;

interface Code {
  readonly at: number;
  readonly redirectUri: string | undefined;
  used: boolean;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Whose installation it is: a workspace's, or a whole organisation's. */
export type InstalledIn = { readonly team: Named } | { readonly enterprise: Named };

/** Installations of one app in one place; with `rotation` tokens end after twelve hours. `now` in epoch milliseconds. */
export function createInstalls(
  app: AppIdentity,
  place: InstalledIn,
  now: () => number,
  rotation: boolean,
): Installs {
  const codes = new Map<string, Code>();
  const refreshers = new Set<string>();
  /** Access tokens with the time they run out; the first one never does. */
  const tokens = new Map<string, number>([[app.botToken, Number.POSITIVE_INFINITY]]);
  const revoked = new Set<string>();

  const grant = (): Fields => {
    const access_token = rotation ? secret("xoxe.xoxb") : secret("xoxb");
    tokens.set(access_token, rotation ? now() + TOKEN_SECONDS * 1000 : Number.POSITIVE_INFINITY);
    const refresh_token = secret("xoxe");
    if (rotation) refreshers.add(refresh_token);
    return {
      app_id: app.appId,
      authed_user: {},
      access_token,
      token_type: "bot",
      scope: app.scopes.join(","),
      bot_user_id: app.userId,
      team: null,
      enterprise: null,
      ...place,
      is_enterprise_install: "enterprise" in place,
      ...(rotation ? { expires_in: TOKEN_SECONDS, refresh_token } : {}),
    };
  };
  const spend = (args: Arguments) => {
    const code = codes.get(args.string("code") ?? "");
    demand(code, "invalid_code");
    demand(!code.used, "code_already_used");
    demand(now() - code.at <= CODE_MS, "code_expired");
    demand(code.redirectUri === args.string("redirect_uri"), "bad_redirect_uri");
    code.used = true;
  };

  return {
    authorize(query) {
      demand(query.client_id === app.clientId, "invalid_client_id");
      const redirectUri = typeof query.redirect_uri === "string" ? query.redirect_uri : undefined;
      demand(redirectUri, "bad_redirect_uri");
      const code = secret("code");
      codes.set(code, { at: now(), redirectUri, used: false });
      const back = new URL(redirectUri);
      back.searchParams.set("code", code);
      if (typeof query.state === "string") back.searchParams.set("state", query.state);
      return back.href;
    },
    exchange(args) {
      demand(args.string("client_id") === app.clientId, "invalid_client_id");
      demand(args.string("client_secret") === app.clientSecret, "bad_client_secret");
      if (args.string("grant_type") === "refresh_token")
        demand(refreshers.delete(args.string("refresh_token") ?? ""), "invalid_refresh_token");
      else spend(args);
      return grant();
    },
    check(token) {
      demand(!revoked.has(token), "token_revoked");
      const until = tokens.get(token);
      demand(until !== undefined, "invalid_auth");
      demand(now() < until, "token_expired");
    },
    owns: (secret) => tokens.has(secret) || codes.has(secret) || refreshers.has(secret),
    revoke() {
      for (const token of tokens.keys()) revoked.add(token);
      refreshers.clear();
    },
  };
}
