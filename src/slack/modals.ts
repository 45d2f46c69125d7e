import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Logger } from "../log.ts";
import { slackErrorOf } from "./web-client.ts";

export interface ModalOptions {
  readonly client: WebClient;
  readonly logger: Logger;
}

export interface Opening {
  /** Slack takes it once, within three seconds. */
  readonly triggerId: string;
  readonly view: ModalView;
  /** The press was in a modal: the new one is laid over it. @default false */
  readonly overModal?: boolean;
}

/** Opens a modal. @returns its id, or undefined where Slack would not open it, which is in the log and harms nothing */
export async function openModal(
  { client, logger }: ModalOptions,
  { triggerId, view, overModal = false }: Opening,
): Promise<string | undefined> {
  const call = { trigger_id: triggerId, view };
  try {
    const opened = await (overModal ? client.views.push(call) : client.views.open(call));
    return opened.view?.id ?? "";
  } catch (error) {
    const reason = slackErrorOf(error) ?? "no answer";
    logger.warn("a modal could not be opened", { modal: view.callback_id ?? "", reason });
    return undefined;
  }
}
