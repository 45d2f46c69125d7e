import { ADVISOR_SETTINGS } from "./advisors.ts";
import { DATA_SETTINGS } from "./data.ts";
import { LIMIT_SETTINGS } from "./limits.ts";
import { MODEL_SETTINGS } from "./model.ts";
import { OPERATIONS_SETTINGS } from "./operations.ts";
import { RETRIEVAL_SETTINGS } from "./retrieval.ts";
import { SLACK_SETTINGS } from "./slack.ts";

/** Every setting, in the order of `.env.example`. */
export const SETTINGS = [
  ...SLACK_SETTINGS,
  ...ADVISOR_SETTINGS,
  ...LIMIT_SETTINGS,
  ...MODEL_SETTINGS,
  ...RETRIEVAL_SETTINGS,
  ...DATA_SETTINGS,
  ...OPERATIONS_SETTINGS,
] as const;
