import type { FindSource, Guidance, GuidanceLanguage, Role, Source } from "./guidance.ts";

/** One role that a road leads to. */
export interface Destination {
  readonly name: string;
  readonly is: Source;
  /** Absent where the sources do not say. */
  readonly needs: Source | undefined;
  readonly step: Source | undefined;
}

/** The roads from where somebody stands, as far as the sources draw them. */
export interface CareerMap {
  readonly from: Role;
  readonly begin: Source | undefined;
  readonly destinations: readonly Destination[];
  readonly next: Source | undefined;
  /** What the sources say nothing about. */
  readonly silent: readonly string[];
}

/** The map of one role; a destination whose sentence is not in the snapshot is not drawn. */
export function careerMap(
  { map }: Guidance,
  from: Role,
  language: GuidanceLanguage,
  find: FindSource,
): CareerMap {
  const { begin, roles, next, silent } = map[from];
  return {
    from,
    begin: find(begin),
    destinations: roles.flatMap(({ name, is, needs, step }) => {
      const source = find(is);
      if (!source) return [];
      return [{ name: name[language], is: source, needs: needs && find(needs), step: step && find(step) }];
    }),
    next: next && find(next),
    silent: silent[language],
  };
}
