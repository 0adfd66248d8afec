import { type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { TimelineJob } from '../../../domain/contracts/day-plan.ts';
import { type Scale, snapped } from './scale.ts';

const BEGINS_AFTER_PX = 5;

/** Where a job would come to stand that is being dragged. */
export interface Lifted {
  job: TimelineJob;
  /** Null over the list of what is not planned. */
  technicianId: number | null;
  at: number | null;
}

interface Grab {
  job: TimelineJob;
  x: number;
  y: number;
  /** How far into the job it was taken hold of; milliseconds. */
  hold: number;
  pointer: number;
}

/**
 * Dragging a job with mouse, pen or finger: over a technician's line it snaps to quarters of an hour, over the list it is
 * taken off; Escape, or letting go elsewhere, leaves all as it was.
 */
export function useDrag(scale: Scale | null, drop: (lifted: Lifted) => void) {
  const [lifted, setLifted] = useState<Lifted | null>(null);
  const grabbed = useRef<Grab | null>(null);
  const current = useRef<Lifted | null>(null);
  const dragged = useRef(false);

  const show = useCallback((next: Lifted | null) => {
    current.current = next;
    setLifted(next);
  }, []);

  useEffect(() => {
    if (!scale) return;
    const move = (event: globalThis.PointerEvent) => {
      const grab = grabbed.current;
      if (!grab || event.pointerId !== grab.pointer) return;
      const far = Math.hypot(event.clientX - grab.x, event.clientY - grab.y);
      if (!current.current && far < BEGINS_AFTER_PX) return;
      dragged.current = true;
      event.preventDefault();
      const under = document.elementFromPoint(event.clientX, event.clientY);
      const line = under?.closest<HTMLElement>('[data-line]');
      if (line) {
        const { left, width } = line.getBoundingClientRect();
        const at = scale.from + ((event.clientX - left) / width) * (scale.to - scale.from) - grab.hold;
        show({
          job: grab.job,
          technicianId: Number(line.dataset.line),
          at: snapped(Math.max(scale.from, at)),
        });
      } else show({ job: grab.job, technicianId: null, at: under?.closest('[data-unplanned]') ? 0 : null });
    };
    const end = (event: globalThis.PointerEvent) => {
      const grab = grabbed.current;
      if (!grab || event.pointerId !== grab.pointer) return;
      const where = current.current;
      grabbed.current = null;
      show(null);
      if (where && where.at !== null) drop(where);
    };
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !grabbed.current) return;
      grabbed.current = null;
      show(null);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
    addEventListener('keydown', cancel);
    return () => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', end);
      removeEventListener('keydown', cancel);
    };
  }, [scale, drop, show]);

  const grab = useCallback(
    (job: TimelineJob) => (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      const { left, width } = event.currentTarget.getBoundingClientRect();
      const onLine = event.currentTarget.classList.contains('plan-bar');
      const hold = onLine ? ((event.clientX - left) / width) * job.minutes * 60_000 : 0;
      dragged.current = false;
      grabbed.current = { job, x: event.clientX, y: event.clientY, hold, pointer: event.pointerId };
    },
    [],
  );
  /** Whether the click that follows ends a drag, and means nothing else. */
  const wasDragged = () => dragged.current;
  return { lifted, grab, wasDragged };
}
