import { pulseSchema, referenceSchema } from '../../domain/contracts/api.ts';
import { knownQuestions } from '../../domain/followup/script.ts';
import { Brand } from '../../entities/network.ts';
import { Unit } from '../../entities/organisation.ts';
import { Category, District } from '../../entities/reference.ts';
import { pulse } from '../../services/views/pulse.ts';
import { route } from '../http/route.ts';

export const referenceRoutes = [
  route({
    method: 'get',
    path: '/reference',
    tag: 'reference',
    summary: 'What lists and forms are made of: categories, brands, the unit tree, districts',
    answer: referenceSchema,
    handle: async ({ now, wiring: { dataSource, config, reference } }) => {
      const { manager } = dataSource;
      return {
        now: now.toISOString(),
        timeZone: config.timeZone,
        demo: config.demo,
        hotline: config.twilio.phoneNumber,
        categories: await manager.find(Category, {
          select: { code: true, name: true, nameEn: true },
          order: { position: 'ASC' },
        }),
        brands: await manager.find(Brand, {
          select: { id: true, name: true, nameEn: true },
          order: { id: 'ASC' },
        }),
        units: await manager.find(Unit, {
          select: { id: true, kind: true, name: true, nameEn: true, parentId: true, marketTier: true },
          order: { id: 'ASC' },
        }),
        districts: await manager.find(District, {
          select: { code: true, name: true, parentCode: true, regionId: true },
          order: { code: 'ASC' },
        }),
        surveyQuestions: knownQuestions((await reference()).scripts.byVersion).map(
          ({ key, kind, words, answers }) => ({ key, kind, words, answers }),
        ),
      };
    },
  }),
  route({
    method: 'get',
    path: '/pulse',
    tag: 'reference',
    summary: "The line's pulse: the figures at the top of every page",
    answer: pulseSchema,
    handle: ({ viewer, now, wiring }) => pulse(wiring.dataSource.manager, viewer, now),
  }),
];
