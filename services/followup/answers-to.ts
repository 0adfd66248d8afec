import type { SurveyAnswers } from '../../domain/cases/decide.ts';
import type { SurveyQuestion } from '../../domain/vocabulary.ts';
import type { Tx } from '../transaction.ts';

/** What was answered, by question, in the order in which it was said. */
export async function answersTo(tx: Tx, obligationId: number): Promise<SurveyAnswers> {
  const rows: { question: SurveyQuestion; value: number | null }[] = await tx.query(
    'SELECT question, value FROM survey_answer WHERE obligationId = ? ORDER BY id',
    [obligationId],
  );
  return Object.fromEntries(rows.map(({ question, value }) => [question, value]));
}
