import { createLaneWorker, type LaneWorker, type LaneWorkerOptions } from "../conversation/lane-worker.ts";
import type { Lanes } from "../conversation/lanes.ts";
import { type AnsweringOptions, createAnswering } from "./answering.ts";
import { createInboxHandler, type InboxHandlerOptions } from "./inbox-handler.ts";
import { createMissedWords } from "./missed-words.ts";
import { createParking } from "./parking.ts";
import { createStatus } from "./status.ts";

export interface InboxOptions
  extends AnsweringOptions,
    Omit<InboxHandlerOptions, "answering" | "status" | "missedWords"> {
  readonly inbox: Lanes;
  /** Takes an Events API body as if it had just been delivered; one taken before changes nothing. */
  readonly take: (body: unknown) => Promise<void>;
  /** Names this process in leases. */
  readonly processId: string;
  readonly work?: Partial<Pick<LaneWorkerOptions, "leaseMs" | "pollMs" | "backoffMs">>;
}

/** Works through what people have written: passes it on, or answers it. */
export function createInbox(options: InboxOptions): LaneWorker {
  const { client, logger } = options;
  const handle = createInboxHandler({
    ...options,
    answering: createAnswering(options),
    status: createStatus(client, logger),
    missedWords: createMissedWords(options),
  });
  return createLaneWorker({
    lanes: options.inbox,
    owner: options.processId,
    logger,
    handle,
    onParked: createParking(options),
    ...options.work,
  });
}
