import { createMirror } from "./mirror.js";
import { createPane } from "./pane.js";
import { loadWords } from "./words.js";

const GUIDE = "shirube.guide";
const words = await loadWords();
const mirror = createMirror();
const { t } = words;

const requester = createPane({
  kind: "requester",
  mirror,
  words,
  roles: ["requester", "guest", "external"],
  start: "dm",
});
const advisor = createPane({ kind: "advisor", mirror, words, roles: ["advisor"], start: "dm" });
const panes = [requester, advisor];
document.querySelector("main").append(requester.node, advisor.node);

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Everything outside the panes that has words. */
function drawFrame() {
  document.documentElement.lang = words.language;
  document.title = t("title");
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]"))
    node.setAttribute("aria-label", t(node.dataset.label));
  const { ready, live } = mirror.state;
  const connected = (mirror.get("presence", "app")?.connections ?? 0) > 0;
  const presence = document.querySelector(".presence");
  presence.dataset.state = !live ? "offline" : connected ? "connected" : "connecting";
  presence.lastElementChild.textContent = t(
    !live && ready ? "offline" : connected ? "connected" : "connecting",
  );
}

/** The advisors' first screen is their private channel, once the workspace is known. */
let placed = false;
function placeAdvisor() {
  if (placed || !mirror.state.ready) return;
  placed = true;
  const room = mirror.list("channels").find((channel) => channel.kind === "private");
  if (room) advisor.state.place = room.id;
  matchLanguage();
}

/** Reading English, one asks as somebody whose Slack speaks English. */
function matchLanguage() {
  const people = requester.members();
  const fitting = people.find(
    (member) => member.role === "requester" && member.locale.startsWith(words.language),
  );
  requester.choose((fitting ?? people[0])?.id);
}

function draw() {
  placeAdvisor();
  drawFrame();
  for (const pane of panes) pane.draw();
  drawUnread();
}

/** On a narrow screen the other pane's news shows on the way to it. */
function drawUnread() {
  for (const [kind, pane] of Object.entries({ requester, advisor })) {
    const count = mirror.state.ready ? pane.unread() : 0;
    const badge = document.querySelector(`[data-show="${kind}"] .count`);
    badge.hidden = count === 0;
    badge.textContent = String(count);
    badge.setAttribute("aria-label", t("unread", { n: count }));
  }
}

document.querySelector(".language").addEventListener("click", () => {
  words.toggle();
  matchLanguage();
});

const guide = document.querySelector(".guide");
guide.open = stored(GUIDE) !== "closed" && matchMedia("(min-width: 821px)").matches;
guide.addEventListener("toggle", () => {
  try {
    localStorage.setItem(GUIDE, guide.open ? "open" : "closed");
  } catch {
    // A browser that stores nothing shows the guide each time.
  }
});

for (const button of document.querySelectorAll(".switch button"))
  button.addEventListener("click", () => show(button.dataset.show));

/** On a narrow screen one pane shows at a time. */
function show(kind) {
  document.body.dataset.pane = kind;
  for (const button of document.querySelectorAll(".switch button"))
    button.setAttribute("aria-pressed", String(button.dataset.show === kind));
  draw();
}
show("requester");

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]"))
    if (!menu.contains(event.target)) menu.removeAttribute("open");
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.removeAttribute("open");
    menu.querySelector("summary").focus();
  }
});

words.onChange(draw);
mirror.onChange(draw);
// A status runs out by the clock alone.
setInterval(draw, 10_000);
