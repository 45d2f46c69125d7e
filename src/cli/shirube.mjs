#!/usr/bin/env node
import { ensureReady } from "./setup.mjs";

ensureReady();
// The literal path would make the bundler-less type check look for a build that may not exist yet.
const main = new URL("../../dist/cli/main.js", import.meta.url);
await import(main.href);
