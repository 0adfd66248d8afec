import { expect } from 'chai';
import { initialSetup, type PhoneSetup } from '../../domain/setup/phone-setup.ts';
import type { ProblemCode } from '../../domain/setup/problem.ts';
import { promptCatalogue } from '../../ivr/check/catalogue.ts';
import { checkSetup } from '../../ivr/check/check-setup.ts';
import { checkPaths } from '../../ivr/check/menu.ts';
import { walk } from '../../ivr/check/walk.ts';
import { en } from '../../ivr/prompts/en.ts';
import { words } from '../../ivr/prompts/index.ts';
import { sampleOf, toldOf } from '../../ivr/prompts/told.ts';
import type { Line, PromptKey } from '../../ivr/prompts/types.ts';
import { asTemplate, fill, isBroken } from '../../ivr/prompts/wording.ts';
import { zh } from '../../ivr/prompts/zh.ts';
import { NOON, reference } from './play.ts';

const span = (from: string, to: string) => ({ from, to });
const now = new Date('2026-06-01T04:00:00Z');

/** The phone as it comes with one thing changed. */
function changed(change: (setup: PhoneSetup) => void): PhoneSetup {
  const setup = structuredClone(initialSetup);
  change(setup);
  return setup;
}
const codes = async (setup: PhoneSetup, ref = reference): Promise<string[]> =>
  (await checkSetup(setup, ref, now)).map(({ code, at, language }) =>
    [code, at, language].filter(Boolean).join(' '),
  );
const say = (language: 'zh' | 'en', key: string, text: string) =>
  changed((setup) => {
    setup.prompts[language][key] = text;
    const other = language === 'zh' ? 'en' : 'zh';
    const [builtIn] = [words({ key, params: sampleOf(key as PromptKey, other, []) } as Line, other).text];
    setup.prompts[other][key] = asTemplate(
      builtIn,
      key as PromptKey,
      sampleOf(key as PromptKey, other, []),
      other,
    );
  });

describe('the check of a setup', () => {
  it('has nothing against the phone as it comes, in a year whose holidays are known', async () => {
    expect(await checkSetup(initialSetup, reference, now)).to.deep.equal([]);
  });

  it('walks the whole menu', async () => {
    const places = [...(await walk({ ...reference, setup: initialSetup }, NOON)).values()];
    const states = new Set(places.map(({ state }) => state));
    for (const state of [
      'menu',
      'category',
      'county',
      'confirm',
      'complaint',
      'progress',
      'appointment',
      'cancel',
    ]) {
      expect([...states], state).to.include(state);
    }
    expect([...states]).to.include.members(['survey', 'survey_remark', 'reach', 'rescue', 'which_ticket']);
  });

  const planted: [what: string, setup: PhoneSetup, expected: string][] = [
    [
      'a key that is taken',
      changed(({ menu }) => {
        if (menu.items[1]) menu.items[1].key = '1';
      }),
      'key_taken installation',
    ],
    [
      'a menu without anything in it',
      changed(({ menu }) => {
        menu.items = [];
      }),
      'nothing_offered',
    ],
    [
      'a long greeting',
      say('zh', 'greeting', `您好，欢迎致电。${'为了给您更好的服务，请耐心听完以下说明。'.repeat(6)}`),
      'slow_to_first_choice zh',
    ],
    [
      'a sentence that never ends',
      say('zh', 'menu_rescue', '请按星号键。'.repeat(120)),
      'say_too_long menu_rescue zh',
    ],
    [
      'a sentence that is long',
      say('zh', 'complaint', `${'请您说明情况。'.repeat(40)}说完请按井号键。`),
      'long_to_hear complaint zh',
    ],
    [
      'a name that the sentence is not told',
      say('zh', 'greeting', '您好，{number}。'),
      'hole_unknown greeting zh',
    ],
    ['a name that is missing', say('zh', 'opened', '工单已受理。'), 'hole_missing opened zh'],
    ['a bracket without partner', say('zh', 'greeting', '您好[，欢迎致电。'), 'brackets_broken greeting zh'],
    ['English in the Chinese text', say('zh', 'goodbye', 'Goodbye.'), 'not_chinese goodbye zh'],
    ['Chinese in the English text', say('en', 'goodbye', 'Thank you 再见.'), 'not_english goodbye en'],
    ['a choice that is not said', say('zh', 'menu', '{choices}。'), 'key_unspoken menu zh'],
    [
      'a choice that there is not',
      say(
        'en',
        'turned_away',
        '[{callback}To be called back, press 1. ]To leave a message, press 2. For music, press 3.',
      ),
      'key_means_nothing turned_away en',
    ],
    [
      'one language changed, the other not',
      changed(({ prompts }) => {
        prompts.zh.goodbye = '再见。';
      }),
      'other_language_unchanged goodbye zh',
    ],
    [
      'words of a sentence that is gone',
      changed(({ prompts }) => {
        prompts.zh.no_such_prompt = '您好。';
      }),
      'prompt_unknown no_such_prompt zh',
    ],
    [
      'a name in the other script',
      changed(({ menu }) => {
        if (menu.items[0]) menu.items[0].label = { zh: 'Repair', en: '维修' };
      }),
      'not_english repair en',
    ],
    [
      'hours that never come',
      changed(({ hours }) => {
        hours.week = [[], [], [], [], [], [], []];
        hours.holiday = [];
        hours.makeUp = [];
      }),
      'never_open',
    ],
    [
      'hours that overlap',
      changed(({ hours }) => {
        hours.week[2] = [span('08:00', '12:00'), span('11:30', '18:00')];
      }),
      'spans_overlap weekday.3',
    ],
    [
      'a special day that ends before it begins',
      changed(({ hours }) => {
        hours.exceptions = [{ from: '2026-07-02', to: '2026-07-01', kind: 'closed', spans: [], name: '' }];
      }),
      'exception_backwards exception.0',
    ],
    [
      'a special day with hours, and none given',
      changed(({ hours }) => {
        hours.exceptions = [{ from: '2026-07-01', to: '2026-07-01', kind: 'hours', spans: [], name: '' }];
      }),
      'exception_without_hours exception.0',
    ],
    [
      'an announcement that is silent in English',
      changed(({ announcements }) => {
        announcements.push({
          text: { zh: '停机维护。', en: '' },
          from: '2026-06-01T08:00',
          to: '2026-06-02T08:00',
          where: ['menu'],
          urgent: false,
        });
      }),
      'announcement_unspoken 0 en',
    ],
    [
      'an announcement that ends before it begins',
      changed(({ announcements }) => {
        announcements.push({
          text: { zh: '停机维护。', en: 'Maintenance.' },
          from: '2026-06-02T08:00',
          to: '2026-06-01T08:00',
          where: ['menu'],
          urgent: false,
        });
      }),
      'announcement_backwards 0',
    ],
  ];
  for (const [what, setup, expected] of planted) {
    it(`finds ${what}`, async () => {
      expect(await codes(setup)).to.include(expected);
    });
  }

  it('counts the choices against the policy', async () => {
    const strict = {
      ...reference,
      policy: { ...reference.policy, phone: { ...reference.policy.phone, menuChoices: 4 } },
    };
    expect(await codes(initialSetup, strict)).to.include.members(['menu_too_long zh', 'menu_too_long en']);
  });

  it('says that next year’s holidays are not announced, until they are entered by hand', async () => {
    const december = new Date('2026-12-01T04:00:00Z');
    const found = await checkSetup(initialSetup, reference, december);
    expect(found.map(({ code, figures }) => [code, figures.year] as [ProblemCode, number])).to.deep.equal([
      ['year_not_announced', 2027],
    ]);
    const entered = changed(({ hours }) => {
      hours.exceptions = [{ from: '2027-01-01', to: '2027-01-03', kind: 'holiday', spans: [], name: '元旦' }];
    });
    expect(await checkSetup(entered, reference, december)).to.deep.equal([]);
  });

  it('finds a question that leads nowhere, and one from which a person is far', async () => {
    const places = await walk({ ...reference, setup: initialSetup }, NOON);
    expect(checkPaths(places)).to.deep.equal([]);
    for (const [name, place] of places) {
      if (place.state === 'category') {
        for (const lead of place.leads.values()) lead.to = name;
        place.others = [name];
      }
      if (place.state === 'confirm') for (const lead of place.leads.values()) lead.toAgent = false;
    }
    expect(checkPaths(places).map(({ code, at }) => `${code} ${at}`)).to.include.members([
      'dead_end category',
      'agent_far confirm',
    ]);
  });
});

/** Edited in places of their own. */
const ELSEWHERE = ['announcement', 'survey_question'];

describe('a sentence of one’s own', () => {
  const languages = { zh, en };

  it('may name what every sentence is told', () => {
    const editable = new Set(promptCatalogue().items.map(({ key }) => key));
    const missing = Object.keys(zh).filter((key) => !editable.has(key) && !ELSEWHERE.includes(key));
    expect(missing).to.deep.equal([]);
  });

  for (const language of ['zh', 'en'] as const) {
    it(`begins as the built-in one, and says the same (${language})`, () => {
      for (const key of Object.keys(languages[language]) as PromptKey[]) {
        const told = toldOf(key);
        if (!told) continue;
        const sample = sampleOf(key, language, initialSetup.menu.items);
        const { text } = words({ key, params: sample } as Line, language);
        const template = asTemplate(text, key, sample, language);
        expect(isBroken(template), template).to.equal(false);
        for (const name of told.needs) expect(template, key).to.contain(`{${name}`);
        if (!told.start?.[language]) expect(fill(template, key, sample, language), key).to.equal(text);
      }
    });
  }

  it('leaves out a part of which there is nothing to say', () => {
    const text = '工单尾号{number}，{state}。[已约定{appointment}上门。]';
    const told = { number: '123456784', state: 'new', appointment: '' };
    expect(fill(text, 'progress_bare', told, 'zh')).to.equal('工单尾号6 7 8 4，已经受理，正在派工。');
    const agreed = { ...told, appointment: '11月24日上午' };
    expect(fill(text, 'progress_bare', agreed, 'zh')).to.match(/已约定11月24日上午上门。$/);
    expect(fill('[{more}更多请按9。]', 'choose_place', { choices: [], more: false }, 'zh')).to.equal('');
    expect(fill('[{more}更多请按9。]', 'choose_place', { choices: [], more: true }, 'zh')).to.equal(
      '更多请按9。',
    );
  });

  it('says nothing for a name that it is not told', () => {
    expect(fill('您好{nobody}。', 'greeting', null, 'zh')).to.equal('您好。');
  });
});
