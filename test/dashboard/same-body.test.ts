import { expect } from 'chai';
import { freshQuestion } from '../../dashboard/src/script/branches.ts';
import { sameBody } from '../../dashboard/src/versions/same-body.ts';
import { scriptSchema } from '../../domain/followup/script.ts';

describe('an unsaved draft', () => {
  it('is told from the saved one by what it says, not by the order of its fields', () => {
    expect(sameBody({ a: 1, b: { c: [1, 2], d: null } }, { b: { d: null, c: [1, 2] }, a: 1 })).to.equal(true);
    expect(sameBody({ a: [1, 2] }, { a: [2, 1] })).to.equal(false);
    expect(sameBody({ a: 1 }, { a: 1, b: null })).to.equal(false);
  });

  it('of a survey with a fresh question is the saved one once it comes back', () => {
    const body = { questions: [freshQuestion([])] };
    expect(sameBody(body, scriptSchema.parse(body))).to.equal(true);
  });
});
