/** How fast the scripted model is, in milliseconds and pieces of text. */
export const FIRST_MS = 150;
export const STREAM_MS = 300;
export const PIECES = 30;
