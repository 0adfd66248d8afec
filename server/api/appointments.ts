import { z } from 'zod';
import { visitWindowsSchema } from '../../domain/contracts/campaigns.ts';
import {
  areaWindowsQuery,
  areaWindowsSchema,
  technicianWindowsSchema,
} from '../../domain/contracts/visits.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { INTAKE } from '../../services/people/viewer.ts';
import { areaWindows } from '../../services/views/area-windows.ts';
import { technicianWindows } from '../../services/views/technician-windows.ts';
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
  route({
    method: 'get',
    path: '/tickets/:id/technician-windows',
    tag: 'tickets',
    summary: 'How often the technician is promised already, by half-day (H6)',
    roles: [...DESK, 'outlet_manager', 'technician'],
    params,
    answer: technicianWindowsSchema,
    handle: async ({ viewer, params: { id }, now, wiring }) => {
      const { manager } = wiring.dataSource;
      const ticket = await visibleTicket(manager, viewer, id);
      if (!ticket.outletId) throw new DomainError('wrong_state', 'No outlet has this ticket yet.');
      return technicianWindows(manager, ticket, now);
    },
  }),
  route({
    method: 'get',
    path: '/visit-windows',
    tag: 'tickets',
    summary: 'Half-days that outlets of a place still have, to be wished for when a request is taken in (H6)',
    roles: INTAKE,
    query: areaWindowsQuery,
    answer: areaWindowsSchema,
    handle: ({ query, now, wiring }) => areaWindows(wiring.dataSource.manager, query, now),
  }),
];
