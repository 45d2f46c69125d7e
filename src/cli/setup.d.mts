/** Installs and builds what is missing or out of date; does nothing when nothing changed. */
export function ensureReady(): void;
/** Builds what changed, without touching what is installed. */
export function ensureBuilt(): void;
