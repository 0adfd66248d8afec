import { expect } from 'chai';
import { checkPolicy } from '../../domain/policy/check.ts';
import { diffPolicies } from '../../domain/policy/diff.ts';
import { initialPolicy, type Policy } from '../../domain/policy.ts';

const changed = (change: (policy: Policy) => void): Policy => {
  const policy = structuredClone(initialPolicy);
  change(policy);
  return policy;
};

describe('what is wrong with a policy', () => {
  it('is nothing with the values at the start', () => {
    expect(checkPolicy(initialPolicy)).to.deep.equal([]);
  });

  it('is named by its place and its limit', () => {
    const wrong: [(policy: Policy) => void, string, string, number | null][] = [
      [(policy) => (policy.dispatch.weights.distance = 101), 'too_big', 'dispatch.weights.distance', 100],
      [(policy) => (policy.dispatch.weights.load = -1), 'too_small', 'dispatch.weights.load', 0],
      [(policy) => (policy.dispatch.measures.farKm = 0), 'not_above', 'dispatch.measures.farKm', 0],
      [(policy) => (policy.dispatch.maxMoves = 1.5), 'not_whole', 'dispatch.maxMoves', null],
      [(policy) => (policy.dispatch.sameDayUntil = '4pm'), 'bad_time', 'dispatch.sameDayUntil', null],
      [(policy) => (policy.dispatch.daysAhead = null as never), 'wrong_kind', 'dispatch.daysAhead', null],
      [(policy) => (policy.followup.windowTo = '08:00'), 'window_backwards', 'followup.windowTo', null],
      [
        (policy) => (policy.selfService.morning.to = '09:00'),
        'window_backwards',
        'selfService.morning.to',
        null,
      ],
    ];
    for (const [change, code, path, limit] of wrong) {
      expect(checkPolicy(changed(change)), path).to.deep.equal([{ code, path, limit }]);
    }
  });

  it('is a score in which nothing counts', () => {
    const none = { distance: 0, load: 0, quality: 0, skill: 0, wish: 0, fairness: 0 };
    expect(checkPolicy(changed((policy) => (policy.dispatch.weights = none)))).to.deep.equal([
      { code: 'weights_all_zero', path: 'dispatch.weights', limit: null },
    ]);
  });
});

describe('what one policy says that another does not', () => {
  it('is told value by value, from nothing and to nothing too', () => {
    const after = changed((policy) => {
      policy.dispatch.maxMoves = 4;
      policy.dispatch.ownFirst.stove = [1];
      delete policy.dispatch.ownFirst.television;
      policy.dispatch.ownFirst.refrigerator = [2];
    });
    expect(diffPolicies(initialPolicy, after)).to.have.deep.members([
      { path: 'dispatch.maxMoves', before: 3, after: 4 },
      { path: 'dispatch.ownFirst.stove', before: [1, 3], after: [1] },
      { path: 'dispatch.ownFirst.television', before: [1], after: null },
      { path: 'dispatch.ownFirst.refrigerator', before: null, after: [2] },
    ]);
    expect(diffPolicies(after, after)).to.deep.equal([]);
  });
});
