import { z } from 'zod';
import { demoCallersSchema, demoClockMoveSchema, demoClockSchema } from '../../domain/contracts/api.ts';
import { DomainError } from '../../domain/errors.ts';
import { systemClock } from '../clock.ts';
import { moveDemoClock, readClockOffset } from '../demo-clock.ts';
import { route } from '../http/route.ts';
import type { Wiring } from '../wiring.ts';

/** Dates beyond this are none to the database, and the clock would never come back from there. */
const FARTHEST_MS = 10 * 366 * 86_400_000;

async function clock(wiring: Wiring): Promise<z.infer<typeof demoClockSchema>> {
  const offsetMs = await readClockOffset(wiring.dataSource);
  const now = new Date(systemClock.now().getTime() + offsetMs).toISOString();
  return { now, offsetMs, timeZone: wiring.config.timeZone };
}

/** For the virtual phone; only in the demo (server/api/index.ts), where everybody may. */
export const demoRoutes = [
  route({
    method: 'get',
    path: '/demo/clock',
    tag: 'demo',
    summary: "The hotline's time",
    public: true,
    answer: demoClockSchema,
    handle: ({ wiring }) => clock(wiring),
  }),
  route({
    method: 'post',
    path: '/demo/clock',
    tag: 'demo',
    summary: "Move the hotline's time, or set it back to the real one with offsetMs 0",
    public: true,
    body: demoClockMoveSchema,
    answer: demoClockSchema,
    handle: async ({ body, wiring }) => {
      const offsetMs =
        'to' in body ? new Date(body.to).getTime() - systemClock.now().getTime() : Math.trunc(body.offsetMs);
      if (Math.abs(offsetMs) > FARTHEST_MS)
        throw new DomainError('invalid', "The demo's time can be moved by ten years at most.");
      await moveDemoClock(wiring.dataSource, offsetMs);
      wiring.nudges.send('clock:moved', null);
      return clock(wiring);
    },
  }),
  route({
    method: 'get',
    path: '/demo/callers',
    tag: 'demo',
    summary: 'Customers of the demo to call as',
    public: true,
    query: z.object({ search: z.string().max(40).optional() }),
    answer: demoCallersSchema,
    handle: async ({ query, wiring }) => {
      const text = (query.search ?? '').trim();
      const like = `%${text.replace(/[%_\\]/g, '\\$&')}%`;
      const rows = await wiring.dataSource.query(
        `SELECT n.number, c.name, COALESCE(d.name, '') AS district,
                (SELECT COUNT(*) FROM appliance a WHERE a.customerId = c.id) AS appliances,
                EXISTS (SELECT 1 FROM ticket t WHERE t.customerId = c.id
                  AND t.state IN ('needs_details', 'new', 'manual', 'offered', 'accepted', 'in_progress')) AS openTicket
         FROM phone_number n JOIN customer c ON c.id = n.customerId
         LEFT JOIN site s ON s.id = (SELECT MIN(x.id) FROM site x WHERE x.customerId = c.id)
         LEFT JOIN district d ON d.code = s.districtCode
         WHERE ? = '' OR c.name LIKE ? OR n.number LIKE ? ORDER BY n.id LIMIT 30`,
        [text, like, like],
      );
      return {
        items: rows.map(
          (row: {
            number: string;
            name: string;
            district: string;
            appliances: string;
            openTicket: number;
          }) => ({
            number: row.number,
            name: row.name,
            district: row.district,
            note: String(row.appliances),
            openTicket: Boolean(row.openTicket),
          }),
        ),
      };
    },
  }),
];
