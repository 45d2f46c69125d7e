import { h, icon } from "./dom.js";
import { link } from "./inline.js";
import { markdown } from "./markdown.js";
import { richText } from "./rich-text.js";

const WORD = { pending: "taskPending", in_progress: "taskRunning", complete: "taskDone", error: "taskError" };

function detail(value, { mirror, t }) {
  if (!value) return undefined;
  return typeof value === "string" ? markdown(value, t) : richText(value, mirror);
}

/** One step of the work: its state, title, and what it found, with the sources it used. */
export function task(fields, context) {
  const status = fields.status ?? "pending";
  const more = [detail(fields.details, context), detail(fields.output, context)].filter(Boolean);
  const sources = (fields.sources ?? []).map((source) =>
    h("li", {}, link(source.url ?? "", source.text ?? source.url)),
  );
  return h(
    "li",
    { class: `task task-${status}` },
    h("span", { class: "task-mark" }, status === "complete" ? icon("check") : undefined),
    h("span", { class: "task-title" }, fields.title),
    h("span", { class: "visually-hidden" }, context.t(WORD[status] ?? "taskPending")),
    more.length > 0 ? h("div", { class: "task-detail" }, more) : undefined,
    sources.length > 0
      ? h("ul", { class: "task-sources", "aria-label": context.t("sources") }, sources)
      : undefined,
  );
}

/** A streamed message's parts in order; neighbouring tasks form one list. */
export function streamParts(stream, context, renderBlocks) {
  const nodes = [];
  let tasks;
  for (const part of stream.parts) {
    if (part.type === "task_update") {
      if (!tasks) {
        tasks = h("ol", { class: "tasks" });
        nodes.push(tasks);
      }
      tasks.append(task(part.task, context));
      continue;
    }
    tasks = undefined;
    if (part.type === "plan_update") nodes.push(h("p", { class: "plan-title" }, part.title));
    if (part.type === "markdown_text") nodes.push(markdown(part.text, context.t));
    if (part.type === "blocks") nodes.push(...renderBlocks(part.blocks, context));
  }
  return nodes;
}
