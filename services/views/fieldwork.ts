import type { Fieldwork, PartView, PhotoView, QuoteView } from '../../domain/contracts/fieldwork.ts';
import { workedUnquoted } from '../../domain/fieldwork/quote.ts';
import { distanceKm, type Point } from '../../domain/geo.ts';
import type { ServiceActionName } from '../../domain/vocabulary.ts';
import type { CustomerCode, QuoteLineRow, VisitClosing, VisitSignature } from '../../entities/fieldwork.ts';
import type { ServiceAction, Ticket } from '../../entities/ticket.ts';
import { codeView, completionSubject } from '../fieldwork/customer-code.ts';
import { isOutletOnly, seesAddress, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { visibleTicket } from './ticket-detail.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const parsed = <T>(value: T | string): T => (typeof value === 'string' ? (JSON.parse(value) as T) : value);

/**
 * What was written down at the customer's home, visit by visit. An outlet reads its own visits alone: what another one
 * quoted and photographed is no business of its.
 */
export async function fieldworkOf(tx: Tx, viewer: Viewer, ticketId: number): Promise<Fieldwork> {
  const ticket = await visibleTicket(tx, viewer, ticketId);
  const site = await siteOf(tx, ticket);
  const visitIds = await readableVisits(tx, viewer, ticketId);
  const [actions, quotes, parts, photos, signatures, codes, closings] = await Promise.all([
    rows<ServiceAction>(tx, 'service_action', visitIds, 'a.id'),
    quotesOf(tx, visitIds),
    partsWhere(tx, 'p.visitId IN (?) ORDER BY p.id', visitIds),
    photosOf(tx, visitIds),
    rows<VisitSignature>(tx, 'visit_signature', visitIds, 'a.id'),
    rows<CustomerCode>(tx, 'customer_code', visitIds, 'a.id'),
    rows<VisitClosing>(tx, 'visit_closing', visitIds, 'a.visitId'),
  ]);
  const home = site?.lng == null || site.lat == null ? null : { lng: site.lng, lat: site.lat };
  const point = seesAddress(viewer, ticket) ? home : null;
  const of = <R extends { visitId: number }>(all: R[], visitId: number) =>
    all.filter((row) => row.visitId === visitId);
  return {
    site: { point, precision: site?.precision ?? null },
    applianceSerial: await serialOf(tx, ticket),
    visits: visitIds.map((visitId) => {
      const done = of(actions, visitId);
      const closing = of(closings, visitId)[0];
      return {
        visitId,
        actions: done.map((action) => actionView(action, site?.precision === 'address' ? home : null)),
        quotes: of(quotes, visitId),
        parts: of(parts, visitId),
        photos: of(photos, visitId),
        signatures: of(signatures, visitId).map(({ purpose, name, strokes, at }) => ({
          purpose,
          name,
          strokes: parsed(strokes),
          at: at.toISOString(),
        })),
        completionCode: codeView(codes.find(({ subject }) => subject === completionSubject(visitId)) ?? null),
        closing: closing ? closingView(closing) : null,
        workedUnquoted: workedUnquoted(
          done.map(({ action, at }) => ({ action, at: at.toISOString() })),
          of(quotes, visitId),
        ),
      };
    }),
    applianceParts: ticket.applianceId ? await historyOf(tx, ticket.applianceId, ticketId) : [],
  };
}

async function readableVisits(tx: Tx, viewer: Viewer, ticketId: number): Promise<number[]> {
  const visits: { id: number; outletId: number }[] = await tx.query(
    'SELECT id, outletId FROM visit WHERE ticketId = ? ORDER BY number',
    [ticketId],
  );
  const own = ({ outletId }: { outletId: number }) =>
    !isOutletOnly(viewer) || viewer.scope.outletIds.includes(outletId);
  return visits.filter(own).map(({ id }) => id);
}

/** Rows of some visits; none are asked for when there are no visits. */
async function rows<R>(tx: Tx, table: string, visitIds: number[], order: string): Promise<R[]> {
  if (visitIds.length === 0) return [];
  return tx.query(`SELECT a.* FROM ${table} a WHERE a.visitId IN (?) ORDER BY ${order}`, [visitIds]);
}

async function siteOf(
  tx: Tx,
  { siteId }: Ticket,
): Promise<{ lng: number | null; lat: number | null; precision: string } | undefined> {
  if (!siteId) return undefined;
  const [row] = await tx.query('SELECT lng, lat, `precision` FROM site WHERE id = ?', [siteId]);
  return row;
}

async function serialOf(tx: Tx, { applianceId }: Ticket): Promise<string | null> {
  if (!applianceId) return null;
  const [row] = await tx.query('SELECT serialNumber FROM appliance WHERE id = ?', [applianceId]);
  return row?.serialNumber ?? null;
}

function actionView(
  action: ServiceAction,
  home: Point | null,
): Fieldwork['visits'][number]['actions'][number] {
  const { lng, lat } = action;
  const away = home && lng !== null && lat !== null ? distanceKm(home, { lng, lat }) : null;
  return {
    action: action.action as ServiceActionName,
    receivedAt: iso(action.receivedAt),
    timeNote: action.timeNote,
    skewSeconds: action.skewSeconds,
    place: action.placeState,
    accuracyM: action.accuracyM,
    awayM: away === null ? null : Math.round(away * 1000),
  };
}

const closingView = ({
  visitId: _v,
  ticketId: _t,
  at: _a,
  workedUnquoted: flag,
  ...closing
}: VisitClosing) => ({
  ...closing,
  workedUnquoted: Boolean(flag),
});

type QuoteRow = Omit<QuoteView, 'at' | 'approvedAt' | 'lines'> & { at: Date; approvedAt: Date | null };

async function quotesOf(tx: Tx, visitIds: number[]): Promise<QuoteView[]> {
  if (visitIds.length === 0) return [];
  const quotes: QuoteRow[] = await tx.query(
    `SELECT q.id, q.ref, q.visitId, q.version, q.state, q.totalFen, q.at, p.name AS \`by\`, q.approvedAt, q.approvedHow,
            q.approverName
     FROM quote q LEFT JOIN person p ON p.id = q.personId WHERE q.visitId IN (?) ORDER BY q.id`,
    [visitIds],
  );
  if (quotes.length === 0) return [];
  const lines: QuoteLineRow[] = await tx.query(
    'SELECT * FROM quote_line WHERE quoteId IN (?) ORDER BY quoteId, position',
    [quotes.map(({ id }) => id)],
  );
  return quotes.map((quote) => ({
    ...quote,
    at: quote.at.toISOString(),
    approvedAt: iso(quote.approvedAt),
    lines: lines
      .filter(({ quoteId }) => quoteId === quote.id)
      .map(({ quoteId: _q, position: _p, covered, ...line }) => ({ ...line, covered: Boolean(covered) })),
  }));
}

async function partsWhere(tx: Tx, where: string, ids: number[]): Promise<PartView[]> {
  if (ids.length === 0) return [];
  const found: (Omit<PartView, 'at'> & { at: Date })[] = await tx.query(
    `SELECT p.id, p.visitId, p.ticketId, t.number AS ticketNumber, p.name, p.quantity, p.oldSerial, p.newSerial,
            p.warrantyUntil, p.at
     FROM part_used p JOIN ticket t ON t.id = p.ticketId WHERE ${where}`,
    [ids],
  );
  return found.map((part) => ({ ...part, at: part.at.toISOString() }));
}

/** Peers #10: what was put into this appliance before, whoever did it. */
async function historyOf(tx: Tx, applianceId: number, ticketId: number): Promise<PartView[]> {
  const parts = await partsWhere(tx, 'p.applianceId IN (?) ORDER BY p.id DESC LIMIT 50', [applianceId]);
  return parts.filter((part) => part.ticketId !== ticketId);
}

async function photosOf(tx: Tx, visitIds: number[]): Promise<PhotoView[]> {
  if (visitIds.length === 0) return [];
  const found: (Omit<PhotoView, 'takenAt'> & { takenAt: Date })[] = await tx.query(
    'SELECT id, visitId, kind, mime, width, height, takenAt FROM attachment WHERE visitId IN (?) ORDER BY id',
    [visitIds],
  );
  return found.map((photo) => ({ ...photo, takenAt: photo.takenAt.toISOString() }));
}
