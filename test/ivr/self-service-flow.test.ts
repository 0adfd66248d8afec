import { expect } from 'chai';
import { ticketNumber } from '../../domain/ticket-number.ts';
import type { StateName } from '../../ivr/flow/types.ts';
import { renderTwiml } from '../../ivr/twiml.ts';
import { parseTwiml } from '../../simulator/carrier/twiml/parse.ts';
import { CAMPAIGN, NOBODY, OPEN_TICKET, Play, reference, TOLD, ZHANG } from './play.ts';

const DONE = { ...OPEN_TICKET, id: 11, number: '222233339', state: 'done' as const };
const ANOTHER = { ...OPEN_TICKET, id: 9, number: '222233334', category: 'television' };
const VISIT = {
  ...TOLD,
  hasVisit: true,
  appointmentAt: new Date('2026-05-02T01:00:00Z'),
  appointmentUntil: new Date('2026-05-02T04:00:00Z'),
};
const mine = (over: Parameters<typeof Play.inbound>[1] = {}) =>
  Play.inbound(ZHANG, { ...over, answers: { own_tickets: [OPEN_TICKET], ...over?.answers } });
const toRate = () =>
  Play.inbound(ZHANG, {
    answers: { own_tickets: [DONE], progress: { ...TOLD, state: 'done', change: 'nobody', toRate: true } },
  });
const offered = (answers = {}) =>
  Play.inbound(ZHANG, { campaign: { id: CAMPAIGN.id, districtCode: '990101' }, answers });

describe('self-service on the phone', () => {
  describe('own tickets', () => {
    it('are told at once when there is one', () => {
      expect(mine().press('4').state).to.equal('progress');
    });
    it('are chosen from when there are several, by key or by product', () => {
      const answers = { own_tickets: [OPEN_TICKET, ANOTHER] };
      const call = mine({ answers }).press('4');
      expect(call.state).to.equal('which_ticket');
      expect(call.text).to.contain('空调维修，尾号6 7 8 4，请按1').and.contain('电视机维修');
      expect(call.press('2').asked('progress')).to.deep.equal({ ticketId: 9 });
      expect(mine({ answers }).press('4').speak('电视那张').asked('progress')).to.deep.equal({ ticketId: 9 });
      expect(mine({ answers }).press('4', '8').state).to.equal('ticket_number');
      expect(mine({ answers }).press('4', '#').state).to.equal('menu');
    });
    it('are not looked for behind a hidden number', () => {
      const call = Play.inbound(NOBODY, { number: '' }).press('4');
      expect(call.state).to.equal('ticket_number');
      expect(call.commands).to.deep.equal([]);
    });
    it('lead straight to what was said', () => {
      const said: [string, StateName][] = [
        ['我要改约', 'appointment'],
        ['取消工单', 'cancel_confirm'],
        ['催一下', 'ended'],
      ];
      for (const [words, state] of said) expect(mine().speak(words).state, words).to.equal(state);
      expect(toRate().speak('我要评价').state).to.equal('survey');
      expect(Play.inbound().speak('我要评价').text).to.contain('没有待评价');
    });
    it('are chased by a number that is keyed, when none is known of the caller', () => {
      const number = ticketNumber(12345678);
      const call = Play.inbound().press('6', number);
      expect(call.asked('chase')).to.deep.equal({ ticketId: 7 });
      expect(call.isOver).to.equal(true);
    });
  });

  describe("somebody else's ticket", () => {
    const number = ticketNumber(12345678);
    const progress = { ...VISIT, own: false, change: 'nobody' as const, category: null, outletName: null };
    const call = () => Play.inbound(NOBODY, { answers: { progress } }).press('4', number);
    it('is told by state and appointment, and nothing else', () => {
      const { text } = call();
      expect(text).to.contain('接单').and.contain('5月2日周六9点到12点');
      expect(text).not.to.match(/空调|河东|催办\d次/);
    });
    it('can be chased, but neither moved nor cancelled nor rated', () => {
      expect(call().text)
        .to.contain('催办请按1')
        .and.not.match(/请按[234]/);
      for (const key of ['2', '3', '4']) expect(call().press(key).state).to.equal('progress');
      expect(call().press('1').asked('chase')).to.deep.equal({ ticketId: 7 });
    });
  });

  describe('another time', () => {
    it('is chosen by key, confirmed, and told', () => {
      const call = mine().press('4', '2');
      expect(call.text).to.equal(
        '请选择上门时间。今天下午请按1，明天上午请按2，明天下午请按3。转人工请按0，不改请按井号键。',
      );
      expect(call.press('2').text).to.equal('上门时间改为明天上午，确认请按1，重新选择请按2。');
      call.press('1');
      expect(call.asked('change_appointment')).to.deep.equal({
        ticketId: 7,
        day: '2026-05-02',
        half: 'morning',
      });
      expect(call.text).to.contain('5月2日周六9点到12点').and.contain('确认短信');
      expect(call.isOver).to.equal(true);
    });
    it('is chosen by voice', () => {
      const heard: [string, string][] = [
        ['明天下午吧', '2026-05-02 afternoon'],
        ['今天', '2026-05-01 afternoon'],
        ['周六上午', '2026-05-02 morning'],
        ['二号上午', '2026-05-02 morning'],
        ['二十二号上午', ''],
        ['the 2nd in the afternoon', '2026-05-02 afternoon'],
        ['2号上午', '2026-05-02 morning'],
        ['明天', ''],
      ];
      for (const [words, window] of heard) {
        const call = mine().press('4', '2').speak(words);
        const { chosen } = call.at.memory;
        expect(chosen ? `${chosen.day} ${chosen.half}` : '', words).to.equal(window);
      }
      expect(mine().press('4', '2').speak('明天下午', 0.2).state).to.equal('appointment');
    });
    it('is chosen in English, too', () => {
      const call = mine().press('9', '4', '2');
      expect(call.text).to.contain('For this afternoon, press 1. For tomorrow morning, press 2.');
      expect(call.speak('tomorrow morning please').state).to.equal('appointment_confirm');
      expect(call.speak('yes').text).to.contain('Saturday, May 2, 9 AM to 12 PM');
    });
    it('is offered again when somebody was faster', () => {
      const call = mine({ answers: { change_appointment: 'outlet_full' } }).press('4', '2', '1', '1');
      expect(call.text).to.match(/^抱歉，这个时间刚刚约满了。请选择上门时间/);
      expect(call.state).to.equal('appointment');
    });
    it('goes to a person when the technician is due, or no day has room', () => {
      const soon = { who: 'person' as const, today: '2026-05-01', windows: [] };
      const call = mine({ answers: { visit_windows: soon } }).press('4', '2');
      expect(call.state).to.equal('line');
      expect(call.text).to.contain('技师很快就要上门');
      const full = mine({ answers: { visit_windows: { ...soon, who: 'self' } } }).press('4', '2');
      expect(full.text).to.contain('都已约满');
      expect(full.state).to.equal('line');
    });
    it('is not offered before an outlet has the ticket', () => {
      const call = mine({ answers: { progress: { ...TOLD, state: 'new' } } }).press('4');
      expect(call.text).not.to.contain('请按2');
      expect(call.press('2').state).to.equal('progress');
    });
  });

  describe('cancelling', () => {
    it('asks what, and whether really, before it does it', () => {
      const visit = () => mine({ answers: { progress: VISIT } }).press('4', '3');
      expect(visit().state).to.equal('cancel');
      expect(
        visit()
          .press('1')
          .commands.some(({ name }) => name === 'cancel_visit'),
      ).to.equal(false);
      expect(visit().press('1', '1').asked('cancel_visit')).to.deep.equal({ ticketId: 7 });
      expect(visit().press('2', '1').asked('cancel_ticket')).to.deep.equal({ ticketId: 7 });
      expect(visit().press('2', '2').state).to.equal('progress');
      expect(visit().press('#').state).to.equal('progress');
      expect(visit().press('2').speak('是', 0.2).state).to.equal('cancel_confirm');
    });
    it('asks only about the ticket where no visit is agreed', () => {
      const call = mine().press('4', '3');
      expect(call.text).to.contain('取消尾号6 7 8 4的空调维修工单');
      expect(call.press('1').text).to.contain('已经取消').and.contain('确认短信');
      expect(call.isOver).to.equal(true);
    });
    it('is for a person when somebody is on the way, and refused where it is over', () => {
      const call = mine({ answers: { progress: { ...VISIT, change: 'person' } } }).press('4', '3');
      expect(call.state).to.equal('line');
      const gone = mine({ answers: { cancel_ticket: 'refused' } }).press('4', '3', '1');
      expect(gone.state).to.equal('menu');
      expect(gone.text).to.contain('状态刚刚有了变化');
    });
    it('can call the visit off from the choice of times', () => {
      const call = mine({ answers: { progress: VISIT } }).press('4', '2', '8');
      expect(call.state).to.equal('cancel_confirm');
      expect(call.press('1').asked('cancel_visit')).to.deep.equal({ ticketId: 7 });
    });
  });

  describe('rating', () => {
    it('asks the questions of the survey, keeps each answer, and thanks', () => {
      const call = toRate().press('4', '4');
      expect(call.asked('begin_rating')).to.deep.equal({ ticketId: 7 });
      expect(call.text).to.contain('河东服务站').and.contain('问题解决了吗');
      call.press('1', '1', '1', '5', '5').record();
      const answers = call.commands.filter(({ name }) => name === 'answer_survey');
      expect(answers).to.have.length(6);
      expect(call.at.memory.survey?.obligationId).to.equal(5);
      expect(call.text).to.contain('感谢您的评价');
      expect(call.isOver).to.equal(true);
    });
    it('is not offered for what has been rated, or is being called about just now', () => {
      expect(mine().press('4').text).not.to.contain('请按4');
      const answers = {
        own_tickets: [DONE],
        progress: { ...TOLD, state: 'done' as const, toRate: true },
        begin_rating: 'refused' as const,
      };
      expect(Play.inbound(ZHANG, { answers }).press('4', '4').text).to.contain('没有待评价');
    });
  });

  describe('a campaign', () => {
    it('is told to whom it is open, and to nobody else', () => {
      expect(offered().text).to.contain('您家的空调可以免费深度清洗一次，预约请按7。');
      expect(Play.inbound(ZHANG).text).not.to.contain('免费');
      expect(Play.inbound(ZHANG).speak('免费清洗活动').text).to.contain('没有可以预约的活动');
    });
    it('is booked after a yes', () => {
      const call = offered().press('7');
      expect(call.text).to.equal(
        '预约空调免费深度清洗，上门地点在您登记的东江市河东区。确认预约请按1，不需要请按2。',
      );
      expect(call.press('1').asked('book_campaign')).to.deep.equal({ campaignId: CAMPAIGN.id });
      expect(call.text).to.contain('8 7 6，5 4 3，2 1 9').and.contain('短信');
      expect(call.isOver).to.equal(true);
    });
    it('is booked by word, in English', () => {
      const call = offered().press('9');
      expect(call.text).to.contain('Your air conditioner can be deep-cleaned for free. To book, press 7.');
      expect(call.speak('the free cleaning').speak('yes').asked('book_campaign')).to.deep.equal({
        campaignId: CAMPAIGN.id,
      });
    });
    it('that is full or was booked before leads back to the menu, and is not told again', () => {
      for (const [why, words] of [
        ['full', '约满'],
        ['not_eligible', '没有可以预约'],
      ] as const) {
        const call = offered({ book_campaign: { booked: false, why } }).press('7', '1');
        expect(call.state).to.equal('menu');
        expect(call.text).to.contain(words).and.not.contain('请按7');
      }
      expect(offered().press('7', '2').text).not.to.contain('请按7');
    });
  });

  describe('rescue (H3)', () => {
    /** Every state that listens for a single key, and how to get there. */
    const anywhere: [StateName, () => Play][] = [
      ['menu', () => Play.inbound(ZHANG)],
      ['appliance', () => Play.inbound(ZHANG).press('1')],
      ['category', () => Play.inbound().press('1')],
      ['district', () => Play.inbound().press('1', '1')],
      ['prefecture', () => Play.inbound().press('1', '1', '1')],
      ['county', () => Play.inbound().press('1', '1', '1', '1')],
      ['address', () => Play.inbound().press('1', '1').speak('河东区')],
      ['confirm', () => Play.inbound().press('1', '1').speak('河东区').press('#')],
      ['ticket_number', () => Play.inbound().press('4')],
      ['reach', () => Play.inbound(NOBODY, { number: '' }).press('1', '1').speak('河东区').press('#')],
      ['progress', () => mine().press('4')],
      ['appointment', () => mine().press('4', '2')],
      ['cancel_confirm', () => mine().press('4', '3')],
      ['survey', () => toRate().press('4', '4')],
      ['campaign', () => offered().press('7')],
      ['complaint_number', () => Play.inbound().press('5')],
    ];
    for (const [state, reach] of anywhere) {
      it(`is one key away at ${state}`, () => {
        expect(reach().state).to.equal(state);
        expect(reach().press('*').state).to.equal('rescue');
      });
    }
    const dangers: [string, (call: Play) => Play, string | undefined][] = [
      ['key 1', (call) => call.press('1'), '燃气泄漏'],
      ['key 2', (call) => call.press('2'), '漏电、冒烟或起火'],
      ['key 3', (call) => call.press('3'), '漏水'],
      ['key 4', (call) => call.press('4'), '药品冷藏中断'],
      ['words', (call) => call.speak('冰箱坏了胰岛素要坏了', 0.1), '冰箱坏了胰岛素要坏了'],
      ['silence', (call) => call.silence(), undefined],
    ];
    for (const [what, answer, description] of dangers) {
      it(`sends for help after ${what}, and then gives a person`, () => {
        const call = answer(Play.inbound(ZHANG).press('*'));
        expect(call.asked('call_rescue')).to.deep.include({ kind: 'rescue', description });
        expect(call.asked('enter_line')).to.deep.equal({ rescue: true });
        expect(call.state).to.equal('line');
        expect(call.text).to.contain('119').and.contain('15分钟内');
      });
    }
    it('pressed by mistake goes back with #', () => {
      const call = Play.inbound(ZHANG).press('*', '#');
      expect(call.state).to.equal('menu');
      expect(call.commands).to.deep.equal([]);
    });
    it('pressed by mistake does not open the menu to a number that is not served', () => {
      const blocked = { ...ZHANG, rule: { id: 1, kind: 'blocked' as const } };
      expect(Play.inbound(blocked).press('*', '#').state).to.equal('blocked');
    });
    it('called for again is joined to the one that is open, and speaks with a person again (H8)', () => {
      const call = Play.inbound(ZHANG, { answers: { join_rescue: { number: '123456784', count: 2 } } });
      call.speak('还在漏气');
      expect(call.asked('call_rescue')).to.equal(undefined);
      expect(call.text).to.contain('第2次催办');
      expect(call.asked('enter_line')).to.deep.equal({ rescue: true });
      expect(call.state).to.equal('line');
    });
    it('that is chased by its number also leads to a person', () => {
      const chase = { number: '123456784', count: 3, kind: 'rescue' as const };
      const call = mine({ answers: { chase } }).press('4', '1');
      expect(call.asked('enter_line')).to.deep.equal({ rescue: true });
    });
  });

  describe('a person', () => {
    const states: [string, () => Play][] = [
      ['which_ticket', () => mine({ answers: { own_tickets: [OPEN_TICKET, ANOTHER] } }).press('4')],
      ['progress', () => mine().press('4')],
      ['appointment', () => mine().press('4', '2')],
      ['appointment_confirm', () => mine().press('4', '2', '1')],
      ['cancel', () => mine({ answers: { progress: VISIT } }).press('4', '3')],
      ['cancel_confirm', () => mine().press('4', '3')],
      ['survey', () => toRate().press('4', '4')],
      ['campaign', () => offered().press('7')],
    ];
    for (const [state, reach] of states) {
      it(`is key 0 at ${state}`, () => {
        expect(reach().state).to.equal(state);
        expect(reach().press('0').state).to.equal('line');
      });
    }
  });

  describe('what is listened for', () => {
    const hints = (call: Play): string[] => {
      const { lines, expect: wait, memory } = call.at;
      const xml = renderTwiml(
        { lines, expect: wait, language: memory.language },
        'https://x.example/1',
        reference,
      );
      const [gather] = parseTwiml(xml);
      return gather?.attributes.hints?.split(',') ?? [];
    };
    it('is what can be said there, within what the carrier takes', () => {
      const all: [Play, string][] = [
        [Play.inbound(), '紧急救援'],
        [mine().press('4'), '改约'],
        [mine().press('4', '2'), '明天上午'],
        [mine().press('9', '4', '2'), 'tomorrow morning'],
        [Play.inbound().press('*'), '燃气泄漏'],
        [Play.inbound().press('1', '1'), '云岭苗族自治县'],
      ];
      for (const [call, word] of all) {
        const heard = hints(call);
        expect(heard, call.state).to.include(word);
        expect(heard.length).to.be.at.most(500);
        expect(Math.max(...heard.map((one) => one.length))).to.be.at.most(100);
      }
    });
    it('begins with places near the home on file', () => {
      const near = (code: string) => {
        const site = { id: 1, districtCode: code, address: null };
        return hints(Play.inbound({ ...ZHANG, site }).press('1', '2', '2', '2'))[0];
      };
      expect(near('990202')).to.equal('西岭市');
      expect(near('990101')).to.equal('东江市');
    });
  });
});
