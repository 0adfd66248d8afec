import type { WordingPreview, WordingVersions, WordingView } from '../../domain/contracts/messages.ts';
import { smsLength } from '../../domain/sms-segments.ts';
import {
  LANGUAGES,
  type Language,
  MESSAGE_TEMPLATES,
  type MessageTemplate,
} from '../../domain/vocabulary.ts';
import { SURVEY_LINK, VISIT_LINK } from '../messages/built-in.ts';
import { builtIn, messageText, SIGNATURE, wordingFault } from '../messages/templates.ts';
import type { Tx } from '../transaction.ts';

/** As long as a real link to a visit or a survey, for the count. */
const SAMPLE_LINK = `https://hotline.example.com/v/${'x'.repeat(36)}`;

const withSample = (text: string): string =>
  text.replaceAll(VISIT_LINK, SAMPLE_LINK).replace(SURVEY_LINK, SAMPLE_LINK);

interface Row {
  template: MessageTemplate;
  language: Language;
  version: number;
  text: string;
  at: Date;
  by: string | null;
}

/** Every text message in both languages: the built-in text, the one in force, and what it may name. */
export async function listWordings(tx: Tx): Promise<WordingView[]> {
  const rows: Row[] = await tx.query(
    `SELECT w.template, w.language, w.version, w.text, w.at, p.name AS \`by\` FROM message_wording w
     LEFT JOIN person p ON p.id = w.editedBy
     WHERE w.version = (SELECT MAX(v.version) FROM message_wording v
                        WHERE v.template = w.template AND v.language = w.language)`,
  );
  return MESSAGE_TEMPLATES.filter((template) => template !== 'agent_text').flatMap((template) =>
    LANGUAGES.map((language) => {
      const row = rows.find((one) => one.template === template && one.language === language);
      const { parts, needs, sample, [language]: text } = builtIn(template);
      return {
        template,
        language,
        signature: SIGNATURE[language],
        builtIn: text,
        own: row?.text ?? '',
        version: row?.version ?? 0,
        parts: Object.entries(parts).map(([name, say]) => ({
          name,
          sample: withSample(say(sample, language)),
          needed: needs.includes(name),
        })),
        changedAt: row?.at.toISOString() ?? null,
        changedBy: row?.by ?? null,
      };
    }),
  );
}

/** How a wording would read, with made-up values, in how many parts it would be sent, and what is wrong with it. */
export function previewWording(template: MessageTemplate, language: Language, text: string): WordingPreview {
  const fault = text ? wordingFault(template, text) : null;
  const { sample } = builtIn(template);
  const body = withSample(messageText(template, language, sample as never, text));
  const { segments, units, room } = smsLength(body);
  return { body, segments, units, room, fault: fault?.fault ?? null, part: fault?.part ?? null };
}

/** Who changed it when and why, the latest first. */
export async function wordingVersions(
  tx: Tx,
  template: MessageTemplate,
  language: Language,
): Promise<WordingVersions['items']> {
  const rows: (Row & { why: string })[] = await tx.query(
    `SELECT w.version, w.text, w.at, p.name AS \`by\`, w.why FROM message_wording w LEFT JOIN person p ON p.id = w.editedBy
     WHERE w.template = ? AND w.language = ? ORDER BY w.version DESC`,
    [template, language],
  );
  return rows.map(({ version, text, at, by, why }) => ({ version, text, at: at.toISOString(), by, why }));
}
