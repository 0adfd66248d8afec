import { deflateSync } from 'node:zlib';
import { lineFen, quoteTotal } from '../../../domain/fieldwork/quote.ts';
import type { CodeAbsence, PhotoKind } from '../../../domain/fieldwork/words.ts';
import { addDays } from '../../../domain/time.ts';
import {
  Attachment,
  AttachmentData,
  CustomerCode,
  PartUsed,
  Quote,
  QuoteLineRow,
  VisitClosing,
  VisitSignature,
} from '../../../entities/fieldwork.ts';
import { PRICES } from '../data/prices.ts';
import { Random } from '../random.ts';
import { DAY, MINUTE } from './local-time.ts';
import type { TicketLife } from './tickets.ts';
import type { World } from './world.ts';

/** How far back it is kept: enough for the figures of a month, and for what somebody opens in the demo. */
const CLOSINGS_KEPT = 30 * DAY;
const QUOTES_KEPT = 10 * DAY;
const PHOTOS_KEPT = 1.5 * DAY;

const ABSENCES: readonly (readonly [CodeAbsence, number])[] = [
  ['no_text_phone', 4],
  ['not_received', 3],
  ['refused', 1],
  ['no_network', 2],
  ['unsaid', 2],
];
const FREE = { text: '高空作业辅材', unitFen: 6_000, reason: '外墙无平台，需加固' };

/** What a technician leaves behind beside the actions: quote, parts, photos, signature, code, charge (H5). */
export class FieldEvidence {
  readonly #world: World;
  readonly #random: Random;
  readonly #ids = { quote: 0, part: 0, photo: 0, signature: 0, code: 0, ref: 0 };

  constructor(world: World) {
    this.#world = world;
    // Its own chance: what is left behind changes nothing of what happens.
    this.#random = new Random('evidence');
  }

  /** @returns what the customer agreed to; null where nothing is kept of so long ago, or nobody asked */
  quoted(ticket: TicketLife): number | null {
    const { now, end, date } = this.#world;
    const { row, visit, appliance } = ticket;
    if (!visit || end - now > QUOTES_KEPT) return null;
    const random = this.#random;
    const covered =
      row.kind === 'repair' && appliance?.brand != null && appliance.warrantyUntil >= this.#today();
    const fitting = PRICES.filter(
      ({ category, kind }) =>
        (category === null || category === row.category) && (kind === null || kind === row.kind),
    );
    const of = (sort: string) => fitting.filter((each) => each.sort === sort);
    const chosen = [
      random.pick(of('travel')),
      random.pick(of('labour')),
      ...(row.kind === 'repair' && of('part').length > 0 ? [random.pick(of('part'))] : []),
    ];
    const lines = chosen.map(({ code, sort, name, unit, yuan }) => ({
      sort,
      code: code as string | null,
      text: name,
      unit,
      quantityMilli: unit === 'metre' || unit === 'hour' ? random.pick([1000, 1500, 2500]) : 1000,
      unitFen: yuan * 100,
      listFen: (yuan * 100) as number | null,
      covered,
      reason: null as string | null,
    }));
    if (random.chance(0.06))
      lines.push({
        ...FREE,
        sort: 'other',
        code: null,
        unit: 'piece',
        quantityMilli: 1000,
        listFen: null,
        covered: false,
      });
    const id = ++this.#ids.quote;
    const totalFen = quoteTotal(lines);
    const approved = random.chance(0.95);
    const signed = approved && random.chance(0.8);
    this.#world.writer.add(Quote, {
      id,
      ref: this.#ref(),
      ticketId: row.id,
      visitId: visit.row.id,
      version: 1,
      state: approved ? 'approved' : 'given',
      totalFen,
      at: date,
      personId: null,
      approvedAt: approved ? date : null,
      approvedHow: approved ? (signed ? 'signature' : 'code') : null,
      approverName: signed ? '用户' : null,
    });
    lines.forEach((line, position) => {
      this.#world.writer.add(QuoteLineRow, { ...line, quoteId: id, position, amountFen: lineFen(line) });
    });
    if (signed) this.#sign(ticket, 'quote', id);
    return approved ? totalFen : null;
  }

  /** When the work is done. */
  closed(ticket: TicketLife, chargeFen: number, quotedFen: number | null): void {
    const { now, end, writer, date } = this.#world;
    const { row, visit } = ticket;
    if (!visit || end - now > CLOSINGS_KEPT) return;
    const random = this.#random;
    const visitId = visit.row.id;
    const confirmed = random.chance(0.82);
    writer.add(VisitClosing, {
      visitId,
      ticketId: row.id,
      method: chargeFen === 0 ? 'warranty' : random.pick(['qr', 'qr', 'qr', 'cash', 'transfer'] as const),
      amountFen: chargeFen,
      quotedFen,
      differsReason: quotedFen !== null && quotedFen !== chargeFen ? '用户另加一次清洗' : null,
      receiptNumber: chargeFen > 0 && random.chance(0.5) ? `SJ${random.digits(8)}` : null,
      codeAbsence: confirmed ? null : random.pickBy(ABSENCES),
      workedUnquoted: quotedFen === null && end - now <= QUOTES_KEPT,
      at: date,
    });
    if (end - now > QUOTES_KEPT) return;
    if (confirmed) this.#code(ticket);
    if (row.kind === 'repair' && random.chance(0.45)) this.#part(ticket);
    if (random.chance(0.7)) this.#sign(ticket, 'work', null);
    if (end - now > PHOTOS_KEPT) return;
    for (const kind of ['before', 'nameplate', 'after'] as const)
      if (random.chance(0.75)) this.#photo(ticket, kind);
  }

  #code({ row, visit }: TicketLife): void {
    const visitId = visit?.row.id ?? 0;
    const { now, date } = this.#world;
    this.#world.writer.add(CustomerCode, {
      id: ++this.#ids.code,
      subject: `completion-${visitId}`,
      ticketId: row.id,
      visitId,
      hash: this.#random.hex(64),
      tries: 0,
      sends: 1,
      sentAt: new Date(now - 60 * MINUTE),
      confirmedAt: date,
    });
  }

  #part({ row, visit, appliance }: TicketLife): void {
    const fitting = PRICES.filter(({ sort, category }) => sort === 'part' && category === row.category);
    if (fitting.length === 0) return;
    const random = this.#random;
    const { code, name, warrantyMonths } = random.pick(fitting);
    this.#world.writer.add(PartUsed, {
      id: ++this.#ids.part,
      ref: this.#ref(),
      ticketId: row.id,
      visitId: visit?.row.id ?? 0,
      applianceId: appliance?.id ?? null,
      code,
      name,
      quantity: 1,
      oldSerial: random.chance(0.8) ? `P${random.digits(9)}` : null,
      newSerial: random.chance(0.95) ? `P${random.digits(9)}` : null,
      warrantyUntil: warrantyMonths > 0 ? addDays(this.#today(), Math.round(warrantyMonths * 30.4)) : null,
      at: this.#world.date,
      personId: null,
    });
  }

  #sign({ row, visit }: TicketLife, purpose: 'quote' | 'work', quoteId: number | null): void {
    this.#world.writer.add(VisitSignature, {
      id: ++this.#ids.signature,
      ref: this.#ref(),
      ticketId: row.id,
      visitId: visit?.row.id ?? 0,
      purpose,
      quoteId,
      name: '用户',
      strokes: scrawl(this.#random),
      at: this.#world.date,
    });
  }

  #photo({ row, visit }: TicketLife, kind: PhotoKind): void {
    const id = ++this.#ids.photo;
    const data = PICTURES[kind === 'nameplate' ? 2 : kind === 'after' ? 1 : 0] as Buffer;
    const { date, now, writer } = this.#world;
    writer.add(Attachment, {
      id,
      ref: this.#ref(),
      ticketId: row.id,
      visitId: visit?.row.id ?? 0,
      kind,
      mime: 'image/png',
      bytes: data.length,
      width: WIDTH,
      height: HEIGHT,
      takenAt: kind === 'after' ? date : new Date(now - 50 * MINUTE),
      receivedAt: date,
      personId: null,
      lng: null,
      lat: null,
      accuracyM: null,
      placeState: 'unavailable',
    });
    writer.add(AttachmentData, { attachmentId: id, data });
  }

  #today = (): string => this.#world.local.day(this.#world.now);
  #ref = (): string => (++this.#ids.ref).toString(16).padStart(32, '0');
}

/** Something like a name in a quick hand. */
function scrawl(random: Random): number[][] {
  return [0, 1, 2].map((letter) => {
    let x = 150 + letter * 240;
    let y = random.int(120, 240);
    const stroke = [x, y];
    for (let step = 0; step < 9; step++) {
      x = Math.min(1000, Math.max(0, x + random.int(-40, 70)));
      y = Math.min(400, Math.max(0, y + random.int(-90, 90)));
      stroke.push(x, y);
    }
    return stroke;
  });
}

const WIDTH = 320;
const HEIGHT = 240;

/** An appliance on a wall, by three rectangles: grimy, clean, and its nameplate. */
const PICTURES: Buffer[] = [
  drawn([0xb9b4a6, 0x8d8878, 0x5b5648]),
  drawn([0xdfe8ec, 0xffffff, 0x7aa7b8]),
  drawn([0xcfd3d6, 0xf4f4ee, 0x2b2f33], true),
];

function drawn([wall, body, dark]: [number, number, number], plate = false): Buffer {
  const rows = Buffer.alloc((WIDTH * 3 + 1) * HEIGHT);
  const inside = (x: number, y: number, [left, top, right, bottom]: readonly number[]) =>
    x >= (left ?? 0) && x < (right ?? 0) && y >= (top ?? 0) && y < (bottom ?? 0);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const line = plate && y % 24 > 16 && inside(x, y, [60, 60, 60 + ((y * 37) % 170), 190]);
      const grille = !plate && y % 12 > 7 && inside(x, y, [56, 130, 264, 176]);
      const colour = line || grille ? dark : inside(x, y, [40, 50, 280, 195]) ? body : wall;
      const at = y * (WIDTH * 3 + 1) + 1 + x * 3;
      rows.writeUIntBE(colour, at, 3);
    }
  }
  const size = Buffer.alloc(13);
  size.writeUInt32BE(WIDTH, 0);
  size.writeUInt32BE(HEIGHT, 4);
  size.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
