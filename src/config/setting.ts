import { z } from "zod";

/** One row of the table the operator sees in `.env.example` and in errors. */
export interface Setting {
  readonly name: string;
  readonly meaning: string;
  readonly fix: string;
  readonly secret?: true;
  readonly schema: z.ZodType<string | number | undefined>;
}

export const optional = <T extends z.ZodType>(schema: T) => schema.optional();
export const token = (prefix: string) => optional(z.string().regex(new RegExp(`^${prefix}-[\\w.-]{8,}$`)));
export const url = optional(z.url({ protocol: /^https?$/ }));
export const integer = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);
/** A price or a sum, in the operator's currency. */
export const amount = optional(z.coerce.number().min(0).max(1_000_000));
