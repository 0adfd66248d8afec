import type { TicketCard } from '../../domain/contracts/api.ts';

/**
 * People of one kind, of whom so many are at it in one moment: whoever is done takes up the next ticket that was seen,
 * however long the next look at thousands of them takes.
 */
export class Crew {
  private readonly atOnce: number;
  private readonly attend: (card: TicketCard) => Promise<void>;
  private readonly willAct: (card: TicketCard) => boolean;
  /** Tickets that somebody is at. */
  private readonly busy = new Set<number>();
  private seen: TicketCard[] = [];
  private onError: (error: unknown) => void = () => {};

  constructor(
    atOnce: number,
    {
      attend,
      willAct,
    }: { attend: (card: TicketCard) => Promise<void>; willAct: (card: TicketCard) => boolean },
  ) {
    this.atOnce = atOnce;
    this.attend = attend;
    this.willAct = willAct;
  }

  get working(): number {
    return this.busy.size;
  }

  /** @param cards all that now wait for them, instead of those seen before */
  see(cards: TicketCard[], onError: (error: unknown) => void): void {
    // What somebody is at will be another card once they are done.
    this.seen = cards.filter(({ id }) => !this.busy.has(id)).reverse();
    this.onError = onError;
    this.takeUp();
  }

  private takeUp(): void {
    while (this.busy.size < this.atOnce) {
      const card = this.seen.pop();
      if (!card) return;
      if (this.busy.has(card.id) || !this.willAct(card)) continue;
      this.busy.add(card.id);
      this.attend(card)
        .catch(this.onError)
        .finally(() => {
          this.busy.delete(card.id);
          this.takeUp();
        });
    }
  }
}
