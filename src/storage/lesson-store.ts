import type { Lesson, LessonStore } from "../handoff/lesson.ts";
import type { Database, Row } from "./database.ts";

interface LessonRow extends Row {
  id: string;
  handoff_id: string | null;
  question: string;
  answer: string;
  state: string;
  author_id: string;
  approved_by: string | null;
  created_at: number;
  approved_at: number | null;
  expires_at: number;
}

const COLUMNS =
  "id, handoff_id, question, answer, state, author_id, approved_by, created_at, approved_at, expires_at";

function toLesson(row: LessonRow): Lesson {
  return {
    id: row.id,
    handoffId: row.handoff_id ?? undefined,
    question: row.question,
    answer: row.answer,
    state: row.state as Lesson["state"],
    authorId: row.author_id,
    approvedBy: row.approved_by ?? undefined,
    createdAt: row.created_at,
    approvedAt: row.approved_at ?? undefined,
    expiresAt: row.expires_at,
  };
}

/** Advisors' lessons, in the database. */
export function createLessonStore(database: Database): LessonStore {
  const changed = async (text: string, values: readonly (string | number)[]) =>
    (await database.query(text, values)).length > 0;
  return {
    save: (lesson) =>
      changed(
        `INSERT INTO lessons (${COLUMNS}) VALUES ($1, $2, $3, $4, 'draft', $5, NULL, $6, NULL, $7)
         ON CONFLICT (id) DO UPDATE SET
           question = excluded.question, answer = excluded.answer, expires_at = excluded.expires_at
         WHERE lessons.state = 'draft' RETURNING id`,
        [
          lesson.id,
          lesson.handoffId ?? "",
          lesson.question,
          lesson.answer,
          lesson.authorId,
          lesson.createdAt,
          lesson.expiresAt,
        ],
      ),
    async get(id) {
      const [row] = await database.query<LessonRow>(`SELECT ${COLUMNS} FROM lessons WHERE id = $1`, [id]);
      return row && toLesson(row);
    },
    approve: (id, approverId, at) =>
      changed(
        `UPDATE lessons SET state = 'approved', approved_by = $2, approved_at = $3
         WHERE id = $1 AND state = 'draft' AND author_id <> $2 RETURNING id`,
        [id, approverId, at],
      ),
    withdraw: (id) =>
      changed("UPDATE lessons SET state = 'withdrawn' WHERE id = $1 AND state <> 'withdrawn' RETURNING id", [
        id,
      ]),
    async current(now) {
      const rows = await database.query<LessonRow>(
        `SELECT ${COLUMNS} FROM lessons WHERE state = 'approved' AND expires_at > $1 ORDER BY created_at, id`,
        [now],
      );
      return rows.map(toLesson);
    },
  };
}
