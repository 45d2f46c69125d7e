const STORED = "shirube.language";

/** The page's words in the reader's language; `t("replies", {n: 3})` fills the marks. */
export async function loadWords() {
  const texts = await (await fetch("/page/texts.json")).json();
  let language = remembered() ?? (navigator.language.startsWith("ja") ? "ja" : "en");
  const listeners = new Set();
  return {
    get language() {
      return language;
    },
    t: (key, marks = {}) =>
      Object.entries(marks).reduce(
        (text, [name, value]) => text.replaceAll(`{${name}}`, String(value)),
        texts[language][key] ?? key,
      ),
    toggle() {
      language = language === "ja" ? "en" : "ja";
      remember(language);
      for (const listener of listeners) listener();
    },
    onChange: (listener) => listeners.add(listener),
  };
}

function remembered() {
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked === "ja" || asked === "en") return asked;
  try {
    return localStorage.getItem(STORED) ?? undefined;
  } catch {
    return undefined;
  }
}

function remember(language) {
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // A browser that stores nothing still shows the page.
  }
}

/** A time as people read it: only the clock today, with the day before that. */
export function timeOf(ts, language) {
  const at = new Date(Number(ts) * 1000);
  const clock = { hour: "2-digit", minute: "2-digit" };
  const isToday = at.toDateString() === new Date().toDateString();
  const format = isToday ? clock : { month: "short", day: "numeric", ...clock };
  return new Intl.DateTimeFormat(language, format).format(at);
}
