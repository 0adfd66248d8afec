import type { Bridge } from './bridge.ts';
import type { Call, Room } from './call.ts';
import { type Deferred, deferred } from './deferred.ts';
import type { CarrierError } from './errors.ts';
import { newSid } from './ids.ts';
import type { DocumentTarget } from './twiml/stage.ts';
import type { RoomView } from './types.ts';

export const DEFAULT_QUEUE_SIZE = 1_000;
export const MAX_QUEUE_SIZE = 5_000;

/** Why a call is no longer in the queue, when it was not hung up or redirected. */
export type QueueExit =
  | { kind: 'leave' | 'hangup' }
  | { kind: 'error'; error: CarrierError }
  | { kind: 'taken'; bridge: Bridge; greeting: DocumentTarget | undefined };

/** A call in a queue. */
export class Member {
  readonly call: Call;
  readonly enqueuedAt = new Date();
  readonly exit: Deferred<QueueExit> = deferred();
  /** The connection to whoever took the call out of the queue. */
  bridge: Bridge | undefined;
  /** Whole seconds that it was in the queue, once it has left. */
  leftAfter: number | undefined;

  constructor(call: Call) {
    this.call = call;
  }

  /** Whole seconds. */
  get waited(): number {
    return Math.floor((Date.now() - this.enqueuedAt.getTime()) / 1000);
  }

  take(bridge: Bridge, greeting: DocumentTarget | undefined): void {
    this.bridge = bridge;
    this.exit.settle({ kind: 'taken', bridge, greeting });
  }
}

/** Calls that wait, first come first served. */
export class Queue implements Room {
  readonly sid = newSid('QU');
  readonly createdAt = new Date();
  readonly members = new Map<string, Member>();
  updatedAt = this.createdAt;
  friendlyName: string;
  maxSize: number;
  /** Those who dial this queue while nobody is in it. */
  private readonly takers: ((member: Member) => void)[] = [];

  constructor(friendlyName: string, maxSize = DEFAULT_QUEUE_SIZE) {
    this.friendlyName = friendlyName;
    this.maxSize = maxSize;
  }

  get full(): boolean {
    return this.members.size >= this.maxSize;
  }

  /** Puts a call at the end, or straight into the hands of whoever waits for one. */
  join(call: Call): Member {
    const member = new Member(call);
    const taker = this.takers.shift();
    if (taker) {
      taker(member);
    } else {
      this.members.set(call.sid, member);
      call.room = this;
    }
    return member;
  }

  remove({ call }: Member): void {
    this.members.delete(call.sid);
    if (call.room === this) call.room = undefined;
  }

  /** The first who is still there, taken out. */
  front(): Member | undefined {
    for (const member of this.members.values()) {
      if (member.call.line.interruption) continue;
      this.remove(member);
      return member;
    }
    return undefined;
  }

  /** The first, as soon as there is one. `cancel` asks no longer, and gives back whom it got too late. */
  awaitFront(): { member: Promise<Member>; cancel(): void } {
    const waiting = deferred<Member>();
    let got: Member | undefined;
    const give = (member: Member) => {
      got = member;
      waiting.settle(member);
    };
    const first = this.front();
    if (first) give(first);
    else this.takers.push(give);
    const cancel = () => {
      const at = this.takers.indexOf(give);
      if (at >= 0) this.takers.splice(at, 1);
      if (got) this.putBack(got);
    };
    return { member: waiting.promise, cancel };
  }

  private putBack(member: Member): void {
    if (member.call.line.interruption) return;
    const others = [...this.members];
    this.members.clear();
    for (const [sid, other] of [[member.call.sid, member] as const, ...others]) this.members.set(sid, other);
    member.call.room = this;
  }

  /** 1 is the next; 0 for a call that is not in the queue. */
  positionOf(call: Call): number {
    let position = 0;
    for (const sid of this.members.keys()) {
      position++;
      if (sid === call.sid) return position;
    }
    return 0;
  }

  /** Whole seconds that those in the queue have waited on average. */
  get averageWait(): number {
    let sum = 0;
    for (const member of this.members.values()) sum += member.waited;
    return this.members.size ? Math.round(sum / this.members.size) : 0;
  }

  view(call: Call): RoomView {
    return { kind: 'queue', sid: this.sid, name: this.friendlyName, position: this.positionOf(call) };
  }
}

/** The account's queues. */
export class Queues {
  readonly all = new Map<string, Queue>();

  byName(name: string): Queue | undefined {
    for (const queue of this.all.values()) if (queue.friendlyName === name) return queue;
    return undefined;
  }

  /** The queue of this name, made when there is none. */
  named(name: string): Queue {
    return this.byName(name) ?? this.create(name);
  }

  create(name: string, maxSize?: number): Queue {
    const queue = new Queue(name, maxSize);
    this.all.set(queue.sid, queue);
    return queue;
  }
}
