/** Sets one property or attribute the way its name asks for. */
function set(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "on")
    for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name === "text") node.textContent = value;
  else if (name === "class") node.className = value;
  else if (["value", "checked", "disabled", "selected", "hidden", "multiple", "indeterminate"].includes(name))
    node[name] = value;
  else node.setAttribute(name, value === true ? "" : value);
}

/** An element with its properties and children; strings become text, never mark-up. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(node, name, value);
  node.append(
    ...children.flat(4).filter((child) => child !== undefined && child !== null && child !== false),
  );
  return node;
}

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  send: "M4 12 20 4l-5 16-3.5-6.5L4 12Zm7.5 1.5L20 4",
  stop: "M7 7h10v10H7z",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6 6 18",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  plus: "M12 5v14M5 12h14",
  history: "M4 12a8 8 0 1 0 2.5-5.8M4 4v4h4M12 8v4l3 2",
  up: "M7 11v9H4v-9h3Zm0 0 4-8c1.5 0 2.5 1 2.5 2.5L13 9h5a2 2 0 0 1 2 2.3l-1.1 7A2 2 0 0 1 17 20H7",
  down: "M17 13V4h3v9h-3Zm0 0-4 8c-1.5 0-2.5-1-2.5-2.5L11 15H6a2 2 0 0 1-2-2.3l1.1-7A2 2 0 0 1 7 4h10",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  check: "M5 12.5l4.5 4.5L19 7.5",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  reply: "M9 6 4 11l5 5M4 11h9a7 7 0 0 1 7 7v1",
  down2: "M6 9l6 6 6-6",
};

/** A line icon, hidden from screen readers: the control around it has the words. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name] ?? PATHS.more);
  svg.append(path);
  return svg;
}

/** Replaces a node's children only when they differ, so that focus and selection survive. */
export function fill(node, ...children) {
  const next = children.flat(4).filter((child) => child !== undefined && child !== null && child !== false);
  const same =
    next.length === node.childNodes.length && next.every((child, i) => child === node.childNodes[i]);
  if (!same) node.replaceChildren(...next);
  return node;
}
