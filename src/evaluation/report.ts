import type { CaseResult, EvaluationRun } from "./evaluate.ts";
import type { GoldenSet, Half } from "./golden.ts";

/** One measure of one set, with the half that was never tuned against beside the whole. */
export interface MeasureRow {
  readonly set: GoldenSet;
  readonly measure: string;
  readonly cases: number;
  readonly share: number;
  readonly tuned: number;
  readonly heldOut: number;
  /** What issue 3 asks for, where it names a number. */
  readonly goal?: number;
}

const GOALS: Readonly<Record<string, number>> = {
  supported: 1,
  right_section: 0.93,
  answered: 0.95,
  refused: 0.92,
  resolved: 0.92,
  decision: 0.97,
  harmless: 1,
  same_advice: 1,
};

export function measureRows(run: EvaluationRun): MeasureRow[] {
  return Object.entries(run.sets).flatMap(([set, results]) => {
    const measures = Object.keys(results[0]?.held ?? {});
    return measures.map((measure) => ({
      set: set as GoldenSet,
      measure,
      cases: results.length,
      share: shareOf(results, measure),
      tuned: shareOf(half(results, "tuned"), measure),
      heldOut: shareOf(half(results, "held_out"), measure),
      ...(GOALS[measure] !== undefined && { goal: GOALS[measure] }),
    }));
  });
}

function half(results: readonly CaseResult[], which: Half): readonly CaseResult[] {
  return results.filter((result) => result.half === which);
}

function shareOf(results: readonly CaseResult[], measure: string): number {
  if (results.length === 0) return Number.NaN;
  return results.filter(({ held }) => held[measure]).length / results.length;
}

/** A table for people: one line a measure, then what failed. */
export function renderReport(run: EvaluationRun, options: { readonly failures: boolean }): string {
  const rows = measureRows(run).map(({ set, measure, cases, share, tuned, heldOut, goal }) => {
    const mark = goal === undefined ? " " : share >= goal ? "✓" : "✗";
    return [
      mark,
      set.padEnd(14),
      measure.padEnd(14),
      String(cases).padStart(5),
      ...[share, tuned, heldOut].map(percent),
      goal === undefined ? "" : percent(goal),
    ].join("  ");
  });
  const head = `   ${"set".padEnd(14)}  ${"measure".padEnd(14)}  cases     all   tuned  unseen    goal`;
  const failures = options.failures ? renderFailures(run) : [];
  return [
    `snapshot ${run.snapshot} · model ${run.model} · ${run.promptVersion}`,
    "",
    head,
    ...rows,
    ...failures,
    "",
  ].join("\n");
}

function renderFailures(run: EvaluationRun): string[] {
  return Object.entries(run.sets).flatMap(([set, results]) =>
    results
      .filter(({ half: which, held }) => which === "tuned" && Object.values(held).includes(false))
      .flatMap(({ id, question, held, shown }) => [
        "",
        `${set} ${id}: ${Object.keys(held)
          .filter((measure) => !held[measure])
          .join(", ")}`,
        `  ${question}`,
        `  ${shown}`,
      ]),
  );
}

function percent(share: number): string {
  return (Number.isNaN(share) ? "–" : `${(share * 100).toFixed(1)}%`).padStart(6);
}

/** The run with its measures, for a machine. */
export function reportJson(run: EvaluationRun): string {
  return JSON.stringify({ ...run, measures: measureRows(run) });
}
