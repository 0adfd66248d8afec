import { expect } from 'chai';
import { z } from 'zod';
import { EVENTS, type EventMap, publicData, publicSchema } from '../../../domain/contracts/event-schemas.ts';

const TYPES = Object.keys(EVENTS) as (keyof EventMap)[];

describe('what subscribers outside are told of events', () => {
  it('holds nothing that somebody typed', () => {
    const told = publicData('ticket.cancelled', { reason: '王芳 13800138000 不要了' });
    expect(told).to.deep.equal({});
    expect(publicData('recording.held', { recordingId: 3, held: true, reason: '法院' })).to.deep.equal({
      recordingId: 3,
      held: true,
    });
  });

  it('holds no field that the contract does not name', () => {
    expect(publicData('ticket.chased', { count: 2, number: '13800138000' })).to.deep.equal({ count: 2 });
  });

  it('is a JSON schema for each, of the fields that are told', () => {
    for (const type of TYPES) {
      const { properties = {} } = z.toJSONSchema(publicSchema(type)) as { properties?: object };
      expect(Object.keys(properties), type).to.have.members(Object.keys(publicSchema(type).shape));
    }
    expect(Object.keys(publicSchema('ticket.offered').shape)).to.deep.equal([
      'outletId',
      'expiresAt',
      'decisionId',
      'overruled',
    ]);
  });
});
