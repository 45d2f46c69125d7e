import { networkFaultOf } from "../errors.ts";

/** What stands between this process and Slack just now, for the operator. */
export interface Reach {
  /** Notes how a call or a connection ended; anything that Slack itself said counts as reached. */
  failed(fault: unknown): void;
  reached(): void;
  /** Undefined while Slack can be reached. */
  trouble(): string | undefined;
}

export function createReach(): Reach {
  let trouble: string | undefined;
  return {
    failed(fault) {
      trouble = networkFaultOf(fault) ?? trouble;
    },
    reached() {
      trouble = undefined;
    },
    trouble: () => trouble,
  };
}
