import { learnAhead } from "./learnt-need.ts";

// The last step of a build: what is learnt from prompts/wordings is kept beside the compiled code.
learnAhead();
