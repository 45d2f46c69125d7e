/** The two professions the knowledge speaks about. */
export type Role = "infrastructure" | "backend";

const PATTERNS: Readonly<Record<Role, RegExp>> = {
  infrastructure:
    /インフラ|いんふら|infra(?:structure)?\b|infra(?=\p{sc=Han}|\p{sc=Hiragana})|基盤エンジニア/iu,
  backend:
    /バック\s?エンド|ばっくえんど|バクエンド|バックエンジニア|back[\s-]?end|サーバー?(?:サイド|側)|server[\s-]?side/iu,
};

const NAMES: Readonly<Record<Role, { ja: string; en: string }>> = {
  infrastructure: { ja: "インフラエンジニア", en: "infrastructure engineer" },
  backend: { ja: "バックエンドエンジニア", en: "backend engineer" },
};

/** Roles a text names, in the order it names them. */
export function rolesIn(text: string): Role[] {
  return (Object.keys(PATTERNS) as Role[])
    .map((role) => ({ role, at: text.search(PATTERNS[role]) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ role }) => role);
}

export function roleName(role: Role, locale: "ja" | "en"): string {
  return NAMES[role][locale];
}

export function otherRole(role: Role): Role {
  return role === "infrastructure" ? "backend" : "infrastructure";
}

/** Role names and the word "engineer" taken out, for comparing what is said of them. */
export function withoutRoleNames(text: string): string {
  return text.replace(ANY_ROLE, " ");
}

const ANY_ROLE =
  /(?:インフラ|バックエンド)(?:エンジニア|(?![\p{sc=Han}\p{sc=Katakana}]))|エンジニア|\b(?:infrastructure|backend|back-end)?\s?engineers?\b|\b(?:infra|infrastructure|backend|back-end)\b/giu;

/** Splits a text where the role it speaks about changes; text before the first role belongs to no role. */
export function roleClauses(text: string): { readonly role: Role | undefined; readonly text: string }[] {
  const marks = (Object.keys(PATTERNS) as Role[])
    .flatMap((role) =>
      [...text.matchAll(new RegExp(PATTERNS[role].source, "giu"))].map((match) => ({
        role,
        at: match.index,
      })),
    )
    .sort((a, b) => a.at - b.at);
  const clauses: { role: Role | undefined; text: string }[] = [];
  let start = 0;
  let role: Role | undefined;
  for (const mark of marks) {
    if (mark.role === role) continue;
    if (role !== undefined) clauses.push({ role, text: text.slice(start, mark.at) });
    else if (mark.at > 0) clauses.push({ role: undefined, text: text.slice(0, mark.at) });
    role = mark.role;
    start = mark.at;
  }
  clauses.push({ role, text: text.slice(start) });
  return clauses;
}

/**
 * The one role a heading path is about: the deepest heading that names exactly one.
 * A heading that names both stops the search, because its section speaks of both.
 */
export function headingRole(headingPath: readonly string[]): Role | undefined {
  for (const heading of [...headingPath].reverse()) {
    const roles = rolesIn(heading);
    if (roles.length === 1) return roles[0];
    if (roles.length === 2) return undefined;
  }
  return undefined;
}
