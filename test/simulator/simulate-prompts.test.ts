import { expect } from 'chai';
import { keyOf } from '../../domain/followup/hear-answer.ts';
import { initialScript } from '../../domain/followup/script.ts';
import { initialSetup } from '../../domain/setup/phone-setup.ts';
import { en } from '../../ivr/prompts/en.ts';
import { words } from '../../ivr/prompts/index.ts';
import type { PromptKey, Prompts } from '../../ivr/prompts/types.ts';
import { zh } from '../../ivr/prompts/zh.ts';
import { messageText } from '../../services/messages/templates.ts';
import {
  isEnding,
  newsIn,
  type QuestionName,
  questionIn,
  textedLink,
  textedTicket,
} from '../../simulator/province/prompts.ts';

const languages = { zh, en } as const;
type Language = keyof typeof languages;
const voice = { zh: 'cmn-CN', en: 'en-US' };
const isPlace = (name: string) => /^(?:甲市|乙市|甲市丙区)$/.test(name);

/** As the carrier speaks it. */
const said = (language: Language, ...texts: string[]) =>
  texts.map((text) => ({ text, language: voice[language] }));

const ticket = {
  number: '123456789',
  kind: 'repair',
  category: '空调',
  state: 'offered',
  outlet: '',
} as const;

/** Each sentence that asks for something, with what it may be told. */
const questions: { [K in PromptKey]?: [QuestionName, Parameters<Prompts[K]>[0]] } = {
  same_matter: ['same_matter', ticket],
  menu: ['menu', { items: initialSetup.menu.items }],
  appliance: ['appliance', { kind: 'repair', what: '格力空调', place: '甲市丙区韶山路1号' }],
  category: ['category', { kind: 'installation', choices: ['air conditioner', 'television'] }],
  choose_place: ['place', { choices: ['甲市', '乙市'], more: true }],
  address: ['address', null],
  reach: ['reach', { shown: true }],
  confirm: [
    'confirm',
    { kind: 'repair', what: '空调', place: '甲市丙区', address: '韶山路1号', number: '13800138000' },
  ],
  ticket_number: ['ticket_number', null],
  progress_menu: ['progress', { chase: true, change: true, cancel: true, rate: true, connect: true }],
  which_ticket: ['which_ticket', { tickets: [ticket, { ...ticket, category: '电视机' }] }],
  complaint_about: ['complaint_about', { number: '123456789', kind: 'repair', category: '空调' }],
  complaint_number: ['complaint_number', null],
  complaint: ['complaint', null],
  message: ['message', null],
};

/** Sentences that go before any question. */
const preludes = (language: Language): string[] => {
  const line = (key: 'not_understood' | 'not_heard' | 'sorry_message' | 'rescue_advice') =>
    languages[language][key](null);
  return [
    line('not_understood'),
    line('not_heard'),
    line('sorry_message'),
    line('rescue_advice'),
    languages[language].open_ticket(ticket),
  ];
};

describe('what the simulated callers understand', () => {
  for (const language of ['zh', 'en'] as const) {
    for (const [key, [name, params]] of Object.entries(questions) as [PromptKey, [QuestionName, never]][]) {
      it(`${language}: ${key} as the question ${name}, after whatever was said before`, () => {
        const { text } = words({ key, params } as never, language);
        for (const before of ['', ...preludes(language)]) {
          const question = questionIn(said(language, before, text), isPlace);
          expect(question, `${before} ${text}`).to.deep.include({ name, language });
        }
      });
    }
  }

  const asked: QuestionName[] = [
    'survey_solved',
    'survey_why',
    'survey_on_time',
    'survey_charge',
    'survey_courtesy',
    'survey_score',
    'survey_remark',
  ];
  initialScript.questions.forEach((question, index) => {
    it(`the survey's question ${question.key}, as it comes`, () => {
      const { kind, words: put, answers } = question;
      const keyed = answers.map((one) => ({ key: keyOf(question, one.value), ...one.words }));
      for (const language of ['zh', 'en'] as const) {
        const text = languages[language].survey_question({ kind, ...put, answers: keyed });
        expect(questionIn(said(language, text), isPlace)).to.deep.include({ name: asked[index] });
      }
    });
  });

  it('knows the choices that are read out, and that there are more', () => {
    for (const language of ['zh', 'en'] as const) {
      const text = languages[language].choose_place({ choices: ['甲市', '乙市'], more: true });
      const question = questionIn(said(language, text), isPlace);
      expect(question).to.deep.include({ choices: ['甲市', '乙市'], more: true });
    }
    const chase = questionIn(
      said('zh', zh.offer_chase({ key: '6' }), zh.menu({ items: initialSetup.menu.items })),
      isPlace,
    );
    expect(chase).to.deep.include({ name: 'menu', offersChase: true });
  });

  it('knows the demand for a number, whether theirs is hidden or cannot be called back', () => {
    for (const language of ['zh', 'en'] as const) {
      for (const shown of [true, false]) {
        const question = questionIn(said(language, languages[language].reach({ shown })), isPlace);
        expect(question).to.deep.include({ name: 'reach' });
      }
    }
  });

  it('takes no question about an open ticket for progress told or a ticket chased', () => {
    for (const language of ['zh', 'en'] as const) {
      const news = newsIn(languages[language].same_matter(ticket));
      expect(news).to.deep.include({ chased: false, progress: false, opened: [] });
    }
  });

  it('guesses at nothing', () => {
    expect(questionIn(said('zh', '请输入您的身份证号码，以井号键结束。'), isPlace)).to.be.a('string');
    expect(questionIn(said('zh', '红色请按1，蓝色请按2。'), isPlace)).to.be.a('string');
    expect(
      questionIn(said('zh', zh.menu({ items: initialSetup.menu.items }), zh.address(null)), isPlace),
    ).to.match(/more than one/);
    expect(isEnding('请稍候。')).to.equal(false);
  });

  it('hears ticket numbers, and what became of a call', () => {
    const number = '012345678';
    for (const language of ['zh', 'en'] as const) {
      const words = languages[language];
      expect(newsIn(words.opened({ number })).opened).to.deep.equal([number]);
      expect(newsIn(words.complaint_taken({ number })).complaints).to.deep.equal([number]);
      expect(newsIn(words.survey_reopened({ numbers: [number, '987654321'] })).reopened).to.deep.equal([
        number,
        '987654321',
      ]);
      expect(newsIn(words.chased({ count: 2 })).chased).to.equal(true);
      expect(newsIn(words.message_left({ hours: 4 })).message).to.equal('recorded');
      expect(newsIn(words.callback_promised({ hours: 4 })).message).to.equal('promised');
      expect(newsIn(words.message_unreachable(null)).message).to.equal('unreachable');
      const told = {
        number,
        kind: 'repair',
        category: '空调',
        state: 'new',
        outlet: '',
        appointment: '',
        chased: 0,
      } as const;
      expect(newsIn(words.progress(told)).progress).to.equal(true);
      expect(newsIn(words.open_ticket(told))).to.deep.include({ progress: false, opened: [] });
      for (const key of ['goodbye', 'survey_thanks', 'survey_machine', 'survey_unknown'] as const) {
        expect(isEnding(words[key](null)), key).to.equal(true);
      }
    }
  });

  it('reads ticket numbers and links in text messages', () => {
    for (const language of ['zh', 'en'] as const) {
      const number = '123456789';
      expect(textedTicket(messageText('ticket_opened', language, { number, what: '维修' }))).to.equal(number);
      const url = 'http://127.0.0.1:3000/d/2s.t3k.AbC-_9';
      const link = messageText('details_link', language, { number, url });
      expect(textedLink(link)).to.equal('2s.t3k.AbC-_9');
      expect(textedTicket(link)).to.equal(undefined);
    }
  });
});
