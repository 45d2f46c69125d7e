import { isObject } from "./arguments.ts";
import { checkElement, checkText } from "./element-validation.ts";
import type { Ids } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import type { Block, Fields } from "./records.ts";
import { Refusal } from "./refusal.ts";

type Surface = "message" | "modal" | "home";
type Check = (block: Fields, at: string, problems: string[]) => void;

const array = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function checkElements(block: Fields, at: string, problems: string[], limit: number) {
  const elements = array(block.elements);
  if (elements.length === 0) problems.push(`no elements [json-pointer:${at}/elements]`);
  if (elements.length > limit)
    problems.push(`no more than ${limit} items allowed [json-pointer:${at}/elements]`);
  elements.forEach((element, i) => {
    if (isObject(element)) checkElement(element, `${at}/elements/${i}`, problems);
  });
}

function checkTable(block: Fields, at: string, problems: string[]) {
  const rows = array(block.rows);
  if (rows.length > LIMITS.tableRows) problems.push(`too many rows [json-pointer:${at}/rows]`);
  if (rows.some((row) => array(row).length > LIMITS.tableColumns))
    problems.push(`too many columns [json-pointer:${at}/rows]`);
  if (JSON.stringify(rows).length > LIMITS.tableText * 10)
    problems.push(`table too large [json-pointer:${at}/rows]`);
}

/** What each block type must hold; a type that is missing here is unknown to the workspace. */
const CHECKS: Readonly<Record<string, Check>> = {
  section(block, at, problems) {
    const fields = array(block.fields);
    if (!block.text && fields.length === 0) problems.push(`must have text or fields [json-pointer:${at}]`);
    if (block.text) checkText(block.text, `${at}/text`, problems, LIMITS.sectionText);
    if (fields.length > LIMITS.fieldsPerSection)
      problems.push(`no more than 10 items allowed [json-pointer:${at}/fields]`);
    for (const [i, field] of fields.entries())
      checkText(field, `${at}/fields/${i}`, problems, LIMITS.fieldText);
    if (isObject(block.accessory)) checkElement(block.accessory, `${at}/accessory`, problems);
  },
  header: (block, at, problems) =>
    checkText(block.text, `${at}/text`, problems, LIMITS.headerText, "plain_text"),
  divider() {},
  markdown(block, at, problems) {
    if (typeof block.text !== "string" || block.text === "")
      problems.push(`missing text [json-pointer:${at}/text]`);
    else if (block.text.length > LIMITS.markdownText)
      problems.push(`must be less than ${LIMITS.markdownText + 1} characters [json-pointer:${at}/text]`);
  },
  rich_text: (block, at, problems) => {
    if (!Array.isArray(block.elements)) problems.push(`missing elements [json-pointer:${at}/elements]`);
  },
  context(block, at, problems) {
    const elements = array(block.elements);
    if (elements.length === 0 || elements.length > LIMITS.contextElements)
      problems.push(`between 1 and 10 items allowed [json-pointer:${at}/elements]`);
    elements.forEach((element, i) => {
      if (!isObject(element)) return;
      const path = `${at}/elements/${i}`;
      if (element.type === "image") checkElement(element, path, problems);
      else checkText(element, path, problems, LIMITS.sectionText);
    });
  },
  actions: (block, at, problems) => checkElements(block, at, problems, LIMITS.actionElements),
  context_actions(block, at, problems) {
    checkElements(block, at, problems, LIMITS.contextActionElements);
    const allowed = ["feedback_buttons", "icon_button"];
    for (const element of array(block.elements))
      if (!isObject(element) || !allowed.includes(String(element.type)))
        problems.push(`unsupported element [json-pointer:${at}/elements]`);
  },
  image(block, at, problems) {
    if (!block.image_url && !block.slack_file) problems.push(`missing image_url [json-pointer:${at}]`);
    if (!block.alt_text) problems.push(`missing required field: alt_text [json-pointer:${at}/alt_text]`);
    if (String(block.alt_text ?? "").length > LIMITS.altText)
      problems.push(`alt_text too long [json-pointer:${at}/alt_text]`);
  },
  input(block, at, problems) {
    checkText(block.label, `${at}/label`, problems, LIMITS.inputLabel, "plain_text");
    if (block.hint) checkText(block.hint, `${at}/hint`, problems, LIMITS.inputHint, "plain_text");
    if (isObject(block.element)) checkElement(block.element, `${at}/element`, problems);
    else problems.push(`missing element [json-pointer:${at}/element]`);
  },
  table: checkTable,
  data_table(block, at, problems) {
    if (!block.caption) problems.push(`missing required field: caption [json-pointer:${at}/caption]`);
    checkTable(block, at, problems);
  },
  alert(block, at, problems) {
    if (!block.text) problems.push(`missing text [json-pointer:${at}/text]`);
  },
  card(block, at, problems) {
    const length = (value: unknown) => (isObject(value) ? String(value.text ?? "").length : 0);
    for (const part of ["title", "subtitle"])
      if (length(block[part]) > LIMITS.cardTitle) problems.push(`too long [json-pointer:${at}/${part}]`);
    if (length(block.body) > LIMITS.cardBody) problems.push(`too long [json-pointer:${at}/body]`);
  },
  carousel: (block, at, problems) => checkElements(block, at, problems, LIMITS.carouselCards),
  container(block, at, problems) {
    if (array(block.child_blocks).length > LIMITS.containerChildren)
      problems.push(`no more than 10 items allowed [json-pointer:${at}]`);
  },
  task_card(block, at, problems) {
    if (!block.task_id || !block.title) problems.push(`missing task_id or title [json-pointer:${at}]`);
  },
  plan(block, at, problems) {
    if (!block.title) problems.push(`missing title [json-pointer:${at}/title]`);
  },
  file() {},
  video(block, at, problems) {
    if (!block.video_url || !block.alt_text)
      problems.push(`missing video_url or alt_text [json-pointer:${at}]`);
  },
};

const ONLY_ON: Readonly<Record<string, readonly Surface[]>> = {
  context_actions: ["message"],
  markdown: ["message"],
  table: ["message"],
  data_table: ["message"],
  task_card: ["message"],
  plan: ["message"],
  file: ["message"],
};

function duplicates(values: readonly unknown[]): unknown[] {
  return values.filter((value, i) => value !== undefined && values.indexOf(value) !== i);
}

/** Everything that is wrong with the blocks, in Slack's manner; empty when they are fine. */
export function blockProblems(blocks: readonly unknown[], surface: Surface): readonly string[] {
  const problems: string[] = [];
  for (const [i, block] of blocks.entries()) {
    const at = `/blocks/${i}`;
    if (!isObject(block)) {
      problems.push(`must be an object [json-pointer:${at}]`);
      continue;
    }
    const type = String(block.type);
    const check = CHECKS[type];
    if (!check) {
      problems.push(`unsupported type: ${type} [json-pointer:${at}/type]`);
      continue;
    }
    if (ONLY_ON[type] && !ONLY_ON[type].includes(surface))
      problems.push(`${type} is not supported on a ${surface} [json-pointer:${at}/type]`);
    if (String(block.block_id ?? "").length > LIMITS.identifier)
      problems.push(`block_id too long [json-pointer:${at}/block_id]`);
    check(block, at, problems);
  }
  const types = blocks.map((block) => (isObject(block) ? block.type : undefined));
  if (types.includes("plan") && types.includes("task_card"))
    problems.push("plan and task_card cannot be used together [json-pointer:/blocks]");
  for (const id of duplicates(blocks.map((block) => (isObject(block) ? block.block_id : undefined))))
    problems.push(`block_id already exists: ${String(id)} [json-pointer:/blocks]`);
  return problems;
}

/** Characters a reader would see: what Slack counts towards `msg_blocks_too_long`. */
function visibleLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + visibleLength(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) =>
      sum + (key === "text" && typeof item === "string" ? item.length : visibleLength(item)),
    0,
  );
}

function cumulativeMarkdown(blocks: readonly unknown[]): number {
  return blocks.reduce(
    (sum: number, block) =>
      sum + (isObject(block) && block.type === "markdown" ? String(block.text ?? "").length : 0),
    0,
  );
}

/** Checks blocks and gives each an id; refuses as Slack does, with every problem listed. */
export function acceptBlocks(
  blocks: readonly unknown[] | undefined,
  surface: Surface,
  ids: Ids,
): readonly Block[] | undefined {
  if (!blocks) return undefined;
  const limit = surface === "message" ? LIMITS.blocksPerMessage : LIMITS.blocksPerView;
  const problems = [...blockProblems(blocks, surface)];
  if (blocks.length > limit) problems.push(`no more than ${limit} items allowed [json-pointer:/blocks]`);
  if (cumulativeMarkdown(blocks) > LIMITS.markdownText)
    problems.push(`markdown blocks exceed ${LIMITS.markdownText} characters together [json-pointer:/blocks]`);
  if (problems.length > 0) {
    const messages = problems.map((problem) => `[ERROR] ${problem}`);
    throw new Refusal("invalid_blocks", { errors: problems, response_metadata: { messages } });
  }
  if (surface === "message" && visibleLength(blocks) > LIMITS.allBlocksText)
    throw new Refusal("msg_blocks_too_long");
  return (blocks as readonly Fields[]).map((block) => ({
    ...block,
    type: String(block.type),
    block_id: String(block.block_id ?? ids.next("").slice(0, 5)),
  }));
}
