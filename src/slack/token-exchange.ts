import type { Installation } from "../conversation/installations.ts";
import { createWebClient } from "./web-client.ts";

type Renewed = Pick<Installation, "botToken"> & Required<Pick<Installation, "renewal">>;

/** Exchanges a refresh token for the next token (docs.slack.dev, token rotation). */
export interface TokenExchange {
  renew(refreshToken: string): Promise<Renewed>;
}

export function createTokenExchange(options: {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiUrl?: string;
  readonly now: () => number;
}): TokenExchange {
  const client = createWebClient(undefined, options.apiUrl);
  return {
    async renew(refreshToken) {
      const granted = await client.oauth.v2.access({
        client_id: options.clientId,
        client_secret: options.clientSecret,
        grant_type: "refresh_token",
        refresh_token: refreshToken,
      });
      return {
        botToken: granted.access_token ?? "",
        renewal: {
          refreshToken: granted.refresh_token ?? "",
          expiresAt: options.now() + (granted.expires_in ?? 0) * 1000,
        },
      };
    },
  };
}
