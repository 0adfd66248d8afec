import { expect } from 'chai';
import { createLogger, maskPhones } from '../../server/log.ts';

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger({ logLevel: 'info', role: 'web' }, { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('log', () => {
  const masked: [string, string][] = [
    ['13800138000', '138****8000'],
    ['call from +8613800138000, again', 'call from 138****8000, again'],
    ['+86 138 0013 8000', '138****8000'],
    ['138-0013-8000', '138****8000'],
    ['8613800138000', '138****8000'],
    ['客户13800138000来电', '客户138****8000来电'],
    ['To=%2B8613800138000&From=x', 'To=138****8000&From=x'],
    ['client:13912345678', 'client:139****5678'],
    ['0731-84312345', '0731****2345'],
    ['073184312345', '0731****2345'],
    ['01062345678', '010****5678'],
    ['+867318431234', '+86731****1234'],
    ['+14155552671', '+****2671'],
  ];
  for (const [text, expected] of masked) {
    it(`masks ${text}`, () => expect(maskPhones(text)).to.equal(expected));
  }

  const kept = [
    '1763909520000',
    '2025-11-23T14:52:00.123Z',
    'CA13800138000abcdef0123456789abcdef',
    '25112300017',
    '9007199254740993',
    '0.13800138000',
    'ticket 1000000012',
    '127.0.0.1:3306',
  ];
  for (const text of kept) {
    it(`leaves ${text} as it is`, () => expect(maskPhones(text)).to.equal(text));
  }

  it('masks wherever a number hides: message, value, nested, number, error, second line', () => {
    const line = logged((log) => {
      log.info({ to: '+8613800138000', list: [{ n: 13800138000 }] }, 'calling 13800138000');
      log.child({ caller: '13800138000' }).error(new Error("Duplicate entry\n13800138000 for key 'phone'"));
    });
    expect(line).to.not.match(/13800138000/);
    const [first, second] = line
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l));
    expect(first).to.deep.include({ msg: 'calling 138****8000', to: '138****8000', role: 'web' });
    expect(first.list).to.deep.equal([{ n: '138****8000' }]);
    expect(second.err.message).to.equal("Duplicate entry\n138****8000 for key 'phone'");
    expect(second.caller).to.equal('138****8000');
  });

  it('takes out credentials and addresses at any depth', () => {
    const line = logged((log) =>
      log.info({
        req: { headers: { authorization: 'Bearer abc', cookie: 'sid=abc' } },
        ticket: { site: { address: '岳麓区 "abc" 路1号', spokenAddress: 'abc' } },
        set: { authToken: 'abc', 'set-cookie': ['sid=abc'] },
      }),
    );
    expect(line).to.not.contain('abc');
    expect(JSON.parse(line).ticket.site.address).to.equal('[removed]');
  });

  it('leaves the parameters and the statement of failed SQL out', () => {
    const failure = Object.assign(new Error('Deadlock found'), {
      code: 'ER_LOCK_DEADLOCK',
      sql: "insert into site values ('岳麓区')",
      parameters: ['岳麓区'],
    });
    const line = logged((log) => log.error({ err: failure }, 'failed'));
    expect(line).to.not.contain('岳麓区');
    expect(JSON.parse(line).err).to.include({ code: 'ER_LOCK_DEADLOCK', message: 'Deadlock found' });
  });
});
