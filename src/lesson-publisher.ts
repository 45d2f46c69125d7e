import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { LESSON_FOLDER } from "./conversation/conversation.ts";
import type { Lesson } from "./handoff/lesson.ts";

export interface LessonFile {
  readonly lesson: Lesson;
  readonly author: string;
  readonly approver: string;
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** A lesson as a knowledge document: its own publisher, its own question as the heading. */
export function renderLesson({ lesson, author, approver }: LessonFile): string {
  const japanese = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(lesson.answer);
  const meta = {
    title: lesson.question,
    source: japanese ? "アドバイザーの知識" : "Advisors' knowledge",
    language: japanese ? "ja" : "en",
    reviewed: day(lesson.approvedAt ?? lesson.createdAt),
    publisher: japanese ? "アドバイザー" : "Advisors",
    // For whoever keeps the files; no requester reads who taught what.
    author,
    approver,
    until: day(lesson.expiresAt),
  };
  return `---\n${stringify(meta)}---\n\n# ${lesson.question.replace(/\s+/g, " ")}\n\n${lesson.answer.trim()}\n`;
}

/**
 * Makes the folder hold exactly these lessons; the database is the truth, so every replica ends up with the same files.
 * @returns whether anything changed
 */
export function writeLessons(root: string, lessons: readonly LessonFile[]): boolean {
  const folder = join(root, LESSON_FOLDER);
  mkdirSync(folder, { recursive: true });
  const wanted = new Map(lessons.map((file) => [`${file.lesson.id}.md`, renderLesson(file)]));
  let changed = false;
  for (const name of readdirSync(folder)) {
    if (wanted.has(name)) continue;
    rmSync(join(folder, name));
    changed = true;
  }
  for (const [name, text] of wanted) {
    const path = join(folder, name);
    if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
    changed = true;
  }
  return changed;
}
