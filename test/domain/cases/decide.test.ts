import { expect } from 'chai';
import {
  caseIdIn,
  caseNumber,
  decideCases,
  type SurveyAnswers,
  type WorkDone,
} from '../../../domain/cases/decide.ts';
import { initialPolicy } from '../../../domain/policy.ts';

const CONTENT: SurveyAnswers = { solved: 1, on_time: 1, charge_as_quoted: 1, courtesy: 5, score: 5 };
const WORK: WorkDone = {
  kind: 'repair',
  priority: 'normal',
  outletType: 'contracted',
  underWarranty: false,
  complaintsBefore: 0,
};
const MANUFACTURER = { outletType: 'manufacturer', underWarranty: true } as const;

/** What was answered (else content), about which work (else a contracted outlet's repair), and what it leads to. */
const TABLE: [string, SurveyAnswers, Partial<WorkDone>, string[]][] = [
  ['content', {}, {}, []],
  ['a remark, and content', { remark: null }, {}, []],
  ['a fair score', { score: 3 }, {}, []],
  ['not solved', { solved: 0 }, {}, ['complaint store F3', 'outlet store S1 not_solved 3']],
  ['a poor score alone names no item', { score: 2 }, {}, ['complaint store F3']],
  ['late, and content all the same', { on_time: 0 }, {}, ['outlet store S1 late 1']],
  ['late, with a poor score', { on_time: 0, score: 1 }, {}, ['complaint store F3', 'outlet store S1 late 1']],
  ['two items: the gravest', { on_time: 0, courtesy: 2 }, {}, ['outlet store S1 courtesy 2']],
  [
    'two of the same points: the first',
    { charge_as_quoted: 0, solved: 0 },
    {},
    ['complaint store F3', 'outlet store S1 not_solved 3'],
  ],
  ['courtesy that is fair', { courtesy: 3 }, {}, []],
  ['an own team', { charge_as_quoted: 0 }, { outletType: 'own' }, ['outlet store S1 charge 3']],
  [
    'the manufacturer under warranty',
    { solved: 0, on_time: 0 },
    MANUFACTURER,
    ['complaint store F3', 'manufacturer store M1'],
  ],
  ['the manufacturer, late and content', { on_time: 0 }, MANUFACTURER, []],
  ['the manufacturer out of warranty', { solved: 0 }, { outletType: 'manufacturer' }, ['complaint store F3']],
  ['nobody was sent', { solved: 0, courtesy: 1 }, { outletType: null }, ['complaint store F3']],
  ['the second time', { score: 1 }, { complaintsBefore: 1 }, ['complaint region F3']],
  ['the third time', { score: 1 }, { complaintsBefore: 2 }, ['complaint headquarters F3']],
  ['the seventh time', { score: 1 }, { complaintsBefore: 6 }, ['complaint headquarters F3']],
  ['a rescue', { score: 1 }, { kind: 'rescue' }, ['complaint headquarters F3']],
  ['rescued as it went on', { on_time: 0 }, { priority: 'rescue' }, ['outlet headquarters S1 late 1']],
];

describe('cases out of answers (F3, C1–C3, S1, M1)', () => {
  for (const [what, answers, work, cases] of TABLE) {
    it(`${what}: ${cases.join(', ') || 'none'}`, () => {
      const decided = decideCases({ ...CONTENT, ...answers }, { ...WORK, ...work }, initialPolicy);
      expect(
        decided.map(({ kind, level, rule, item, points }) =>
          [kind, level, rule, ...(item ? [item, points] : [])].join(' '),
        ),
      ).to.deep.equal(cases);
    });
  }

  it('says which answers led to it', () => {
    const decided = decideCases({ ...CONTENT, solved: 0, on_time: 0, score: 2 }, WORK, initialPolicy);
    expect(decided.map(({ kind, grounds }) => [kind, grounds])).to.deep.equal([
      ['complaint', ['solved', 'score']],
      ['outlet', ['solved', 'on_time']],
    ]);
  });

  it('goes by the values of the policy (‡)', () => {
    const policy = structuredClone(initialPolicy);
    policy.followup.badScore = 3;
    policy.cases.points.late = 9;
    const decided = decideCases({ ...CONTENT, solved: 0, on_time: 0, score: 3 }, WORK, policy);
    expect(decided.map(({ item, points }) => [item, points])).to.deep.equal([
      [null, 0],
      ['late', 9],
    ]);
  });

  it('numbers cases, and reads the numbers that people type', () => {
    expect(caseNumber('outlet', 42)).to.equal('W000042');
    expect(caseNumber('complaint', 1234567)).to.equal('C1234567');
    for (const typed of ['W000042', 'w42', ' 42 ']) expect(caseIdIn(typed), typed).to.equal(42);
    for (const typed of ['', 'X42', '4 2']) expect(caseIdIn(typed), typed).to.equal(null);
  });
});
