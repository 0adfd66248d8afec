import { expect } from 'chai';
import { ticketNumber } from '../../domain/ticket-number.ts';
import { MAX_TURNS } from '../../ivr/flow/step.ts';
import { CAMPAIGN, NOBODY, OPEN_TICKET, Play, TOLD, ZHANG } from './play.ts';

/** One open ticket of theirs; two; one whose visit is agreed; a campaign that they may book. */
const MINE = { answers: { own_tickets: [OPEN_TICKET] } };
const ANOTHER = { ...OPEN_TICKET, id: 9, number: '222233334', category: 'television' };
const TWO = { answers: { own_tickets: [OPEN_TICKET, ANOTHER] } };
const VISIT = { answers: { ...MINE.answers, progress: { ...TOLD, hasVisit: true } } };
const OFFERED = { campaign: { id: CAMPAIGN.id, districtCode: '990101' } };
/** Keys that are no choice, where 8 is one. */
const WRONG: Record<string, string> = { progress: '7', which_ticket: '7' };
const HIDDEN = { number: '' };

const NOBODY_THERE = { admitted: false, why: 'nobody' } as const;
const ALONE = { answers: { enter_line: NOBODY_THERE } };

describe('the phone menu', () => {
  describe('main menu', () => {
    const leads: [string, string][] = [
      ['1', 'category'],
      ['2', 'category'],
      ['3', 'category'],
      ['4', 'ticket_number'],
      ['6', 'ticket_number'],
      ['*', 'rescue'],
      ['5', 'complaint_number'],
      ['9', 'menu'],
      ['0', 'line'],
    ];
    for (const [key, state] of leads) {
      it(`key ${key} leads to ${state}`, () => {
        expect(Play.inbound().press(key).state).to.equal(state);
      });
    }
    for (const key of ['7', '8', '#', '12']) {
      it(`key ${key} is none of the choices`, () => {
        const call = Play.inbound().press(key);
        expect(call.state).to.equal('menu');
        expect(call.text).to.match(/^抱歉，没有听懂/);
      });
    }
    const wishes: [string, string][] = [
      ['我要报修', 'category'],
      ['预约安装', 'category'],
      ['空调清洗', 'district'],
      ['查一下工单到哪了', 'ticket_number'],
      ['我要投诉', 'complaint_number'],
      ['转人工', 'line'],
    ];
    for (const [spoken, state] of wishes) {
      it(`understands ${spoken}`, () => {
        expect(Play.inbound().speak(spoken).state).to.equal(state);
      });
    }
    it('takes a named product without a wish for a repair of it', () => {
      const call = Play.inbound().speak('电视没有图像');
      expect(call.state).to.equal('district');
      expect(call.at.memory.wish).to.deep.include({ kind: 'repair', category: 'television' });
    });
    it('asks again when it is not sure of what it heard', () => {
      expect(Play.inbound().speak('我要报修', 0.2).state).to.equal('menu');
    });
    it('speaks English after 9, and Chinese again after another 9', () => {
      const call = Play.inbound().press('9');
      expect(call.text).to.contain('For repair, press 1');
      expect(call.press('9').text).to.contain('维修请按1');
      expect(call.commands.map(({ name }) => name)).to.deep.equal(['choose_language', 'choose_language']);
    });
  });

  describe('a known caller', () => {
    it('is greeted by surname and title', () => {
      expect(Play.inbound(ZHANG).text).to.match(/^张先生，您好/);
      const lady = { ...ZHANG, customer: { id: 2, name: '欧阳娜', gender: 'f' } };
      expect(Play.inbound(lady).text).to.match(/^欧阳女士，您好/);
      const unknown = { ...ZHANG, customer: { id: 2, name: '李敏', gender: '' } };
      expect(Play.inbound(unknown).text).to.match(/^李敏，您好/);
    });
    it('confirms the appliance and address on file, and has a ticket', () => {
      const call = Play.inbound(ZHANG).press('1');
      expect(call.text).to.equal('是为东江市河东区人民路的海风空调办理维修吗？是请按1，不是请按2。');
      call.press('1');
      expect(call.asked('open_ticket')).to.deep.include({
        kind: 'repair',
        category: 'air_conditioner',
        applianceId: 1,
        brandId: 1,
        place: { siteId: 1, districtCode: '990101', hasAddress: true },
      });
      expect(call.text)
        .to.contain('8 7 6，5 4 3，2 1 9。再报一遍')
        .and.contain('2小时内来电')
        .and.contain('短信');
      expect(call.isOver).to.equal(true);
    });
    it('hears the district once, however the address was written', () => {
      for (const address of ['河东区人民路8号', '东江市河东区人民路8号']) {
        const call = Play.inbound({ ...ZHANG, site: { id: 1, districtCode: '990101', address } }).press('1');
        expect(call.text).to.contain('东江市河东区人民路的');
      }
    });
    it('may have another product at the same address', () => {
      const call = Play.inbound(ZHANG).press('1', '2', '2');
      expect(call.text).to.contain('东江市河东区人民路的电视机');
      expect(call.press('1').asked('open_ticket')).to.deep.include({
        category: 'television',
        applianceId: undefined,
        place: { siteId: 1, districtCode: '990101', hasAddress: true },
      });
    });
    it('may be somewhere else', () => {
      expect(Play.inbound(ZHANG).press('1', '2', '2', '2').state).to.equal('district');
    });
    it('hears how the open ticket stands, and chases it with 6', () => {
      const call = Play.inbound({ ...ZHANG, ticket: OPEN_TICKET });
      expect(call.text)
        .to.contain('空调维修工单')
        .and.contain('河东服务站接单')
        .and.contain('催办这张工单请按6');
      call.press('6');
      expect(call.asked('chase')).to.deep.equal({ ticketId: 7 });
      expect(call.text).to.contain('第2次');
      expect(call.isOver).to.equal(true);
    });
    it('is brought back to the menu when the ticket was closed in that moment', () => {
      const profile = { ...ZHANG, ticket: OPEN_TICKET };
      const call = Play.inbound(profile, { answers: { chase: 'refused' } }).press('6');
      expect(call.state).to.equal('menu');
      expect(call.text).to.contain('状态刚刚有了变化').and.not.contain('按6');
    });
  });

  describe('work that a ticket is open for', () => {
    const known = { ...ZHANG, ticket: OPEN_TICKET };

    it('is asked about before a second ticket is opened', () => {
      const call = Play.inbound(known).press('1', '1');
      expect(call.state).to.equal('same_matter');
      expect(call.text).to.equal(
        '您的空调维修工单，尾号6 7 8 4，已由河东服务站接单，技师会来电与您约定上门时间。是同一件事请按1，为您催办；另外报修请按2。',
      );
      expect(call.commands).to.deep.equal([]);
    });
    for (const [what, same] of [
      ['1', (call: Play) => call.press('1')],
      ['是的', (call: Play) => call.speak('是的')],
      ['催一下', (call: Play) => call.speak('催一下')],
    ] as const) {
      it(`is chased with ${what}`, () => {
        const call = same(Play.inbound(known).press('1', '1'));
        expect(call.commands).to.deep.equal([{ name: 'chase', ask: { ticketId: 7 } }]);
        expect(call.text).to.contain('第2次');
        expect(call.isOver).to.equal(true);
      });
    }
    for (const [what, another] of [
      ['2', (call: Play) => call.press('2')],
      ['不是', (call: Play) => call.speak('不是')],
    ] as const) {
      it(`has a ticket of its own with ${what}`, () => {
        const call = another(Play.inbound(known).press('1', '1'));
        expect(call.asked('open_ticket')).to.deep.include({ kind: 'repair', applianceId: 1 });
        expect(call.asked('chase')).to.equal(undefined);
      });
    }
    it('leads to a person with 0', () => {
      expect(Play.inbound(known).press('1', '1', '0').state).to.equal('line');
    });
    it('is recognised by the product that is chosen, before the address is offered', () => {
      const call = Play.inbound(known).press('1', '2', '1');
      expect(call.state).to.equal('same_matter');
      expect(call.press('2').state).to.equal('site');
      expect(call.press('1').asked('open_ticket')).to.deep.include({ category: 'air_conditioner' });
    });
    it('is recognised for a number without a name, which is asked once only', () => {
      const call = Play.inbound({ ...NOBODY, ticket: OPEN_TICKET }).press('1', '1');
      expect(call.state).to.equal('same_matter');
      call.press('2').speak('河东区').press('#', '2', '1');
      expect(call.state).to.equal('district');
    });
    it('is opened when the ticket was closed in that moment', () => {
      const call = Play.inbound(known, { answers: { chase: 'refused' } }).press('1', '1', '1');
      expect(call.state).to.equal('menu');
      expect(call.press('1', '1').asked('open_ticket')).to.deep.include({ kind: 'repair' });
    });
    for (const [what, ticket] of [
      ['another kind', { ...OPEN_TICKET, kind: 'installation' }],
      ['a complaint', { ...OPEN_TICKET, kind: 'complaint' }],
      ['another product', { ...OPEN_TICKET, category: 'television' }],
      ['an unknown product', { ...OPEN_TICKET, category: null }],
      ['a closed one', { ...OPEN_TICKET, state: 'closed' }],
    ] as const) {
      it(`is not meant by a ticket of ${what}`, () => {
        expect(
          Play.inbound({ ...ZHANG, ticket })
            .press('1', '1')
            .asked('open_ticket'),
        ).to.deep.include({
          category: 'air_conditioner',
        });
      });
    }
  });

  describe('an unknown caller', () => {
    const toAddress = () => Play.inbound().press('1', '1').speak('东江市河东区');

    it('says product, place and address, confirms, and has a ticket', () => {
      const call = toAddress();
      expect(call.state).to.equal('address');
      call.speak('人民路8号锦绣花园三栋502', 0.8);
      expect(call.text).to.contain('空调维修，地点东江市河东区，人民路8号锦绣花园三栋502');
      call.press('1');
      expect(call.asked('open_ticket')?.place).to.deep.equal({
        districtCode: '990101',
        address: '人民路8号锦绣花园三栋502',
        spokenAddress: '人民路8号锦绣花园三栋502',
      });
    });
    it('has a ticket that waits for its address when that was not understood surely', () => {
      const call = toAddress().speak('人民路八号左右', 0.3).press('1');
      expect(call.asked('open_ticket')?.place).to.deep.equal({
        districtCode: '990101',
        address: null,
        spokenAddress: '人民路八号左右',
      });
    });
    it('may skip the address with #, or by saying nothing three times', () => {
      expect(toAddress().press('#').state).to.equal('confirm');
      const call = toAddress().silence().silence().silence();
      expect(call.state).to.equal('confirm');
      expect(call.press('1').asked('open_ticket')?.place).to.deep.include({
        address: null,
        spokenAddress: null,
      });
    });
    it('is told where to complete the address', () => {
      const waits = {
        id: 8,
        number: '876543219',
        state: 'needs_details',
        priority: 'normal',
        contactHours: null,
      } as const;
      const told = (linkSent: boolean) => {
        const answers = { open_ticket: { ...waits, texted: linkSent, linkSent } };
        return Play.inbound(undefined, { answers }).press('1', '1').speak('河东区').press('#', '1').text;
      };
      expect(told(true)).to.contain('链接已用短信');
      expect(told(false)).to.contain('客服人员会来电与您核实');
    });
    it('starts again with 2', () => {
      expect(toAddress().press('#', '2').state).to.equal('category');
    });
    it('may say yes and no instead of pressing keys', () => {
      expect(toAddress().press('#').speak('不对').state).to.equal('category');
      expect(toAddress().press('#').speak('对的').isOver).to.equal(true);
    });
  });

  describe('the place', () => {
    const ask = () => Play.inbound().press('1', '1');
    it('is chosen by key, page by page', () => {
      const call = ask().press('1');
      expect(call.text).to.equal('东江市请按1，西岭市请按2。转人工请按0。');
      call.press('1');
      expect(call.text).to.contain('河东区请按1').and.contain('更多请按9');
      call.press('9');
      expect(call.text).to.equal('青山县请按1，白河县请按2，黄沙县请按3。更多请按9。转人工请按0。');
      expect(call.press('3').at.memory.wish.districtCode).to.equal('990111');
    });
    it('leafs round to the first page', () => {
      expect(ask().press('1', '1', '9', '9').text).to.contain('河东区请按1');
    });
    it('is a person with 0 in every list', () => {
      expect(ask().press('1', '0').state).to.equal('line');
      expect(ask().press('1', '1', '0').state).to.equal('line');
    });
    it('asks which of several counties of one name', () => {
      const call = ask().speak('鼓楼区');
      expect(call.text).to.equal('东江市鼓楼区请按1，西岭市鼓楼区请按2。转人工请按0。');
      expect(call.press('2').at.memory.wish.districtCode).to.equal('990201');
    });
    it('lists the counties of a prefecture that is named alone', () => {
      expect(ask().speak('西岭').text).to.contain('鼓楼区请按1，云岭苗族自治县请按2');
    });
    it('is chosen by key in English, with the names left to the Chinese voice', () => {
      const call = Play.inbound().press('9', '1', '1');
      expect(call.state).to.equal('prefecture');
      expect(call.press('1', '1').state).to.equal('address');
    });
  });

  describe('a hidden number', () => {
    const toReach = () => Play.inbound(undefined, HIDDEN).press('1', '1').speak('河东区').press('#');
    it('is asked for a number before the confirmation, which reads it back', () => {
      const call = toReach();
      expect(call.state).to.equal('reach');
      call.press('13912345678');
      expect(call.text).to.contain('联系电话1 3 9，1 2 3');
      expect(call.at.memory.number).to.equal('+8613912345678');
    });
    it('may keep it, with 0 or by keying nothing', () => {
      expect(toReach().text).to.contain('按0再按井号键');
      expect(toReach().press('0').state).to.equal('confirm');
      expect(toReach().silence().state).to.equal('confirm');
    });
    it('goes on after three that are no numbers', () => {
      const call = toReach().press('123', '456');
      expect(call.text).to.contain('这个号码好像不对');
      expect(call.press('789').state).to.equal('confirm');
    });
    it('is asked for before a message and a complaint, once', () => {
      const alone = { ...HIDDEN, answers: { enter_line: NOBODY_THERE } };
      expect(Play.inbound(undefined, alone).press('0').state).to.equal('reach');
      const call = Play.inbound(undefined, HIDDEN).press('5').silence();
      expect(call.state).to.equal('reach');
      expect(call.press('073188886666').state).to.equal('complaint');
    });
    it('is also asked for behind a short code', () => {
      const alone = { number: '12345', answers: { enter_line: NOBODY_THERE } };
      const call = Play.inbound(undefined, alone).press('0');
      expect(call.state).to.equal('reach');
      expect(call.text).to.contain('无法回拨').and.not.contain('没有显示');
      expect(call.press('0').text).to.not.contain('回电请按1');
      expect(call.press('2').record().text).to.contain('无法回电');
    });
    it('has no short code read back as a number to be called', () => {
      const call = Play.inbound(undefined, { number: '12345' })
        .press('1', '1')
        .speak('河东区')
        .press('#', '0');
      expect(call.state).to.equal('confirm');
      expect(call.text).not.to.contain('联系电话');
    });
  });

  describe('progress', () => {
    const number = ticketNumber(12345678);
    it('tells by caller id, without personal data', () => {
      const call = Play.inbound(
        { ...ZHANG, ticket: OPEN_TICKET },
        { answers: { own_tickets: [OPEN_TICKET] } },
      );
      call.press('4');
      expect(call.asked('progress')).to.deep.equal({ ticketId: 7 });
      expect(call.text).to.contain('河东服务站接单').and.contain('催办请按1').and.not.contain('人民路');
    });
    it('tells by the number keyed, then chases', () => {
      const call = Play.inbound().press('4', number);
      expect(call.asked('progress')).to.deep.equal({ number });
      expect(call.press('1').asked('chase')).to.deep.equal({ ticketId: 7 });
    });
    it('says the appointment', () => {
      const appointmentAt = new Date('2026-05-01T06:30:00Z');
      const progress = { ...TOLD, chaseCount: 1, appointmentAt };
      const call = Play.inbound(undefined, { answers: { progress } }).press('4', number);
      expect(call.text).to.contain('已约定5月1日14点30分上门').and.contain('已催办1次');
    });
    it('offers no chasing of a closed ticket', () => {
      const progress = { ...TOLD, state: 'closed' as const };
      const call = Play.inbound(undefined, { answers: { progress } }).press('4', number);
      expect(call.text).not.to.contain('催办请按');
      expect(call.press('1').state).to.equal('progress');
    });
    it('refuses a number with a wrong check digit, and after three takes a message', () => {
      const wrong = number.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
      const call = Play.inbound().press('4', wrong);
      expect(call.text).to.contain('没有查到');
      expect(call.press(wrong, wrong).state).to.equal('message');
      expect(call.asked('progress')).to.equal(undefined);
    });
    it('takes a message after three numbers that nobody has', () => {
      const call = Play.inbound(undefined, { answers: { progress: null } });
      expect(call.press('4', number, number).state).to.equal('ticket_number');
      expect(call.press(number).state).to.equal('message');
    });
    it('goes back with #, to a person with 0, and ends when nothing more is wanted', () => {
      expect(Play.inbound().press('4', '1').state).to.equal('menu');
      expect(Play.inbound().press('4', '0').state).to.equal('line');
      expect(Play.inbound().press('4', number, '#').state).to.equal('menu');
      expect(Play.inbound().press('4', number, '0').state).to.equal('line');
      const call = Play.inbound().press('4', number).silence().silence().silence();
      expect(call.isOver).to.equal(true);
    });
  });

  describe('a complaint', () => {
    it('is about the open ticket, when the caller says so', () => {
      const call = Play.inbound({ ...ZHANG, ticket: OPEN_TICKET })
        .press('5', '1')
        .record();
      expect(call.asked('open_ticket')).to.deep.include({
        kind: 'complaint',
        about: { ticketId: 7 },
        category: 'air_conditioner',
      });
      expect(call.text).to.contain('投诉已受理');
      expect(call.isOver).to.equal(true);
    });
    it('is about a ticket whose number is keyed, or about none', () => {
      const number = ticketNumber(12345678);
      expect(Play.inbound().press('5', number).record().asked('open_ticket')?.about).to.deep.equal({
        number,
      });
      expect(Play.inbound().press('5').silence().record().asked('open_ticket')?.about).to.equal(null);
      expect(Play.inbound().press('5', '0').record().asked('open_ticket')?.about).to.equal(null);
    });
    it('of which nothing is said brings a call back', () => {
      const call = Play.inbound().press('5').silence().silence().silence().silence();
      expect(call.asked('leave_message')).to.deep.equal({ recording: null });
      expect(call.isOver).to.equal(true);
    });
  });

  describe('a person', () => {
    it('is waited for in the line, whatever was asked', () => {
      const call = Play.inbound(ZHANG).press('1', '0');
      expect(call.asked('enter_line')).to.deep.equal({ rescue: false });
      expect(call.at.expect).to.deep.equal({ kind: 'enqueue' });
    });
    for (const [why, words] of [
      ['closed', '不在人工服务时间'],
      ['nobody', '没有座席值班'],
      ['full', '排队等候的来电较多'],
    ] as const) {
      it(`who is not to be had says why (${why}), and a call back or a message is offered`, () => {
        const answers = { enter_line: { admitted: false as const, why } };
        const call = Play.inbound(undefined, { answers }).press('0');
        expect(call.text).to.contain(words).and.contain('回电请按1').and.contain('留言请按2');
        call.press('1');
        expect(call.asked('choose_callback')).to.equal(null);
        expect(call.text).to.contain('给您回电');
        expect(call.isOver).to.equal(true);
        expect(Play.inbound(undefined, { answers }).press('0', '2').state).to.equal('message');
        expect(Play.inbound(undefined, { answers }).press('0').silence().silence().silence().isOver).to.equal(
          true,
        );
      });
    }
    it('who is waited for in vain takes a message with 2, and is left by hanging up', () => {
      const call = Play.inbound().press('0').hear({ type: 'left', result: 'leave' });
      expect(call.asked('leave_line')).to.deep.equal({ ending: 'left' });
      expect(call.state).to.equal('message');
      const gone = Play.inbound().press('0').hear({ type: 'left', result: 'hangup' });
      expect(gone.asked('leave_line')).to.deep.equal({ ending: 'abandoned' });
    });
    it('is waited for no more by who presses the star: first what is dangerous', () => {
      const answers = { leave_line: { danger: true } };
      const call = Play.inbound(undefined, { answers }).press('0').hear({ type: 'left', result: 'leave' });
      expect(call.state).to.equal('rescue');
    });
    it('has taken the call: the line says no more', () => {
      const call = Play.inbound().press('0').hear({ type: 'left', result: 'redirected' });
      expect(call.asked('leave_line')).to.equal(undefined);
    });
    it('cannot be waited for where the carrier has no room', () => {
      const call = Play.inbound().press('0').hear({ type: 'left', result: 'queue-full' });
      expect(call.state).to.equal('turned_away');
      expect(call.text).to.contain('暂时无法转接');
    });
  });

  describe('a message', () => {
    it('is kept, and a call back promised', () => {
      const call = Play.inbound(undefined, ALONE).press('0', '2');
      expect(call.text).to.contain('提示音');
      expect(call.record().text).to.contain('留言已记录').and.contain('4小时之内');
      expect(call.asked('leave_message')?.recording).to.deep.equal({
        sid: 'RE1',
        url: 'https://api.example.com/RE1',
        seconds: 9,
      });
    });
    it('may be silent', () => {
      const answers = { ...ALONE.answers, leave_message: { recorded: false } };
      const call = Play.inbound(undefined, { answers }).press('0', '2').silence();
      expect(call.asked('leave_message')).to.deep.equal({ recording: null });
      expect(call.text).to.contain('给您回电');
    });
    it('promises nothing to a number that nobody knows', () => {
      const call = Play.inbound(undefined, { ...HIDDEN, ...ALONE })
        .press('0')
        .silence()
        .press('2')
        .record();
      expect(call.text).to.contain('无法回电').and.not.contain('给您回电');
    });
  });

  describe('three wrong inputs or silences', () => {
    const number = ticketNumber(12345678);
    const menus: [string, () => Play, string][] = [
      ['menu', () => Play.inbound(), 'message'],
      ['appliance', () => Play.inbound(ZHANG).press('1'), 'message'],
      ['site', () => Play.inbound(ZHANG).press('1', '2', '2'), 'message'],
      ['category', () => Play.inbound().press('1'), 'message'],
      ['same_matter', () => Play.inbound({ ...ZHANG, ticket: OPEN_TICKET }).press('1', '1'), 'message'],
      ['district', () => Play.inbound().press('1', '1'), 'prefecture'],
      ['prefecture', () => Play.inbound().press('1', '1', '1'), 'message'],
      ['county', () => Play.inbound().press('1', '1', '1', '2'), 'message'],
      ['which_ticket', () => Play.inbound(undefined, TWO).press('4'), 'message'],
      ['appointment', () => Play.inbound(undefined, MINE).press('4', '2'), 'line'],
      ['appointment_confirm', () => Play.inbound(undefined, MINE).press('4', '2', '1'), 'line'],
      ['cancel', () => Play.inbound(undefined, VISIT).press('4', '3'), 'line'],
      ['cancel_confirm', () => Play.inbound(undefined, MINE).press('4', '3'), 'line'],
      ['campaign', () => Play.inbound(ZHANG, OFFERED).press('7'), 'menu'],
      ['confirm', () => Play.inbound().press('1', '1').speak('河东区').press('#'), 'message'],
      ['ticket_number', () => Play.inbound().press('4'), 'message'],
      ['progress', () => Play.inbound().press('4', number), 'ended'],
      ['complaint_about', () => Play.inbound({ ...ZHANG, ticket: OPEN_TICKET }).press('5'), 'message'],
    ];
    for (const [name, reach, end] of menus) {
      for (const [what, miss] of [
        ['wrong keys', (call: Play) => call.press(WRONG[name] ?? '8')],
        ['silences', (call: Play) => call.silence()],
        ['murmurs', (call: Play) => call.speak('呃呃呃')],
      ] as const) {
        it(`${what} at ${name} lead to ${end}`, () => {
          const call = reach();
          expect(call.state).to.equal(name);
          // Key 8 is a choice on the long list only.
          expect(miss(miss(call)).state).to.equal(name);
          expect(miss(call).state).to.equal(end);
        });
      }
    }
    it('are counted at each question anew', () => {
      const call = Play.inbound().press('8', '8', '1', '9', '9');
      expect(call.state).to.equal('category');
    });
  });

  describe('danger', () => {
    it('with an address on file sends for help at once', () => {
      const call = Play.inbound(ZHANG).speak('家里燃气漏气了快来');
      expect(call.asked('call_rescue')).to.deep.include({
        kind: 'rescue',
        place: { siteId: 1, districtCode: '990101', hasAddress: true },
      });
      expect(call.text).to.contain('119').and.contain('15分钟内');
      expect(call.asked('enter_line')).to.deep.equal({ rescue: true });
      expect(call.state).to.equal('line');
    });
    it('is told that help comes when there is nobody to speak to', () => {
      const call = Play.inbound(ZHANG, ALONE).speak('家里燃气漏气了快来');
      expect(call.text).to.contain('15分钟内');
      expect(call.isOver).to.equal(true);
    });
    it('sends for help before a person is waited for', () => {
      const call = Play.inbound().speak('着火了').press('0');
      expect(call.asked('call_rescue')).to.deep.include({ kind: 'rescue', place: null });
      expect(call.state).to.equal('line');
    });
    it('without one asks for the place and nothing more', () => {
      const call = Play.inbound().press('1').speak('燃气灶漏气');
      expect(call.state).to.equal('district');
      expect(call.text).to.contain('关闭燃气总阀');
      call.speak('河西区').speak('解放路二号');
      expect(call.asked('call_rescue')).to.deep.include({ kind: 'rescue', category: 'gas_stove' });
      expect(call.state).to.equal('line');
    });
    it('of which no place is understood goes to a dispatcher all the same', () => {
      const call = Play.inbound().speak('着火了').silence().silence().silence();
      expect(call.asked('call_rescue')).to.deep.include({ kind: 'rescue', place: null });
    });
    it('is understood in English', () => {
      expect(Play.inbound(ZHANG).press('9').speak('there is a gas leak').asked('call_rescue')?.kind).to.equal(
        'rescue',
      );
    });
    for (const spoken of ['燃气热水器不打火', '燃气灶打不着', '空调有点漏水']) {
      it(`is not heard in ${spoken}`, () => {
        expect(Play.inbound().speak(spoken).at.memory.wish.kind).not.to.equal('rescue');
      });
    }
    it('is not heard in an address', () => {
      const call = Play.inbound().press('1', '1').speak('河东区').speak('漏水巷三号');
      expect(call.state).to.equal('confirm');
    });
  });

  it('leads nobody in circles for ever', () => {
    const call = Play.inbound();
    let turns = 0;
    while (call.state === 'menu') {
      call.press('9');
      turns += 1;
    }
    expect(turns).to.equal(MAX_TURNS);
    expect(call.state).to.equal('message');
    expect(call.record().isOver).to.equal(true);
  });
});
