import type { PhoneEvent } from '../../carrier/types.ts';

const TRY_AGAIN_MS = 2_000;
/** The carrier sends something every 10 s; longer silence means a line that a proxy holds open to nowhere. */
const SILENCE_MS = 25_000;

interface Listener {
  onEvent: (event: PhoneEvent) => void;
  /** Also after each reconnection: what happened meanwhile has to be asked for. */
  onOpen: () => void;
  onLost: () => void;
}

/** Listens to the events of these numbers, and connects again for as long as it takes. Returns how to stop. */
export function listenTo(numbers: string[], listener: Listener): () => void {
  const url = `${import.meta.env.BASE_URL}api/events?number=${numbers.map(encodeURIComponent).join(',')}`;
  let source: EventSource;
  let timer: number | undefined;

  const lose = () => {
    source.close();
    listener.onLost();
    clearTimeout(timer);
    timer = window.setTimeout(connect, TRY_AGAIN_MS);
  };
  const alive = () => {
    clearTimeout(timer);
    timer = window.setTimeout(lose, SILENCE_MS);
  };
  const connect = () => {
    source = new EventSource(url);
    source.onopen = () => {
      alive();
      listener.onOpen();
    };
    source.onmessage = ({ data }) => {
      alive();
      listener.onEvent(JSON.parse(data));
    };
    source.addEventListener('beat', alive);
    source.onerror = lose;
    alive();
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
