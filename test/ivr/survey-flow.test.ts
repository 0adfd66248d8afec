import { expect } from 'chai';
import { initialScript, scriptSchema } from '../../domain/followup/script.ts';
import { startFollowUp } from '../../ivr/flow/start.ts';
import type { FollowUpBrief } from '../../services/followup/survey.ts';
import type { CallerProfile } from '../../services/intake/caller-profile.ts';
import { NOBODY, Play, reference, ZHANG } from './play.ts';
import { KNOWN_NUMBER } from './small-world.ts';

type Obligation = FollowUpBrief['obligations'][number];
const owed = (over: Partial<Obligation> = {}): Obligation => ({
  id: 1,
  kind: 'survey',
  ticketId: 7,
  ticketNumber: '123456784',
  ticketKind: 'repair',
  category: 'air_conditioner',
  resolutionNo: 1,
  outletName: '河东服务站',
  scriptVersion: 0,
  ...over,
});

interface Options {
  obligations?: Obligation[] | null;
  language?: 'zh' | 'en';
  answeredBy?: string;
  reopened?: string[];
  profile?: CallerProfile;
}

function ring(
  { obligations = [owed()], language = 'zh', answeredBy, reopened = [], ...more }: Options = {},
  ref = reference,
): Play {
  const brief = obligations && { contactId: 5, language, customerName: '张伟', obligations };
  const profile = more.profile ?? (obligations?.some(({ kind }) => kind !== 'survey') ? ZHANG : NOBODY);
  const start = { attemptId: 3, brief, answeredBy, number: KNOWN_NUMBER, profile };
  return new Play(startFollowUp(start, ref), { settle_survey: { reopened } }, ref);
}

describe('a follow-up call', () => {
  it('says who calls about what, and asks whether it is solved', () => {
    expect(ring().text).to.match(
      /^张伟，您好，这里是一线家电服务热线，就河东服务站为您的空调维修服务.*已解决请按1/,
    );
    expect(ring({ language: 'en' }).text)
      .to.contain('air conditioner repair')
      .and.contain('For yes, press 1. For no, press 2.');
  });

  it('addresses the customer as the hotline does, when the number is theirs', () => {
    expect(ring({ profile: ZHANG }).text).to.match(/^张先生，您好/);
    const other = { ...ZHANG, customer: { id: 2, name: '李敏', gender: 'f' } };
    expect(ring({ profile: other }).text).to.match(/^张伟，您好/);
  });

  it('keeps each answer as it is given, then a remark, and thanks', () => {
    const call = ring().press('1', '2', '1', '4', '5');
    expect(call.state).to.equal('survey_remark');
    call.record();
    const answers = call.commands.filter(({ name }) => name === 'answer_survey').map(({ ask }) => ask);
    const about = { ticketId: 7, scriptVersion: 0 };
    expect(answers).to.deep.equal([
      { ...about, question: 'solved', value: 1 },
      { ...about, question: 'on_time', value: 0 },
      { ...about, question: 'charge_as_quoted', value: 1 },
      { ...about, question: 'courtesy', value: 4 },
      { ...about, question: 'score', value: 5 },
      {
        ...about,
        question: 'remark',
        value: null,
        recording: { sid: 'RE1', url: 'https://api.example.com/RE1', seconds: 9 },
      },
    ]);
    expect(call.asked('settle_survey')).to.equal(null);
    expect(call.text).to.equal('感谢您的评价，祝您生活愉快，再见。');
    expect(call.isOver).to.equal(true);
  });

  it('keeps a remark that key 0 ends, and then leads to a person', () => {
    const call = ring().press('1', '1', '1', '5', '5');
    call.hear({ type: 'recorded', key: '0', sid: 'RE1', url: 'https://api.example.com/RE1', seconds: 4 });
    expect(call.asked('answer_survey')?.recording).to.deep.equal({
      sid: 'RE1',
      url: 'https://api.example.com/RE1',
      seconds: 4,
    });
    expect(call.state).to.equal('line');
  });

  it('lets the remark be passed over', () => {
    const call = ring().press('1', '1', '1', '5', '5').silence();
    expect(call.asked('settle_survey')).to.equal(null);
    expect(call.isOver).to.equal(true);
  });

  it('says that an unsolved ticket is open again', () => {
    const call = ring({ reopened: ['123456784'] })
      .press('2', '5', '1', '1', '5', '5')
      .silence();
    expect(call.text).to.contain('工单1 2 3，4 5 6，7 8 4已重新打开');
  });

  it('asks about one ticket after another', () => {
    const call = ring({ obligations: [owed(), owed({ id: 2, ticketId: 8, category: 'television' })] });
    call.press('1', '1', '1', '5', '5').silence();
    expect(call.text).to.match(/^接下来请评价另一次服务：电视机维修。问题解决了吗/);
    call.press('2', '3', '1', '1', '5', '1').silence();
    expect(call.commands.filter(({ name }) => name === 'answer_survey')).to.have.length(11);
    expect(call.commands.at(-2)?.ask).to.deep.include({ ticketId: 8, question: 'score', value: 1 });
    expect(call.isOver).to.equal(true);
  });

  for (const [question, before] of [
    ['solved', []],
    ['courtesy', ['1', '1', '1']],
  ] as const) {
    it(`ends with thanks after three wrong answers to ${question}, settled as far as it went`, () => {
      const wrong = question === 'solved' ? '3' : '6';
      const call = ring().press(...before, wrong, wrong, wrong);
      expect(call.asked('settle_survey')).to.equal(null);
      expect(call.commands.filter(({ name }) => name === 'answer_survey')).to.have.length(before.length);
      expect(call.isOver).to.equal(true);
    });
  }

  it('leads to a person with 0, once what was said is settled', () => {
    const call = ring().press('2', '0');
    expect(call.asked('settle_survey')).to.equal(null);
    expect(call.state).to.equal('line');
  });

  it('asks why it is not solved, and nobody else', () => {
    const call = ring().press('2');
    expect(call.text).to.match(/^主要是什么原因？没有人上门请按1，.*其他原因请按5。$/);
    call.press('3');
    expect(call.asked('answer_survey')).to.deep.include({ question: 'why_unsolved', value: 3 });
    expect(ring().press('1').text).to.match(/^技师是否按约定时间上门/);
  });

  it('takes words as it takes keys, in both languages, where they were heard surely', () => {
    const call = ring().speak('已经解决了').speak('是的').speak('一致').speak('五分').speak('四分');
    const values = call.commands.map(({ ask }) => (ask as { value: number }).value);
    expect(values).to.deep.equal([1, 1, 1, 5, 4]);
    expect(call.state).to.equal('survey_remark');
    const english = ring({ language: 'en' }).speak('no, not at all').speak('a part is still awaited');
    expect(english.commands.map(({ ask }) => (ask as { value: number }).value)).to.deep.equal([0, 3]);
    expect(ring().speak('已经解决了', 0.1).commands).to.deep.equal([]);
    expect(ring().speak('我要转人工').state).to.equal('line');
  });

  it('listens for the answers to the question', () => {
    const wait = ring().press('2').at.expect;
    expect(wait).to.have.nested.property('hints.words').that.includes('还在等配件');
  });

  it('goes on with the version that it began with, and says which that was', () => {
    const script = scriptSchema.parse({
      questions: [
        initialScript.questions[0],
        { key: 'tidy', kind: 'spoken', words: { zh: '现场收拾干净了吗？', en: 'Was it left tidy?' } },
        initialScript.questions.find(({ key }) => key === 'score'),
      ].map((one) => ({ ...one, branches: [], next: null })),
    });
    const scripts = { inForce: 4, byVersion: new Map([...reference.scripts.byVersion, [3, script]]) };
    const call = ring({ obligations: [owed({ scriptVersion: 3 })] }, { ...reference, scripts }).press('1');
    expect(call.text).to.contain('现场收拾干净了吗？请在提示音后说出');
    call.record();
    expect(call.asked('answer_survey')).to.deep.include({ question: 'tidy', scriptVersion: 3, value: null });
    call.press('5');
    expect(call.asked('settle_survey')).to.equal(null);
  });

  it('says where it stands to a machine, and to nobody that it knows of', () => {
    expect(ring({ answeredBy: 'machine_start' }).text).to.contain('另选时间');
    expect(ring({ answeredBy: 'machine_start' }).isOver).to.equal(true);
    expect(ring({ obligations: null }).isOver).to.equal(true);
  });

  it('goes on into the menu with someone who had been left waiting', () => {
    const call = ring({ obligations: [owed({ kind: 'abandoned', ticketId: null, ticketKind: null })] });
    expect(call.text)
      .to.match(/^您好.*现在回电/)
      .and.contain('维修请按1');
    expect(call.press('1', '1').asked('open_ticket')?.kind).to.equal('repair');
  });

  it('does both where both are owed', () => {
    const call = ring({ obligations: [owed(), owed({ id: 2, kind: 'abandoned', ticketId: null })] });
    call.press('1', '1', '1', '5', '5').silence();
    expect(call.state).to.equal('menu');
    expect(call.text).to.contain('现在回电');
  });
});
