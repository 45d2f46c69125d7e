import { messageOf } from "../errors.ts";
import { createArguments } from "./arguments.ts";
import type { Core } from "./core.ts";
import type { Faults, MethodFault } from "./faults.ts";
import type { Method, MethodTable } from "./methods/method.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { Fields } from "./records.ts";
import { demand, Refusal } from "./refusal.ts";

/** What goes back over HTTP; `hangUp` cuts the line instead. */
export interface ApiReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Fields;
  readonly hangUp?: boolean;
}

/** One call as the server read it. */
export interface ApiCall {
  readonly method: string;
  readonly token: string | undefined;
  readonly fields: Fields;
}

/** A call that was answered, for tests that count. */
export interface ApiRecord {
  readonly method: string;
  readonly fields: Fields;
  /** `ok`, or the error's code. */
  readonly outcome: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The Web API of one workspace, apart from how calls reach it. */
export interface WebApi {
  call(call: ApiCall): Promise<ApiReply>;
  /** Every call so far, oldest first. */
  readonly log: readonly ApiRecord[];
}

const LOG_LIMIT = 5_000;

function checkToken(core: Core, method: Method, token: string | undefined): boolean {
  if (method.token === "none") return false;
  demand(token, "not_authed");
  const isApp = token === core.app.appToken;
  if (!isApp) core.installs.check(token);
  demand(method.token === "app" ? isApp : !isApp || method.scopes.length === 0, "not_allowed_token_type");
  return isApp;
}

function checkScopes(core: Core, method: Method) {
  const granted =
    method.scopes.length === 0 || method.scopes.some((scope) => core.app.scopes.includes(scope));
  demand(granted, "missing_scope", { needed: method.scopes[0], provided: core.app.scopes.join(",") });
}

/** An organisation's token opens all of its workspaces, and one of them is meant. */
function checkTeam(core: Core, method: Method, team: string | undefined) {
  if (!core.organisation) return;
  demand(team || !method.needsTeam, "missing_argument");
  demand(!team || team === core.teamId, "team_access_not_granted");
}

const reply = (body: Fields, status = 200, headers: Readonly<Record<string, string>> = {}): ApiReply => ({
  status,
  headers,
  body,
});

const limited = (seconds: number) =>
  reply({ ok: false, error: "ratelimited" }, 429, { "Retry-After": String(seconds) });

function faulty(fault: MethodFault): ApiReply {
  if (fault.hangUp) return { ...reply({}), hangUp: true };
  if (fault.retryAfter !== undefined) return limited(fault.retryAfter);
  return reply(
    { ok: false, error: fault.error ?? "internal_error" },
    fault.status ?? (fault.error ? 200 : 500),
  );
}

/** The Web API: token, scopes, rates, faults, then the method itself. */
export function createWebApi(core: Core, methods: MethodTable, faults: Faults, rates?: RateLimits): WebApi {
  const log: ApiRecord[] = [];
  const run = (call: ApiCall): ApiReply => {
    try {
      const method = methods[call.method];
      demand(method, "unknown_method", { req_method: call.method });
      const args = createArguments(call.fields);
      const appToken = checkToken(core, method, call.token);
      checkScopes(core, method);
      checkTeam(core, method, args.string("team_id"));
      const wait = rates?.check(call.method, method, args) ?? 0;
      if (wait > 0) return limited(wait);
      return reply({ ok: true, ...method.run(core, args, { appToken }) });
    } catch (error) {
      if (error instanceof Refusal) return reply({ ok: false, error: error.code, ...error.details });
      return reply({ ok: false, error: "internal_error", detail: messageOf(error) }, 500);
    }
  };
  const record = (call: ApiCall, answer: ApiReply) => {
    const { token: _secret, ...fields } = call.fields;
    const outcome = answer.body.ok === true ? "ok" : String(answer.body.error ?? answer.status);
    log.push({ method: call.method, fields, outcome, at: core.now() });
    if (log.length > LOG_LIMIT) log.shift();
    return answer;
  };
  return {
    log,
    async call(call) {
      const fault = faults.takeMethodFault(call.method);
      if (fault?.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs).unref());
      if (!fault) return record(call, run(call));
      const onlySlow = fault.delayMs && !fault.error && !fault.status && !fault.retryAfter && !fault.hangUp;
      if (onlySlow) return record(call, run(call));
      if (fault.afterCommit) run(call);
      return record(call, faulty(fault));
    },
  };
}
