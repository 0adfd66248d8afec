import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { DayPlanView, Timeline } from '../../../domain/contracts/day-plan.ts';
import { get } from '../api/client.ts';

const LATER_MS = 30_000;
const SOON_MS = 800;

/** Whose day is looked at; part of the address, so that it can be sent to a colleague. */
export interface TimelinePlace {
  day: string | null;
  regionId: number | null;
  outletId: number | null;
  offered: boolean;
  unasked: boolean;
}

export function useTimelinePlace(): [TimelinePlace, (change: Partial<TimelinePlace>) => void] {
  const [params, setParams] = useSearchParams();
  const place = useMemo(
    () => ({
      day: params.get('day'),
      regionId: Number(params.get('region')) || null,
      outletId: Number(params.get('outlet')) || null,
      offered: params.get('offered') === 'true',
      unasked: params.get('new') === 'true',
    }),
    [params],
  );
  const set = (change: Partial<TimelinePlace>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        const after = { ...place, ...change };
        const write = (name: string, value: string | number | boolean | null) =>
          value ? next.set(name, String(value)) : next.delete(name);
        write('day', after.day);
        write('region', after.regionId);
        write('outlet', after.outletId);
        write('offered', after.offered);
        write('new', after.unasked);
        return next;
      },
      { replace: true },
    );
  return [place, set];
}

export const useTimeline = (place: TimelinePlace) =>
  useQuery({
    queryKey: ['timeline', place],
    queryFn: ({ signal }) =>
      get<Timeline>(
        '/api/timeline',
        {
          day: place.day,
          regionId: place.regionId,
          outletId: place.outletId,
          offered: place.offered || null,
          new: place.unasked || null,
        },
        signal,
      ),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (isThinking(state.data) ? SOON_MS : LATER_MS),
  });

export const isThinking = (timeline: Timeline | undefined): boolean =>
  ['queued', 'running'].includes(timeline?.plan?.state ?? '');

export const usePlan = (id: number | null) =>
  useQuery({
    queryKey: ['timeline', 'plan', id],
    queryFn: ({ signal }) => get<DayPlanView>(`/api/day-plans/${id}`, {}, signal),
    enabled: id !== null,
  });
