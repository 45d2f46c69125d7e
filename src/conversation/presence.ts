/** When the bot was last there to hear, known to all of its processes. */
export interface Presence {
  /** Milliseconds since any process was last there; undefined before the first time. */
  absentFor(): Promise<number | undefined>;
  /** A process is there now. */
  mark(): Promise<void>;
}
