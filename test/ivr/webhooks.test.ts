import { expect } from 'chai';
import twilio from 'twilio';
import type { DataSource } from 'typeorm';
import { parseTwiml } from '../../simulator/carrier/twiml/parse.ts';
import { testDatabase } from '../support/database.ts';
import { AUTH_TOKEN, HOTLINE, type Hotline, newSid, PUBLIC_URL, startHotline } from './hotline.ts';
import { KNOWN_NUMBER, STRANGER, smallWorld } from './small-world.ts';

/** Every table that a webhook may write to. */
const TABLES = [
  'contact',
  'phone_call',
  'leg',
  'call_step',
  'ticket',
  'event',
  'outbox',
  'obligation',
  'recording',
];

describe('webhooks of the carrier', () => {
  let dataSource: DataSource;
  let hotline: Hotline;

  before(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    hotline = await startHotline(dataSource);
  });

  async function rows(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const table of TABLES) {
      const [{ count }] = await dataSource.query(`SELECT COUNT(*) AS count FROM ${table}`);
      counts[table] = Number(count);
    }
    return counts;
  }
  const params = (more: Record<string, string> = {}) => ({
    CallSid: newSid(),
    From: STRANGER,
    To: HOTLINE,
    CallStatus: 'ringing',
    Direction: 'inbound',
    ...more,
  });
  const sign = (form: Record<string, string | string[]>, url = `${PUBLIC_URL}/twilio/voice`) =>
    twilio.getExpectedTwilioSignature(AUTH_TOKEN, url, form);

  describe('repeated', () => {
    it('get the same answer and have one effect, a thousand times', async () => {
      const caller = await hotline.dial(KNOWN_NUMBER);
      await caller.press('1');
      const last = { path: caller.nextPath, before: await rows() };
      const form = { CallSid: caller.sid, From: KNOWN_NUMBER, To: HOTLINE, Digits: '1' };
      const first = await hotline.post(last.path, form);
      const after = await rows();
      for (let round = 0; round < 20; round++) {
        const answers = await Promise.all(Array.from({ length: 50 }, () => hotline.post(last.path, form)));
        for (const answer of answers) expect(answer).to.deep.equal(first);
      }
      expect(await rows()).to.deep.equal(after);
      expect((after.ticket ?? 0) - (last.before.ticket ?? 0)).to.equal(1);
    });

    /** Otherwise the known caller is asked about the ticket of the test before. */
    const settleAll = () => dataSource.query("UPDATE ticket SET state = 'closed'");

    it('at once, have one effect', async () => {
      await settleAll();
      const before = await rows();
      const form = params({ From: KNOWN_NUMBER });
      const both = (path: string, more: Record<string, string>) =>
        Promise.all(Array.from({ length: 8 }, () => hotline.post(path, { ...form, ...more })));
      const greetings = await both('/twilio/voice', {});
      expect(new Set(greetings.map(({ body }) => body)).size).to.equal(1);
      const questions = await both('/twilio/voice/1', { Digits: '1' });
      expect(new Set(questions.map(({ body }) => body)).size).to.equal(1);
      const opened = await both('/twilio/voice/2', { Digits: '1' });
      expect(new Set(opened.map(({ body }) => body)).size).to.equal(1);
      const after = await rows();
      expect(after.contact).to.equal((before.contact ?? 0) + 1);
      expect(after.ticket).to.equal((before.ticket ?? 0) + 1);
      expect(after.call_step).to.equal((before.call_step ?? 0) + 3);
    });

    it('are known to another process too, and go on there', async () => {
      await settleAll();
      const other = await startHotline(dataSource);
      const form = params({ From: KNOWN_NUMBER });
      const greeting = await hotline.post('/twilio/voice', form);
      expect(await other.post('/twilio/voice', form)).to.deep.equal(greeting);
      const question = await other.post('/twilio/voice/1', { ...form, Digits: '1' });
      expect(question.body).to.contain('海风空调');
      expect(await hotline.post('/twilio/voice/1', { ...form, Digits: '1' })).to.deep.equal(question);
      expect((await hotline.post('/twilio/voice/2', { ...form, Digits: '1' })).body).to.contain('工单已受理');
      await other.close();
    });

    it('of one matter chase its ticket, and open no second one', async () => {
      await settleAll();
      const opened = await hotline.dial(KNOWN_NUMBER);
      for (const key of ['1', '1']) await opened.press(key);
      const before = await rows();
      const again = await hotline.dial(KNOWN_NUMBER);
      for (const key of ['1', '1']) await again.press(key);
      expect(again.heard).to.contain('是同一件事请按1');
      await again.press('1');
      expect(again.heard).to.contain('已为您催办');
      expect((await rows()).ticket).to.equal(before.ticket);
      const [ticket] = await dataSource.query('SELECT chaseCount FROM ticket WHERE number = ?', [
        opened.ticketNumber,
      ]);
      expect(ticket.chaseCount).to.equal(1);
    });

    it('with other keys than before change nothing', async () => {
      const caller = await hotline.dial(STRANGER);
      const path = caller.nextPath;
      await caller.press('1');
      const said = caller.xml;
      await caller.fetch(path, { Digits: '5' });
      expect(caller.xml).to.equal(said);
    });

    it('of a step that nobody was led to begin the call anew', async () => {
      const answer = await hotline.post('/twilio/voice/4', params({ Digits: '1' }));
      expect(answer.status).to.equal(200);
      expect(answer.body).to.contain('维修请按1');
    });
  });

  describe('many calls at once', () => {
    it('are each written once and answered apart', async () => {
      const callers = await Promise.all(Array.from({ length: 60 }, () => hotline.dial(STRANGER)));
      await Promise.all(callers.map((caller, index) => caller.press(index % 2 ? '1' : '2')));
      callers.forEach((caller, index) => {
        expect(caller.heard).to.contain(index % 2 ? '维修的产品' : '安装的产品');
      });
      const sids = callers.map(({ sid }) => sid);
      const [{ count }] = await dataSource.query(
        'SELECT COUNT(*) AS count FROM call_step WHERE callSid IN (?)',
        [sids],
      );
      expect(Number(count)).to.equal(120);
    });
  });

  describe('that are not the carrier’s', () => {
    const forms: [string, (form: Record<string, string>) => Parameters<Hotline['post']>[2]][] = [
      ['unsigned', () => ({ signature: null })],
      ['with an empty signature', () => ({ signature: '' })],
      [
        'signed with another token',
        (form) => ({
          signature: twilio.getExpectedTwilioSignature('other', `${PUBLIC_URL}/twilio/voice`, form),
        }),
      ],
      [
        'signed with an empty token',
        (form) => ({ signature: twilio.getExpectedTwilioSignature('', `${PUBLIC_URL}/twilio/voice`, form) }),
      ],
      ['with a truncated signature', (form) => ({ signature: sign(form).slice(0, 20) })],
      ['with a signature that is too long', (form) => ({ signature: `${sign(form)}=` })],
      ['signed for another path', (form) => ({ signature: sign(form, `${PUBLIC_URL}/twilio/voice/1`) })],
      [
        'signed for the host that they name',
        (form) => ({
          signature: sign(form, 'http://evil.example/twilio/voice'),
          headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' },
        }),
      ],
      ['signed for other parameters', (form) => ({ signature: sign({ ...form, From: '+8613700137000' }) })],
    ];
    for (const [name, options] of forms) {
      it(`${name} are refused and leave no row`, async () => {
        const before = await rows();
        const form = params();
        expect((await hotline.post('/twilio/voice', form, options(form))).status).to.equal(403);
        expect(await rows()).to.deep.equal(before);
      });
    }

    it('are refused on every route', async () => {
      for (const path of [
        'voice',
        'voice/1',
        'status',
        'fallback',
        'fallback-recorded',
        'fallback-recording',
        'followup/1',
        'followup/1/1',
        'followup-status/1',
        'message',
        'message-status/1',
      ]) {
        expect((await hotline.post(`/twilio/${path}`, params(), { signature: null })).status, path).to.equal(
          403,
        );
      }
    });

    for (const [whole, shifted] of [
      [{ Digits: '1' }, { Digit: 's1' }],
      [{ Digits: '12' }, { Digits1: '2' }],
      [{ RecordingDuration: '12' }, { RecordingDuratio: 'n12' }],
    ] as [Record<string, string>, Record<string, string>][]) {
      it(`with the boundary of ${Object.keys(whole)[0]} shifted to ${Object.keys(shifted)[0]} are refused`, async () => {
        const form = params();
        const signature = sign({ ...form, ...whole });
        expect(sign({ ...form, ...shifted }), 'signs alike').to.equal(signature);
        const before = await rows();
        expect((await hotline.post('/twilio/voice', { ...form, ...shifted }, { signature })).status).to.equal(
          403,
        );
        expect(await rows()).to.deep.equal(before);
      });
    }

    it('may name any host when the carrier signed for ours', async () => {
      const headers = {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'http',
        'x-original-url': '/x',
      };
      expect((await hotline.post('/twilio/voice', params(), { headers })).status).to.equal(200);
    });
  });

  describe('that are malformed', () => {
    const malformed: [string, () => Promise<{ status: number }>][] = [
      [
        'without a CallSid',
        () => {
          const { CallSid: _, ...form } = params();
          return hotline.post('/twilio/voice', form);
        },
      ],
      ['with an empty CallSid', () => hotline.post('/twilio/voice', params({ CallSid: '' }))],
      ['with an endless CallSid', () => hotline.post('/twilio/voice', params({ CallSid: 'C'.repeat(65) }))],
      [
        'with a value twice',
        () => {
          const form = params();
          const body = `${new URLSearchParams(form)}&From=%2B8613700137000`;
          return hotline.post('/twilio/voice', form, {
            body,
            signature: sign({ ...form, From: [STRANGER, '+8613700137000'] }),
          });
        },
      ],
      ['with NUL', () => hotline.post('/twilio/voice', params({ SpeechResult: 'a\0b' }))],
      [
        'with bytes that are not UTF-8',
        () => {
          const form = params();
          const body = Buffer.concat([
            Buffer.from(`${new URLSearchParams(form)}&SpeechResult=`),
            Buffer.from([0xff, 0xfe, 0xc0]),
          ]);
          return hotline.post('/twilio/voice', form, {
            body,
            signature: sign({ ...form, SpeechResult: '\ufffd\ufffd\ufffd' }),
          });
        },
      ],
      [
        'with percent signs that lead nowhere',
        () => {
          const form = params();
          return hotline.post('/twilio/voice', form, { body: `${new URLSearchParams(form)}&Digits=%E4%ZZ` });
        },
      ],
      ['with keys that no phone has', () => hotline.post('/twilio/voice/1', params({ Digits: '1;DROP' }))],
      [
        'with a state that no call has',
        () => hotline.post('/twilio/voice', params({ CallStatus: 'exploded' })),
      ],
      [
        'with another scheme for a recording',
        () =>
          hotline.post(
            '/twilio/voice/1',
            params({ RecordingUrl: 'file:///etc/passwd', RecordingDuration: '3' }),
          ),
      ],
      ['of a megabyte', () => hotline.post('/twilio/voice', params({ SpeechResult: 'x'.repeat(1_000_000) }))],
      [
        'of ten thousand parameters',
        () =>
          hotline.post('/twilio/voice', {
            ...params(),
            ...Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`p${n}`, ''])),
          }),
      ],
      ['nested', () => hotline.post('/twilio/voice', params({ 'CallSid[a]': 'x', 'CallSid[b][c]': 'y' }))],
      [
        'in JSON',
        () =>
          hotline.post(
            '/twilio/voice',
            {},
            { headers: { 'content-type': 'application/json' }, body: JSON.stringify(params()) },
          ),
      ],
      [
        'in another character set',
        () =>
          hotline.post('/twilio/voice', params(), {
            headers: { 'content-type': 'application/x-www-form-urlencoded; charset=gbk' },
          }),
      ],
      ['without a body', () => hotline.post('/twilio/voice', {}, { body: '' })],
    ];
    for (const [name, send] of malformed) {
      it(`${name} are refused at once and leave no row`, async () => {
        const before = await rows();
        const started = performance.now();
        expect((await send()).status).to.be.within(400, 499);
        expect(performance.now() - started).to.be.lessThan(5_000);
        expect(await rows()).to.deep.equal(before);
      });
    }

    it('and endless are cut off', async () => {
      const endless = new ReadableStream<Uint8Array>({
        pull: (controller) => controller.enqueue(Buffer.from('x'.repeat(10_000))),
      });
      const sent = fetch(`${hotline.url}/twilio/voice`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: endless,
        duplex: 'half',
      });
      const status = await sent.then(
        (response) => response.status,
        () => 'cut off',
      );
      expect(status).to.be.oneOf([413, 'cut off']);
    });

    it('are refused to steps and attempts that never were', async () => {
      for (const path of [
        'voice/x',
        'voice/-1',
        'voice/1e9',
        'voice/99999999999999999999',
        'followup/x',
        'followup/1/x',
        'message-status/x',
      ]) {
        expect((await hotline.post(`/twilio/${path}`, params())).status, path).to.equal(404);
      }
    });

    it('do not stop the next one', async () => {
      expect((await hotline.post('/twilio/voice', params())).status).to.equal(200);
    });
  });

  describe('from numbers of every kind', () => {
    for (const from of [
      'anonymous',
      '',
      '+266696687',
      'client:softphone',
      '12345',
      '110',
      '9610086',
      'Restricted',
      '+86',
      'sip:x@y.example',
    ]) {
      it(`${from || 'none'} get a ticket`, async () => {
        const caller = await hotline.dial(from);
        expect(caller.heard).to.contain('维修请按1');
        await caller.press('1');
        await caller.press('1');
        await caller.speak('河东区');
        await caller.press('#');
        expect(caller.heard).to.contain(
          /^\+?\d{2,}$/.test(from) && from !== '+266696687' ? '来电号码无法回拨' : '没有显示您的来电号码',
        );
        await caller.press('13912345678');
        await caller.press('1');
        const [ticket] = await dataSource.query('SELECT * FROM ticket WHERE number = ?', [
          caller.ticketNumber,
        ]);
        expect(ticket).to.include({
          state: 'needs_details',
          contactNumber: '+8613912345678',
          customerId: null,
        });
      });
    }

    it('that are short codes are kept as they are', async () => {
      const caller = await hotline.dial('12345');
      const [contact] = await dataSource.query(
        'SELECT k.number FROM contact k JOIN phone_call c ON c.contactId = k.id WHERE c.sid = ?',
        [caller.sid],
      );
      expect(contact.number).to.equal('12345');
    });
  });

  it('escape what they repeat of the caller', async () => {
    const caller = await hotline.dial(STRANGER);
    await caller.press('1');
    await caller.press('1');
    await caller.speak('河东区');
    const markup = '<Hangup/></Say><Dial>110</Dial>&amp;"号\u0007';
    await caller.speak(markup);
    expect(caller.isOver).to.equal(false);
    expect(caller.verbs.map(({ name }) => name)).to.deep.equal(['Gather', 'Redirect']);
    expect(caller.heard).to.contain('<Hangup/></Say><Dial>110</Dial>&amp;"号');
  });

  it('tell the live call list where each call is', async () => {
    const caller = await hotline.dial(STRANGER);
    await caller.press('1');
    const mine = hotline.steps.slice(-2);
    expect(mine.map(({ step }) => step)).to.deep.equal(['menu', 'category']);
    expect(mine[0]?.contactId).to.be.a('number').and.to.equal(mine[1]?.contactId);
  });

  describe('while the database is away', () => {
    it('are answered in time with TwiML that takes a message, and the real thing when it is back', async () => {
      const away = await testDatabase();
      await smallWorld(away.dataSource);
      const errors: string[] = [];
      const log = {
        info: () => {},
        warn: () => {},
        error: (_: object, text: string) => void errors.push(text),
      };
      const line = await startHotline(away.dataSource, { log });
      const form = params();
      await line.post('/twilio/voice', form);
      await away.dataSource.query('RENAME TABLE call_step TO call_step_away, contact TO contact_away');
      for (const [path, more] of [
        ['/twilio/voice', { CallSid: newSid() }],
        ['/twilio/voice/1', { Digits: '1' }],
        ['/twilio/followup/1', { CallSid: newSid() }],
      ] as const) {
        const answer = await line.post(path, { ...form, ...more });
        expect(answer.status).to.equal(200);
        expect(parseTwiml(answer.body).map(({ name }) => name)).to.contain('Record');
      }
      expect((await line.post('/twilio/fallback', form)).body).to.contain('<Record');
      expect(errors).to.have.length(3);
      await away.dataSource.query('RENAME TABLE call_step_away TO call_step, contact_away TO contact');
      expect((await line.post('/twilio/voice/1', { ...form, Digits: '1' })).body).to.contain(
        '请选择要维修的产品',
      );
    });

    it('are answered within ten seconds when it hangs', async () => {
      const hanging = await testDatabase();
      await smallWorld(hanging.dataSource);
      const line = await startHotline(hanging.dataSource);
      const form = params();
      await line.post('/twilio/voice', form);
      const locks = hanging.dataSource.createQueryRunner();
      await locks.query('LOCK TABLES call_step WRITE, contact WRITE');
      const started = performance.now();
      const answers = await Promise.all([
        line.post('/twilio/voice/1', { ...form, Digits: '1' }),
        line.post('/twilio/voice', params()),
      ]);
      expect(performance.now() - started).to.be.lessThan(10_000);
      for (const { body } of answers) expect(parseTwiml(body).map(({ name }) => name)).to.contain('Record');
      await locks.query('UNLOCK TABLES');
      await locks.release();
      expect((await line.post('/twilio/voice/1', { ...form, Digits: '1' })).body).to.contain(
        '请选择要维修的产品',
      );
    });

    it('are answered when nothing listens there any more', async () => {
      const gone = await testDatabase();
      await smallWorld(gone.dataSource);
      const line = await startHotline(gone.dataSource);
      await gone.close();
      const answer = await line.post('/twilio/voice', params());
      expect(answer.status).to.equal(200);
      expect(answer.body).to.contain('<Record');
    });
  });
});
