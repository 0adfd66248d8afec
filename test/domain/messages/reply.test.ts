import { expect } from 'chai';
import { readReply, readSurveyReply, ticketNumberIn } from '../../../domain/messages/reply.ts';

describe('a customer’s text message (H4)', () => {
  for (const [meaning, bodies] of [
    ['confirm', ['1', ' １ ', '1。', '确认', '好的！', 'OK', 'Yes.']],
    ['move', ['2', '２', '改约', 'Reschedule']],
    ['stop', ['退订', 'TD', 'T', 'stop', 'STOP.', 'Unsubscribe']],
    ['words', ['', '12', '1点以后都行', '不要退订', '师傅什么时候到？', 'stop by at noon', '3']],
  ] as const) {
    it(`means ${meaning} when it says that alone`, () => {
      for (const body of bodies) expect(readReply(body), body).to.equal(meaning);
    });
  }

  for (const [body, said] of [
    ['1', { solved: 1 }],
    [' ２。', { solved: 0 }],
    ['没有解决', { solved: 0 }],
    ['已解决', { solved: 1 }],
    ['1 5', { solved: 1, score: 5 }],
    ['2，1分', { solved: 0, score: 1 }],
    ['5', { score: 5 }],
    ['２分', { score: 2 }],
    ['15', null],
    ['6', null],
    ['师傅很好', null],
    ['', null],
  ] as const) {
    it(`answers the survey with ${JSON.stringify(said)} when it says “${body}”`, () =>
      expect(readSurveyReply(body)).to.deep.equal(said));
  }

  it('may name its ticket', () => {
    expect(ticketNumberIn('工单123 456 784改约')).to.equal('123456784');
    expect(ticketNumberIn('１２３４５６７８４')).to.equal('123456784');
    expect(ticketNumberIn('13800138000')).to.equal(null);
  });
});
