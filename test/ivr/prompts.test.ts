import { expect } from 'chai';
import { initialSetup } from '../../domain/setup/phone-setup.ts';
import { TICKET_KINDS, TICKET_STATES } from '../../domain/vocabulary.ts';
import { en } from '../../ivr/prompts/en.ts';
import { words } from '../../ivr/prompts/index.ts';
import type { Line, PromptKey, PromptParams } from '../../ivr/prompts/types.ts';
import { zh } from '../../ivr/prompts/zh.ts';
import { renderTwiml } from '../../ivr/twiml.ts';
import { parseTwiml } from '../../simulator/carrier/twiml/parse.ts';
import { reference } from './play.ts';

const long = '新晃侗族自治县'.repeat(2);
const nine = Array.from({ length: 9 }, () => long);
const ticket = {
  number: '123456789',
  kind: 'maintenance',
  category: '热水器',
  state: 'offered',
  outlet: long,
} as const;

/** As long as each sentence gets; null where nothing is told. */
const samples: { [K in PromptKey]: PromptParams[K] } = {
  greeting: null,
  greeting_known: { name: '买买提·阿卜杜拉', gender: '' },
  announcement: { zh: '维护'.repeat(100), en: 'upkeep '.repeat(50) },
  menu: { items: initialSetup.menu.items },
  menu_other_language: null,
  open_ticket: ticket,
  offer_chase: { key: '6' },
  not_understood: null,
  not_heard: null,
  sorry_message: null,
  appliance: { kind: 'maintenance', what: long, place: long },
  category: { kind: 'maintenance', choices: nine },
  same_matter: ticket,
  district: null,
  choose_place: { choices: nine, more: true },
  address: null,
  reach: { shown: true },
  reach_invalid: null,
  confirm: { kind: 'rescue', what: long, place: long, address: '号'.repeat(100), number: '13800138000' },
  opened: { number: '123456789' },
  next_visit: { kind: 'installation', hours: 2 },
  next_details_link: null,
  next_details_call: null,
  next_manual: null,
  rescue_advice: null,
  rescue_next: { hours: 0.25 },
  texted: null,
  goodbye: null,
  ticket_number: null,
  ticket_unknown: null,
  progress: { ...ticket, appointment: '11月23日14点30分', chased: 3 },
  progress_menu: { chase: true, change: true, cancel: true, rate: true, connect: true },
  outlet_or_customer: null,
  outlet_ticket: null,
  masked_not_yours: null,
  masked_not_open: null,
  masked_no_number: null,
  masked_not_now: null,
  masked_dial: { side: 'customer', recorded: true },
  masked_answered: { side: 'outlet', number: '123456789', recorded: true },
  masked_missed: { side: 'customer' },
  masked_word: null,
  masked_texted: null,
  menu_rescue: null,
  campaign_offer: { zh: '号'.repeat(120), en: 'x '.repeat(150), key: '7' },
  which_ticket: {
    tickets: [1, 2, 3, 4].map((n) => ({ number: `12345678${n}`, kind: 'repair', category: long })),
  },
  progress_bare: { number: '123456789', state: 'offered', appointment: '11月23日周三9点到12点' },
  appointment: {
    choices: ['今天下午', '明天上午', '明天下午', '11月25日周三上午', '11月25日周三下午'],
    later: true,
  },
  appointment_confirm: { when: '11月25日周三上午' },
  appointment_changed: { when: '11月23日周三9点到12点' },
  appointment_taken: null,
  appointment_soon: null,
  appointment_full: null,
  cancel: null,
  cancel_confirm: { what: 'ticket', number: '123456789', kind: 'maintenance', category: long },
  visit_cancelled: null,
  ticket_cancelled: { number: '123456789' },
  texted_confirm: null,
  rate_intro: { outlet: long, kind: 'repair', category: long },
  rate_none: null,
  rescue: null,
  rescue_opened: { number: '123456789' },
  rescue_joined: { number: '123456789', count: 3 },
  campaign: { name: '号'.repeat(40), place: long },
  campaign_booked: { number: '123456789' },
  campaign_full: null,
  campaign_none: null,
  chased: { count: 22 },
  refused: null,
  complaint_about: ticket,
  complaint_number: null,
  complaint: null,
  complaint_taken: { number: '123456789' },
  message: null,
  blocked: null,
  blocked_goodbye: null,
  calls_refused: null,
  line_last: null,
  line_wait: null,
  line_closed: null,
  line_nobody: null,
  line_full: null,
  line_left_sorry: null,
  turned_away: { callback: true },
  line_place: { place: 12, minutes: 34 },
  line_keys: { callback: true },
  line_callback_kept: null,
  line_dropped: null,
  line_transfer: null,
  line_gone: null,
  call_out_dropped: null,
  talk_recorded: null,
  talk_callback: null,
  talk_followup: null,
  talk_guest: null,
  callback_machine: null,
  desk_gone: null,
  desk_unknown: null,
  desk_unavailable: null,
  desk_offer: { rescue: true },
  message_left: { hours: 4 },
  message_unreachable: null,
  callback_promised: { hours: 1 },
  callback_greeting: null,
  survey_greeting: { name: long, gender: '', outlet: long, kind: 'repair', category: long },
  survey_question: {
    kind: 'choice',
    zh: '主要是什么原因？',
    en: 'What is the main reason?',
    answers: [
      { key: '1', zh: '没有人上门', en: 'nobody came' },
      { key: '2', zh: '其他原因', en: 'something else' },
    ],
  },
  survey_next: { kind: 'repair', category: long },
  survey_thanks: null,
  survey_reopened: { numbers: ['123456789', '987654321', '555555555'] },
  survey_machine: null,
  survey_unknown: null,
};
const lines = Object.entries(samples).map(([key, params]) => ({ key, params }) as Line);

describe('prompts', () => {
  it('are the same sentences in both languages', () => {
    expect(Object.keys(en).sort()).to.deep.equal(Object.keys(zh).sort());
    expect(Object.keys(samples).sort()).to.deep.equal(Object.keys(zh).sort());
  });

  for (const line of lines) {
    it(`${line.key} is said in Chinese and in English, within what one Say takes`, () => {
      for (const language of ['zh', 'en'] as const) {
        const { text } = words(line, language);
        expect(text.trim(), language).not.to.equal('');
        expect(text, language).not.to.match(/undefined|null|NaN|\[object/);
        expect(text.match(/\p{Script=Han}/gu)?.length ?? 0, language).to.be.at.most(500);
        const xml = renderTwiml(
          { lines: [line], expect: { kind: 'hangup' }, language },
          'https://x.example/',
          reference,
        );
        expect(() => parseTwiml(xml)).not.to.throw();
      }
      if (line.params === null) expect(words(line, 'en').text).not.to.match(/\p{Script=Han}/u);
      if (line.params === null && line.key !== 'survey_unknown') {
        expect(words(line, 'zh').text).not.to.match(/[a-z]{3}/i);
      }
    });
  }

  it('have words for every kind and state', () => {
    for (const state of TICKET_STATES) {
      for (const kind of TICKET_KINDS) {
        for (const prompts of [zh, en]) {
          expect(prompts.open_ticket({ ...ticket, kind, state, outlet: '' })).not.to.contain('undefined');
        }
      }
    }
  });

  it('promise no call to agree on a time that is agreed already', () => {
    const agreed = { ...ticket, state: 'accepted' as const, outlet: '河东服务站' };
    expect(zh.open_ticket(agreed)).to.contain('与您约定上门时间');
    expect(zh.open_ticket({ ...agreed, agreed: true })).not.to.contain('与您约定');
    expect(zh.progress({ ...agreed, appointment: '明天上午', chased: 0 })).not.to.contain('与您约定');
    expect(en.progress({ ...agreed, appointment: 'tomorrow', chased: 0 })).not.to.contain('will call');
  });

  it('count in English as people do', () => {
    const counted = [1, 2, 3, 4, 11, 12, 21, 22, 113].map((count) => en.chased({ count }));
    expect(counted.map((text) => /the (\w+) time/.exec(text)?.[1])).to.deep.equal([
      undefined,
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '21st',
      '22nd',
      '113th',
    ]);
  });
});

describe('answers as TwiML', () => {
  const render = (line: Line, language: 'zh' | 'en' = 'zh') =>
    renderTwiml(
      { lines: [line], expect: { kind: 'key' }, language },
      'https://x.example/twilio/voice/1',
      reference,
    );

  it('escape whatever a caller said', () => {
    const address = '</Say><Hangup/>"&\'<Dial>110</Dial>';
    const xml = render({ key: 'confirm', params: { ...samples.confirm, address } });
    expect(xml).not.to.contain('<Hangup').and.not.contain('<Dial');
    const [gather] = parseTwiml(xml);
    expect(gather?.children[0]?.text).to.contain(address);
  });

  it('leave Chinese names within English to the Chinese voice', () => {
    const xml = render(
      { key: 'appliance', params: { kind: 'repair', what: 'Haifeng television', place: '东江市河东区' } },
      'en',
    );
    const says = parseTwiml(xml)[0]?.children.map(({ text, attributes }) => [attributes.language, text]);
    expect(says).to.deep.equal([
      ['en-US', 'Is this about repair for the Haifeng television at'],
      ['cmn-CN', '东江市河东区'],
      ['en-US', 'For yes, press 1. For no, press 2.'],
    ]);
  });

  it('go on to the next step whatever happens', () => {
    const xml = render({ key: 'menu', params: samples.menu });
    const [gather, redirect] = parseTwiml(xml);
    expect(gather?.attributes).to.include({
      action: 'https://x.example/twilio/voice/1',
      actionOnEmptyResult: 'true',
    });
    expect(redirect?.text).to.equal('https://x.example/twilio/voice/1');
  });
});
