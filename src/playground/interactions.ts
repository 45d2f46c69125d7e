import { AppError } from "../errors.ts";
import { isObject } from "./arguments.ts";
import { type Core, channelFor, memberFor, messageId } from "./core.ts";
import { publicMessage } from "./events.ts";
import type { Block, Channel, Ephemeral, Fields, Member, Message, View } from "./records.ts";
import type { ResponseUrls } from "./response-urls.ts";
import type { Triggers } from "./triggers.ts";
import { type Entry, elementsIn, stateOf, type ViewValues, valuesOf } from "./view-values.ts";
import { publicView } from "./views.ts";

/** What builds the payload of anything a person does with the app. */
export interface Desk {
  readonly core: Core;
  readonly triggers: Triggers;
  readonly responses: ResponseUrls;
}

/** Where a person pressed something. */
export type Surface = Message | Ephemeral | View;

/** A modal or an App Home, rather than a message. */
export const isView = (surface: Surface): surface is View => "callback_id" in surface;
/** A message only one person sees. */
export const isEphemeral = (surface: Surface): surface is Ephemeral =>
  "id" in surface && !("callback_id" in surface);

function person(core: Core, member: Member): Fields {
  return { id: member.id, username: member.key, name: member.key, team_id: core.teamId };
}

const enterpriseOf = ({ organisation }: Core): Fields | null =>
  organisation ? { id: organisation.id, name: organisation.name } : null;

function common(desk: Desk, user: string, view?: string): Fields {
  const { core } = desk;
  return {
    user: person(core, memberFor(core, user)),
    api_app_id: core.app.appId,
    token: "playground",
    // Null where the app is installed in an organisation: the person's `team_id` tells the workspace.
    team: core.organisation ? null : { id: core.teamId, domain: "playground" },
    enterprise: enterpriseOf(core),
    is_enterprise_install: core.organisation !== undefined,
    trigger_id: desk.triggers.issue({ user, view }),
  };
}

/** The blocks of a surface, with those that came inside a stream or inside other blocks. */
function blocksOf(surface: Surface): readonly Block[] {
  const streamed =
    "stream" in surface && surface.stream
      ? surface.stream.parts.flatMap((part) => (part.type === "blocks" ? part.blocks : []))
      : [];
  return [...streamed, ...(surface.blocks ?? [])].flatMap((block) => [
    block,
    ...(Array.isArray(block.child_blocks) ? (block.child_blocks as Block[]) : []),
  ]);
}

/** The element with this action id; a fault when there is none, so that no test presses the air. */
export function findElement(
  surface: Surface,
  actionId: string,
  blockId?: string,
): { block: Block; element: Fields } {
  const elements = elementsIn(blocksOf(surface));
  const found = elements.find(
    ({ block, element }) =>
      element.action_id === actionId && (blockId === undefined || block.block_id === blockId),
  );
  if (found) return found;
  const known = elements.map(({ element }) => String(element.action_id)).join(", ");
  throw new AppError(
    "no_such_element",
    `Nothing to press with action id "${actionId}"`,
    `There is: ${known || "nothing"}`,
  );
}

function actionFields(element: Fields, entry: Entry | undefined): Fields {
  const type = String(element.type);
  if (type === "feedback_buttons") {
    const buttons = [element.positive_button, element.negative_button].filter(isObject);
    const pressed = buttons.find((button) => button.value === entry) ?? buttons[0];
    return { type, text: pressed?.text, value: pressed?.value };
  }
  if (["button", "icon_button", "workflow_button"].includes(type)) {
    const { accessibility_label: _label, confirm: _confirm, ...shown } = element;
    return { ...shown };
  }
  return { ...stateOf(element, entry ?? null), placeholder: element.placeholder };
}

/** A `block_actions` payload for pressing or setting one element. */
export function blockActions(
  desk: Desk,
  user: string,
  surface: Surface,
  press: {
    readonly actionId: string;
    readonly blockId?: string | undefined;
    readonly entry?: Entry | undefined;
    readonly values?: ViewValues;
  },
): Fields {
  const { core } = desk;
  const { block, element } = findElement(surface, press.actionId, press.blockId);
  const action = {
    action_id: press.actionId,
    block_id: block.block_id,
    ...actionFields(element, press.entry),
    action_ts: core.ids.ts(),
  };
  const base = { type: "block_actions", actions: [action] };
  if (isView(surface)) {
    const view = { ...surface, values: press.values ?? surface.values };
    return {
      ...base,
      ...common(desk, user, surface.type === "modal" ? surface.id : undefined),
      container: { type: "view", view_id: surface.id },
      view: publicView(core, view),
    };
  }
  const ephemeral = isEphemeral(surface);
  const channel = channelFor(core, surface.channel);
  const thread = surface.thread_ts ? { thread_ts: surface.thread_ts } : {};
  return {
    ...base,
    ...common(desk, user),
    container: {
      type: "message",
      message_ts: surface.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...thread,
    },
    channel: { id: channel.id, name: channel.kind === "im" ? "directmessage" : channel.name },
    ...(ephemeral ? {} : { message: publicMessage(core, surface) }),
    state: { values: valuesOf(surface.blocks ?? [], {}, {}) },
    response_url: desk.responses.issue({
      channel: channel.id,
      user,
      message: { ts: surface.ts, ephemeral },
      thread_ts: surface.thread_ts,
    }),
  };
}

/** A `view_submission` payload for a modal as filled in. */
export function viewSubmission(desk: Desk, view: View): Fields {
  return {
    type: "view_submission",
    ...common(desk, view.user, view.id),
    view: publicView(desk.core, view),
    response_urls: [],
  };
}

/** A `view_closed` payload; `cleared` when the whole stack went. */
export function viewClosed(desk: Desk, view: View, cleared: boolean): Fields {
  const { trigger_id: _none, ...rest } = common(desk, view.user);
  return { type: "view_closed", ...rest, view: publicView(desk.core, view), is_cleared: cleared };
}

/** A shortcut: global, or on a message. */
export function shortcut(desk: Desk, user: string, callbackId: string, on?: Message): Fields {
  const { core } = desk;
  const base = { ...common(desk, user), callback_id: callbackId, action_ts: core.ids.ts() };
  if (!on) return { type: "shortcut", ...base };
  const message = core.store.get("messages", messageId(on.channel, on.ts)) ?? on;
  const channel = channelFor(core, on.channel);
  return {
    type: "message_action",
    ...base,
    channel: { id: channel.id, name: channel.kind === "im" ? "directmessage" : channel.name },
    message: publicMessage(core, message),
    message_ts: message.ts,
    response_url: desk.responses.issue({ channel: channel.id, user, thread_ts: message.thread_ts }),
  };
}

/** What a command's payload calls the place it was typed in: private channels have no name there. */
function commandPlaceName({ kind, name }: Channel): string {
  if (kind === "im") return "directmessage";
  return kind === "private" ? "privategroup" : name;
}

/** A slash command's payload, flat as Slack sends it. */
export function slashCommand(
  desk: Desk,
  user: string,
  command: string,
  text: string,
  channelId: string,
): Fields {
  const { core } = desk;
  const member = memberFor(core, user);
  const channel = channelFor(core, channelId);
  return {
    token: "playground",
    team_id: core.teamId,
    team_domain: "playground",
    channel_id: channel.id,
    channel_name: commandPlaceName(channel),
    user_id: member.id,
    user_name: member.key,
    command,
    text,
    api_app_id: core.app.appId,
    ...(core.organisation && {
      enterprise_id: core.organisation.id,
      enterprise_name: core.organisation.name,
    }),
    is_enterprise_install: String(core.organisation !== undefined),
    response_url: desk.responses.issue({ channel: channel.id, user }),
    trigger_id: desk.triggers.issue({ user }),
  };
}
