import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect } from 'chai';
import { tellPulse } from '../../dashboard/src/wallboard/live-pulse.ts';
import type { Wallboard } from '../../domain/contracts/desk.ts';

describe('the pulse beside a live board', () => {
  it('is not touched by the board, so that the rest of it is still read at its intervals', () => {
    const queries = new QueryClient();
    queries.setQueryData(['pulse'], { waitingCallers: 0, openTickets: 7 }, { updatedAt: 1 });
    let heard = 0;
    const watched = new QueryObserver(queries, { queryKey: ['pulse'], enabled: false });
    const leave = watched.subscribe(() => {
      heard += 1;
    });
    const board = { waiting: 3, longestSince: null, today: { serviceLevel: 0.5 } } as Wallboard;
    tellPulse(queries, board);
    tellPulse(queries, { ...board, waiting: 4 });
    expect(queries.getQueryState(['pulse'])?.dataUpdatedAt).to.equal(1);
    expect(heard).to.equal(0);
    expect(queries.getQueryData(['line-now'])).to.include({ waitingCallers: 4, serviceLevel: 0.5 });
    leave();
    queries.clear();
  });
});
