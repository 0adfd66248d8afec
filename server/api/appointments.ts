import { z } from 'zod';
import { visitWindowsSchema } from '../../domain/contracts/campaigns.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { visibleTicket } from '../../services/views/ticket-detail.ts';
import { visitWindows } from '../../services/views/visit-windows.ts';
import { route } from '../http/route.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
const DESK: Role[] = ['agent', 'dispatcher', 'administrator'];

/** H6: what callers do by phone, an agent does for them. */
export const appointmentRoutes = [
  route({
    method: 'get',
    path: '/tickets/:id/windows',
    tag: 'tickets',
    summary: 'When the visit is, and when else the outlet can come (H6)',
    roles: DESK,
    params,
    answer: visitWindowsSchema,
    handle: async ({ viewer, params: { id }, now, wiring }) => {
      const { manager } = wiring.dataSource;
      return visitWindows(manager, await visibleTicket(manager, viewer, id), now);
    },
  }),
];
