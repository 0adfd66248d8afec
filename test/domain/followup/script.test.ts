import { expect } from 'chai';
import fc from 'fast-check';
import { checkScript, MAX_PATH, scriptErrors } from '../../../domain/followup/check-script.ts';
import { keyedAnswer, keyOf, spokenAnswer } from '../../../domain/followup/hear-answer.ts';
import {
  firstQuestion,
  initialScript,
  isAnswer,
  nextQuestion,
  pathsOf,
  type Question,
  questionOf,
  type SurveyScript,
  scriptSchema,
  valuesOf,
} from '../../../domain/followup/script.ts';
import { TICKET_KINDS } from '../../../domain/vocabulary.ts';

const said = (zh = '好吗？', en = 'Well?') => ({ zh, en });
const points = (key: string, over: Partial<Question> = {}) => ({
  key,
  kind: 'points',
  words: said(),
  ...over,
});
const yesNo = (key: string, over: Partial<Question> = {}) => ({
  key,
  kind: 'yes_no',
  words: said(),
  answers: [
    { value: 1, words: said('是', 'yes') },
    { value: 0, words: said('不是', 'no') },
  ],
  ...over,
});
const scriptOf = (...questions: object[]): SurveyScript => scriptSchema.parse({ questions });
const codes = (script: SurveyScript) => checkScript(script).map(({ code }) => code);
const keys = (script: SurveyScript, kind: (typeof TICKET_KINDS)[number] = 'repair') =>
  pathsOf(script, kind).map((path) => path.map(({ key }) => key).join(' '));

describe('a survey script', () => {
  it('passes as it comes, and asks why only where it is not solved', () => {
    expect(checkScript(initialScript)).to.deep.equal([]);
    expect(keys(initialScript)).to.deep.equal([
      'solved on_time charge_as_quoted courtesy score remark',
      'solved why_unsolved score remark',
      'solved why_unsolved on_time charge_as_quoted courtesy score remark',
    ]);
    expect(keys(initialScript, 'inquiry'), 'nobody was to come').to.deep.equal([
      'solved score remark',
      'solved why_unsolved score remark',
    ]);
    expect(nextQuestion(initialScript, 'solved', null, 'repair')?.key, 'passed over').to.equal('on_time');
  });

  it('asks what is meant for a kind of ticket of that kind alone', () => {
    const script = scriptOf(yesNo('solved'), points('tidy', { only: ['installation'] }), points('score'));
    expect(keys(script, 'repair')).to.deep.equal(['solved score']);
    expect(keys(script, 'installation')).to.deep.equal(['solved tidy score']);
  });

  for (const [wrong, code, script] of [
    ['begins with something else', 'solved_not_first', scriptOf(points('score'), yesNo('solved'))],
    [
      'asks some whether it is solved',
      'solved_not_first',
      scriptOf(yesNo('solved', { only: ['repair'] }), points('score')),
    ],
    ['has no score', 'score_skipped', scriptOf(yesNo('solved'))],
    [
      'ends before the score',
      'score_skipped',
      scriptOf(yesNo('solved', { branches: [{ values: [0], to: 'end' }] }), points('score')),
    ],
    [
      'asks only some for the score',
      'score_skipped',
      scriptOf(yesNo('solved'), points('score', { only: ['repair'] })),
    ],
    ['asks for the score otherwise', 'scale_changed', scriptOf(yesNo('solved'), yesNo('score'))],
    ['has a key twice', 'key_taken', scriptOf(yesNo('solved'), points('score'), points('score'))],
    [
      'has a choice of one',
      'answers_wrong',
      scriptOf(yesNo('solved'), points('score'), {
        key: 'why',
        kind: 'choice',
        words: said(),
        answers: [{ value: 1, words: said() }],
      }),
    ],
    [
      'branches on an answer that there is not',
      'branch_wrong',
      scriptOf(yesNo('solved'), points('score', { branches: [{ values: [7], to: 'end' }] })),
    ],
    ['leads nowhere', 'leads_nowhere', scriptOf(yesNo('solved', { next: 'gone' }), points('score'))],
    ['leads back', 'loops', scriptOf(yesNo('solved'), points('score', { next: 'solved' }))],
    [
      'leads back for one answer',
      'loops',
      scriptOf(
        yesNo('solved'),
        yesNo('more', { branches: [{ values: [0], to: 'solved' }] }),
        points('score'),
      ),
    ],
    [
      'has a question that nobody is asked',
      'dead',
      scriptOf(yesNo('solved', { next: 'score' }), points('tidy'), points('score')),
    ],
    [
      'is too long',
      'too_long',
      scriptOf(
        yesNo('solved'),
        points('score'),
        ...'abcdefghi'.split('').map((one) => points(`more_${one}`)),
      ),
    ],
    ['is unspoken', 'unspoken', scriptOf(yesNo('solved', { words: said('好吗？', '') }), points('score'))],
    [
      'speaks no Chinese',
      'not_chinese',
      scriptOf(yesNo('solved', { words: said('Well?') }), points('score')),
    ],
    [
      'speaks no English',
      'not_english',
      scriptOf(yesNo('solved', { words: said('好吗？', '好吗？') }), points('score')),
    ],
  ] as const) {
    it(`is held back where it ${wrong}`, () => expect(codes(script)).to.include(code));
  }

  it('is held back where a question with its answers is more than the carrier says at once', () => {
    const long = (at: number, zh: string, en: string) => ({
      ...yesNo('solved'),
      answers: [
        { value: 1, words: said(zh, en) },
        { value: 0, words: said(zh, en) },
      ].slice(0, at),
    });
    const tooLong = (question: object) => {
      const found = checkScript(scriptOf(question, points('score')));
      return found.filter(({ code }) => code === 'too_long_to_say').map(({ at, language }) => [at, language]);
    };
    expect(tooLong(long(2, '好'.repeat(250), 'yes'))).to.deep.equal([[0, 'zh']]);
    expect(tooLong(long(2, '好'.repeat(200), 'yes'))).to.deep.equal([]);
    const choice = {
      key: 'why',
      kind: 'choice',
      words: said('为什么', 'why'),
      answers: Array.from({ length: 8 }, (_, at) => ({
        value: at + 1,
        words: said('好', 'a b '.repeat(74)),
      })),
    };
    const found = checkScript(scriptOf(yesNo('solved'), choice, points('score')));
    expect(found.filter(({ severity }) => severity === 'error')).to.deep.include({
      severity: 'error',
      code: 'too_long_to_say',
      at: 1,
      language: 'en',
      figures: {},
    });
  });

  it('warns of what takes long to hear', () => {
    const script = scriptOf(yesNo('solved', { words: said('好'.repeat(120), 'Well?') }), points('score'));
    expect(checkScript(script)).to.have.length(1);
    expect(checkScript(script)[0]).to.include({ code: 'long_to_hear', severity: 'warning', language: 'zh' });
  });

  const name = fc.constantFrom('solved', 'score', 'remark', 'a1', 'b1', 'c1', 'd1');
  const target = fc.oneof(name, fc.constant('end'));
  const question = fc.record({
    key: name,
    kind: fc.constantFrom('yes_no', 'points', 'choice', 'spoken'),
    words: fc.constant(said()),
    answers: fc.array(
      fc.record({ value: fc.integer({ min: 0, max: 8 }), words: fc.constant(said('一', 'one')) }),
      {
        maxLength: 4,
      },
    ),
    branches: fc.array(
      fc.record({
        values: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 3 }),
        to: target,
      }),
      { maxLength: 3 },
    ),
    next: fc.option(target),
    only: fc.array(fc.constantFrom(...TICKET_KINDS), { maxLength: 2 }),
  });
  const random = fc
    .array(question, { minLength: 1, maxLength: 9 })
    .map((questions) => scriptOf(...questions));
  /** Mostly whole: what the check lets through is not left to luck. */
  const sensible = fc
    .tuple(
      fc.array(
        fc.tuple(fc.option(fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 9 }))), fc.boolean()),
        { minLength: 2, maxLength: 8 },
      ),
    )
    .map(([plan]) => {
      const names = plan.map((_, at) => (at === 0 ? 'solved' : at === plan.length - 1 ? 'score' : `q${at}`));
      return scriptOf(
        ...plan.map(([branch, only], at) => {
          const to = names[branch?.[1] ?? 99] ?? names[at + 1] ?? 'end';
          const branches = branch ? [{ values: [branch[0]], to }] : [];
          const key = names[at] ?? 'x1';
          if (key === 'score') return points(key);
          return yesNo(key, { branches, only: only && at > 0 ? ['repair'] : [] });
        }),
      );
    });

  it('that passes ends on every path, however it is answered, with solved first and the score asked', () => {
    let passed = 0;
    fc.assert(
      fc.property(fc.oneof(random, sensible), fc.array(fc.nat(), { maxLength: 40 }), (script, picks) => {
        if (scriptErrors(script).length > 0) return;
        passed += 1;
        for (const kind of TICKET_KINDS) {
          const seen: string[] = [];
          let at = firstQuestion(script, kind);
          for (let step = 0; at; step++) {
            expect(seen, 'never twice').not.to.include(at.key);
            seen.push(at.key);
            expect(seen.length).to.be.at.most(MAX_PATH);
            const values = valuesOf(at);
            at = nextQuestion(script, at.key, values[(picks[step] ?? 0) % values.length] ?? null, kind);
          }
          expect(seen[0]).to.equal('solved');
          expect(seen).to.include('score');
        }
      }),
      { numRuns: 2_000 },
    );
    expect(passed, 'scripts that passed').to.be.greaterThan(100);
  });

  it('that does not pass still ends when it is walked', () => {
    fc.assert(
      fc.property(random, (script) => {
        for (const kind of TICKET_KINDS) expect(pathsOf(script, kind).length).to.be.at.most(60);
      }),
    );
  });
});

describe('an answer to the survey', () => {
  const question = (name: string) => questionOf(initialScript, name) as Question;

  for (const [name, words, value] of [
    ['solved', '已经解决了', 1],
    ['solved', '是的', 1],
    ['solved', '没有解决', 0],
    ['solved', '还没修好', 0],
    ['solved', '没有问题了', 1],
    ['solved', 'yes', 1],
    ['solved', "no it isn't", 0],
    ['solved', '嗯', 1],
    ['solved', '苹果', null],
    ['solved', '挺好的，不错', 1],
    ['solved', '没错', 1],
    ['solved', '没什么问题', 1],
    ['solved', '差不多好了', 1],
    ['solved', '还有问题', 0],
    ['solved', '还是有异响', 0],
    ['solved', '没问题，就是有异响', null],
    ['on_time', '没迟到', 1],
    ['on_time', '没有晚', 1],
    ['on_time', '迟到了', 0],
    ['on_time', '没来', 0],
    ['on_time', '不是', 0],
    ['charge_as_quoted', '没有收费', 1],
    ['charge_as_quoted', '不一致', 0],
    ['score', '五分', 5],
    ['score', '我打4分', 4],
    ['score', '满分', 5],
    ['score', 'three', 3],
    ['score', '两分', 2],
    ['score', '三四分', null],
    ['score', '10', null],
    ['score', '很好', null],
    ['score', '一般', null],
    ['score', '一直都很好', null],
    ['score', '等了两天', null],
    ['score', '我给4', 4],
    ['score', '四', 4],
    ['score', '两个师傅都很好，五分', 5],
    ['score', '4 out of 5', 4],
    ['score', 'no one came', null],
    ['score', '10分', null],
    ['why_unsolved', '还在等配件', 3],
    ['why_unsolved', '第二个', 2],
    ['why_unsolved', 'nobody came', 1],
    ['why_unsolved', '八', null],
    ['remark', '是的', null],
  ] as const) {
    it(`to ${name}: ${words} is ${value}`, () => expect(spokenAnswer(question(name), words)).to.equal(value));
  }

  it('is any value by the key that is told for it, and nothing by any other', () => {
    for (const asked of initialScript.questions) {
      const values = valuesOf(asked);
      for (const value of values) expect(keyedAnswer(asked, keyOf(asked, value))).to.equal(value);
      const heard = [...'0123456789*#'].map((key) => keyedAnswer(asked, key)).filter((one) => one !== null);
      expect(heard.sort()).to.deep.equal([...values].sort());
      expect(isAnswer(asked, null)).to.equal(asked.kind === 'spoken');
    }
  });
});
