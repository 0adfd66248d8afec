import { expect } from 'chai';
import { speakingSeconds } from '../../../domain/phone/speaking-time.ts';
import { type Announcement, announcementsAt } from '../../../domain/setup/announcements.ts';
import { diffSetups } from '../../../domain/setup/diff.ts';
import { keyOfWish, MENU_WISHES, wishOfKey } from '../../../domain/setup/menu.ts';
import { initialSetup, type PhoneSetup, phoneSetupSchema } from '../../../domain/setup/phone-setup.ts';

const ZONE = 'Asia/Shanghai';

describe('the phone’s setup', () => {
  it('is the phone as it comes when nothing is said', () => {
    expect(phoneSetupSchema.parse({})).to.deep.equal(initialSetup);
    expect(initialSetup.menu.items.map(({ wish }) => wish)).to.deep.equal([...MENU_WISHES]);
    expect(initialSetup.prompts).to.deep.equal({ zh: {}, en: {} });
  });

  it('refuses what it does not know', () => {
    for (const body of [
      { menu: { items: [{ wish: 'pizza', key: '1' }] } },
      { menu: { items: [{ wish: 'repair', key: '0' }] } },
      { menu: { items: [{ wish: 'repair', key: '9' }] } },
      { prompts: { zh: { 'DROP TABLE': 'x' } } },
      { prompts: { fr: {} } },
      { wait: { musicUrl: 'http://music.example/1.mp3' } },
      { announcements: [{ text: {}, from: 'now', to: 'later', where: ['menu'] }] },
      { something: 1 },
    ]) {
      expect(phoneSetupSchema.safeParse(body).success, JSON.stringify(body)).to.equal(false);
    }
  });

  it('always has an agent on 0 and the other language on 9', () => {
    const menu = { items: initialSetup.menu.items.slice(1) };
    expect(wishOfKey(menu, '0')).to.equal('agent');
    expect(wishOfKey(menu, '9')).to.equal('other_language');
    expect(wishOfKey(menu, '1')).to.equal(null);
    expect(keyOfWish(menu, 'repair')).to.equal(null);
    expect(keyOfWish(menu, 'chase')).to.equal('6');
  });
});

describe('announcements', () => {
  const one = (given: Partial<Announcement>): Announcement => ({
    text: { zh: '停机维护', en: 'Maintenance' },
    from: '2026-11-23T08:00',
    to: '2026-11-23T20:00',
    where: ['menu'],
    urgent: false,
    ...given,
  });
  const at = (local: string) => new Date(Date.parse(`${local}:00Z`) - 8 * 3_600_000);
  const said = (list: Announcement[], place: 'menu' | 'line', local: string) =>
    announcementsAt(list, place, at(local), ZONE).length;

  it('are said from their beginning up to their end, in their place', () => {
    const list = [one({})];
    expect(said(list, 'menu', '2026-11-23T07:59')).to.equal(0);
    expect(said(list, 'menu', '2026-11-23T08:00')).to.equal(1);
    expect(said(list, 'menu', '2026-11-23T19:59')).to.equal(1);
    expect(said(list, 'menu', '2026-11-23T20:00')).to.equal(0);
    expect(said(list, 'line', '2026-11-23T12:00')).to.equal(0);
  });

  it('come first and in both places when they are urgent', () => {
    const list = [one({}), one({ urgent: true, where: ['line'] })];
    const found = announcementsAt(list, 'menu', at('2026-11-23T12:00'), ZONE);
    expect(found.map(({ urgent }) => urgent)).to.deep.equal([true, false]);
  });
});

describe('the difference of two setups', () => {
  const changed: PhoneSetup = structuredClone(initialSetup);
  changed.prompts.zh.greeting = '您好。';
  changed.hours.week[0] = [];
  changed.menu.items.reverse();
  changed.announcements.push({
    text: { zh: '停', en: 'Stop' },
    from: '2026-11-23T08:00',
    to: '2026-11-24T08:00',
    where: ['menu'],
    urgent: false,
  });

  it('is told thing by thing, both ways', () => {
    const there = diffSetups(initialSetup, changed);
    expect(there.map(({ part, at }) => `${part} ${at}`)).to.deep.equal([
      'menu order',
      'prompts greeting.zh',
      'hours weekday.1',
      'announcements announcement.1',
    ]);
    const back = diffSetups(changed, initialSetup);
    expect(back.map(({ before, after }) => [after, before])).to.deep.equal(
      there.map(({ before, after }) => [before, after]),
    );
    expect(diffSetups(changed, structuredClone(changed))).to.deep.equal([]);
  });
});

describe('the time a sentence takes', () => {
  it('goes by Hanzi in Chinese and by words in English', () => {
    expect(speakingSeconds('维修请按1，安装请按2，保养清洗请按3')).to.be.closeTo(17 / 4.5, 0.5);
    expect(speakingSeconds('For repair, press 1. For installation, press 2.')).to.be.closeTo(3, 0.5);
    expect(speakingSeconds('')).to.equal(0);
  });
});
