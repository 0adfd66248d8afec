import { callListQuery, callListSchema } from '../../domain/contracts/api.ts';
import { DomainError } from '../../domain/errors.ts';
import { listContacts } from '../../services/views/contact-list.ts';
import { route } from '../http/route.ts';

export const callRoutes = [
  route({
    method: 'get',
    path: '/calls',
    tag: 'calls',
    summary: 'Calls and how they ended (H2), the latest first',
    query: callListQuery,
    answer: callListSchema,
    handle: async ({ viewer, query, wiring }) => {
      if (!viewer.scope.province)
        throw new DomainError('forbidden', 'Calls are shown to the customer-service centre.');
      return listContacts(wiring.dataSource.manager, query);
    },
  }),
];
