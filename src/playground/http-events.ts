import { createHmac } from "node:crypto";
import { AppError } from "../errors.ts";
import { isObject } from "./arguments.ts";
import type { Envelope, Transport } from "./deliveries.ts";
import type { Fields } from "./records.ts";

/** Slack's other way to an app: requests to its public address, signed with a shared secret. */
export interface HttpEvents extends Transport {
  /** Where to send from now on; undefined goes back to Socket Mode. */
  setUrl(url: string | undefined): void;
  isOn(): boolean;
  /** Slack's first request to an address: it must echo the challenge. */
  verify(): Promise<boolean>;
}

/** `X-Slack-Signature` for a body at a time in epoch seconds (docs.slack.dev, verifying requests). */
export function signatureOf(secret: string, at: number, body: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${at}:${body}`).digest("hex")}`;
}

function bodyOf({ kind, payload }: Envelope): { type: string; body: string } {
  const form = (fields: Record<string, string>) => ({
    type: "application/x-www-form-urlencoded",
    body: new URLSearchParams(fields).toString(),
  });
  if (kind === "interactive") return form({ payload: JSON.stringify(payload) });
  if (kind === "slash_commands")
    return form(Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)])));
  return { type: "application/json", body: JSON.stringify(payload) };
}

/** What the app acknowledged with: JSON, or a command's bare text. */
function parseReply(text: string): Fields {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : { text: String(value) };
  } catch {
    return { text };
  }
}

const lost = (code: string, cause?: unknown) =>
  new AppError(code, "The app did not take the request", "Check the request URL and the signing secret.", {
    cause,
  });

/** Requests to one address; `now` in epoch milliseconds. */
export function createHttpEvents(secret: string, now: () => number): HttpEvents {
  let url: string | undefined;

  const post = async (type: string, body: string, headers: Record<string, string>, timeoutMs: number) => {
    if (!url) throw lost("connection_failed");
    const at = Math.floor(now() / 1000);
    try {
      return await fetch(url, {
        method: "POST",
        headers: {
          "Content-Type": type,
          "X-Slack-Request-Timestamp": String(at),
          "X-Slack-Signature": signatureOf(secret, at, body),
          ...headers,
        },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      throw lost(
        error instanceof Error && error.name === "TimeoutError" ? "http_timeout" : "connection_failed",
        error,
      );
    }
  };

  return {
    setUrl(next) {
      url = next;
    },
    isOn: () => url !== undefined,
    cut() {},
    async send(envelope, timeoutMs) {
      const { type, body } = bodyOf(envelope);
      const retry = envelope.attempt > 0 && envelope.kind === "events_api";
      const headers = retry
        ? { "X-Slack-Retry-Num": String(envelope.attempt), "X-Slack-Retry-Reason": envelope.retryReason }
        : {};
      const response = await post(type, body, headers, timeoutMs);
      const text = await response.text();
      const isFinal = response.headers.get("x-slack-no-retry") === "1";
      if (!response.ok && !isFinal) throw lost("http_error");
      return parseReply(response.ok ? text : "");
    },
    async verify() {
      const challenge = "does-this-address-listen";
      const body = JSON.stringify({ token: "playground", challenge, type: "url_verification" });
      const response = await post("application/json", body, {}, 3_000);
      return (await response.text()).includes(challenge);
    },
  };
}
