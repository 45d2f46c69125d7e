import { AppError } from "../errors.ts";
import { isObject } from "./arguments.ts";
import type { Block, Fields } from "./records.ts";

/** What a person put into an element: text, a date, an option's value, or several. */
export type Entry = string | readonly string[] | null;

/** `view.state.values`: states by block id and action id. */
export type ViewValues = Readonly<Record<string, Readonly<Record<string, Fields>>>>;

const list = (entry: Entry) => (entry === null ? [] : typeof entry === "string" ? [entry] : [...entry]);
const single = (entry: Entry) => list(entry)[0] ?? null;

function optionsOf(element: Fields): readonly Fields[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const nested = groups.flatMap((group) =>
    isObject(group) && Array.isArray(group.options) ? group.options : [],
  );
  return [...(Array.isArray(element.options) ? element.options : []), ...nested].filter(isObject);
}

function choose(element: Fields, entry: Entry): readonly Fields[] {
  const options = optionsOf(element);
  return list(entry).map((value) => {
    const option = options.find((candidate) => candidate.value === value);
    if (option || element.type === "external_select" || element.type === "multi_external_select")
      return option ?? { text: { type: "plain_text", text: value }, value };
    throw new AppError(
      "no_such_option",
      `"${value}" is not among ${options.map((candidate) => String(candidate.value)).join(", ")}`,
      "Use an option's value.",
    );
  });
}

const START: Readonly<Record<string, string>> = {
  datepicker: "initial_date",
  timepicker: "initial_time",
  datetimepicker: "initial_date_time",
  users_select: "initial_user",
  multi_users_select: "initial_users",
  conversations_select: "initial_conversation",
  channels_select: "initial_channel",
};

const PICKED: Readonly<Record<string, string>> = {
  datepicker: "selected_date",
  timepicker: "selected_time",
  users_select: "selected_user",
  conversations_select: "selected_conversation",
  channels_select: "selected_channel",
};

const PICKED_MANY: Readonly<Record<string, string>> = {
  multi_users_select: "selected_users",
  multi_conversations_select: "selected_conversations",
  multi_channels_select: "selected_channels",
};

/** An element's state as Slack reports it, for what a person entered. */
export function stateOf(element: Fields, entry: Entry): Fields {
  const type = String(element.type);
  if (["static_select", "radio_buttons", "external_select", "overflow"].includes(type))
    return { type, selected_option: choose(element, entry)[0] ?? null };
  if (["checkboxes", "multi_static_select", "multi_external_select"].includes(type))
    return { type, selected_options: choose(element, entry) };
  if (PICKED[type]) return { type, [PICKED[type]]: single(entry) };
  if (PICKED_MANY[type]) return { type, [PICKED_MANY[type]]: list(entry) };
  if (type === "datetimepicker")
    return { type, selected_date_time: entry === null ? null : Number(single(entry)) };
  if (type === "rich_text_input") return { type, rich_text_value: richText(single(entry) ?? "") };
  return { type, value: single(entry) };
}

function richText(text: string): Fields {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] };
}

/** An element's state before anybody touched it. */
function initialState(element: Fields): Fields {
  const type = String(element.type);
  if (isObject(element.initial_option)) return { type, selected_option: element.initial_option };
  if (Array.isArray(element.initial_options)) return { type, selected_options: element.initial_options };
  const value = element[START[type] ?? "initial_value"];
  if (type === "rich_text_input" && isObject(value)) return { type, rich_text_value: value };
  const entry = Array.isArray(value) ? value.map(String) : value === undefined ? null : String(value);
  return stateOf(element, entry);
}

const isEmpty = (state: Fields) =>
  Object.entries(state).every(
    ([key, value]) =>
      key === "type" ||
      value === null ||
      value === undefined ||
      value === "" ||
      (Array.isArray(value) && value.length === 0),
  );

/** Every element a person can set in these blocks, under its block. */
export function elementsIn(blocks: readonly Block[]): readonly { block: Block; element: Fields }[] {
  return blocks.flatMap((block) => {
    const listed = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : []);
    const cards = [block, ...listed(block.elements)].filter(isObject).flatMap((card) => listed(card.actions));
    const own = [block.element, block.accessory, ...listed(block.elements), ...cards];
    return own
      .filter(isObject)
      .filter((element) => element.action_id !== undefined)
      .map((element) => ({ block, element }));
  });
}

const STATELESS = new Set(["button", "overflow", "feedback_buttons", "icon_button", "workflow_button"]);

/** `view.state.values`: what was entered, else what was there before, else the initial value. */
export function valuesOf(
  blocks: readonly Block[],
  known: ViewValues,
  entries: Readonly<Record<string, Entry>> = {},
): ViewValues {
  const values: Record<string, Record<string, Fields>> = {};
  for (const { block, element } of elementsIn(blocks)) {
    if (STATELESS.has(String(element.type))) continue;
    const action = String(element.action_id);
    const entry = entries[`${block.block_id}.${action}`] ?? entries[action];
    const before = known[block.block_id]?.[action] ?? initialState(element);
    values[block.block_id] = {
      ...values[block.block_id],
      [action]: entry === undefined ? before : stateOf(element, entry),
    };
  }
  return values;
}

/** What the client itself refuses before the app is asked, by block id. */
export function missingInputs(
  blocks: readonly Block[],
  values: ViewValues,
): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const { block, element } of elementsIn(blocks)) {
    if (block.type !== "input") continue;
    const state = values[block.block_id]?.[String(element.action_id)] ?? {};
    const length = typeof state.value === "string" ? state.value.length : undefined;
    if (isEmpty(state) && block.optional !== true) problems[block.block_id] = "required";
    else if (length !== undefined && length < Number(element.min_length ?? 0))
      problems[block.block_id] = "too_short";
    else if (length !== undefined && length > Number(element.max_length ?? Infinity))
      problems[block.block_id] = "too_long";
  }
  return problems;
}
