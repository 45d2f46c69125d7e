import { isObject } from "./arguments.ts";
import { LIMITS } from "./limits.ts";
import type { Fields } from "./records.ts";

/** Checks a text composition object. */
export function checkText(
  value: unknown,
  at: string,
  problems: string[],
  limit: number,
  only?: "plain_text",
): void {
  if (!isObject(value) || typeof value.text !== "string")
    return void problems.push(`missing text object [json-pointer:${at}]`);
  if (value.type !== "plain_text" && value.type !== "mrkdwn")
    problems.push(`text type must be plain_text or mrkdwn [json-pointer:${at}/type]`);
  if (only && value.type !== only) problems.push(`must be ${only} [json-pointer:${at}/type]`);
  if (value.text.length === 0) problems.push(`must be more than 0 characters [json-pointer:${at}/text]`);
  if (value.text.length > limit)
    problems.push(`must be less than ${limit + 1} characters [json-pointer:${at}/text]`);
}

function checkOptions(element: Fields, at: string, problems: string[], limit: number) {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const options = [
    ...(Array.isArray(element.options) ? element.options : []),
    ...groups.flatMap((group) => (isObject(group) && Array.isArray(group.options) ? group.options : [])),
  ];
  if (options.length === 0) problems.push(`no options [json-pointer:${at}/options]`);
  if (options.length > limit)
    problems.push(`no more than ${limit} items allowed [json-pointer:${at}/options]`);
  const values = options.map((option, i) => {
    const path = `${at}/options/${i}`;
    if (!isObject(option)) return void problems.push(`must be an object [json-pointer:${path}]`);
    checkText(option.text, `${path}/text`, problems, LIMITS.optionText);
    const value = String(option.value ?? "");
    if (value === "" || value.length > LIMITS.optionValue)
      problems.push(`value must be 1 to ${LIMITS.optionValue} characters [json-pointer:${path}/value]`);
    return value;
  });
  if (new Set(values).size !== values.length)
    problems.push(`option values must be unique [json-pointer:${at}/options]`);
}

type Check = (element: Fields, at: string, problems: string[]) => void;

const options =
  (limit: number): Check =>
  (element, at, problems) =>
    checkOptions(element, at, problems, limit);
const anything: Check = () => {};

const CHECKS: Readonly<Record<string, Check>> = {
  button(element, at, problems) {
    checkText(element.text, `${at}/text`, problems, LIMITS.buttonText, "plain_text");
    if (String(element.value ?? "").length > LIMITS.buttonValue)
      problems.push(`value too long [json-pointer:${at}/value]`);
    if (String(element.url ?? "").length > LIMITS.url) problems.push(`url too long [json-pointer:${at}/url]`);
    if (element.style !== undefined && !["primary", "danger"].includes(String(element.style)))
      problems.push(`style must be primary or danger [json-pointer:${at}/style]`);
    if (String(element.accessibility_label ?? "").length > LIMITS.accessibilityLabel)
      problems.push(`accessibility_label too long [json-pointer:${at}/accessibility_label]`);
  },
  feedback_buttons(element, at, problems) {
    for (const side of ["positive_button", "negative_button"]) {
      const button = element[side];
      if (!isObject(button) || !button.value) problems.push(`missing ${side} [json-pointer:${at}/${side}]`);
      else checkText(button.text, `${at}/${side}/text`, problems, LIMITS.buttonText, "plain_text");
    }
  },
  icon_button(element, at, problems) {
    if (!element.icon) problems.push(`missing icon [json-pointer:${at}/icon]`);
    checkText(element.text, `${at}/text`, problems, LIMITS.buttonText, "plain_text");
  },
  image(element, at, problems) {
    if (!element.alt_text) problems.push(`missing required field: alt_text [json-pointer:${at}/alt_text]`);
  },
  overflow: options(LIMITS.overflowOptions),
  static_select: options(LIMITS.selectOptions),
  multi_static_select: options(LIMITS.selectOptions),
  radio_buttons: options(LIMITS.radioOptions),
  checkboxes: options(LIMITS.radioOptions),
  external_select: anything,
  multi_external_select: anything,
  users_select: anything,
  multi_users_select: anything,
  conversations_select: anything,
  multi_conversations_select: anything,
  channels_select: anything,
  multi_channels_select: anything,
  plain_text_input(element, at, problems) {
    if (Number(element.max_length ?? 0) > LIMITS.plainTextInput)
      problems.push(`max_length must be at most ${LIMITS.plainTextInput} [json-pointer:${at}/max_length]`);
  },
  rich_text_input: anything,
  email_text_input: anything,
  url_text_input: anything,
  number_input: anything,
  datepicker: anything,
  timepicker: anything,
  datetimepicker: anything,
  file_input: anything,
  workflow_button: anything,
  url_source: anything,
  card: anything,
};

/** Adds to `problems` what is wrong with one interactive element. */
export function checkElement(element: Fields, at: string, problems: string[]): void {
  const type = String(element.type);
  const check = CHECKS[type];
  if (!check) return void problems.push(`unsupported element: ${type} [json-pointer:${at}/type]`);
  if (String(element.action_id ?? "").length > LIMITS.identifier)
    problems.push(`action_id too long [json-pointer:${at}/action_id]`);
  if (isObject(element.placeholder) && String(element.placeholder.text).length > LIMITS.placeholder)
    problems.push(`placeholder too long [json-pointer:${at}/placeholder]`);
  check(element, at, problems);
}
