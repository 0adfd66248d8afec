import type { Bridge, BridgeEnd } from '../bridge.ts';
import { Interrupted } from '../line.ts';
import type { Stage } from './stage.ts';

/** Talks until one of the two leaves. `star`: pressing * hangs up on the other. Throws Interrupted. */
export async function stayConnected(
  { carrier, call, line }: Pick<Stage, 'carrier' | 'call' | 'line'>,
  bridge: Bridge,
  star = false,
): Promise<BridgeEnd> {
  try {
    return await line.stay(bridge.ended.promise, (input) => {
      switch (input.kind) {
        case 'speech':
          carrier.tell(call, { type: 'input', kind: 'speech', text: input.text });
          bridge.speak(call, input.text);
          return true;
        case 'keys':
          carrier.tell(call, { type: 'input', kind: 'keys', text: input.digits });
          if (star && input.digits.includes('*')) bridge.end('star', call);
          return true;
        case 'speaking':
          return true;
        default:
          return false;
      }
    });
  } catch (error) {
    if (error instanceof Interrupted) {
      bridge.end(line.interruption?.kind === 'redirect' ? 'redirect' : 'hangup', call);
    }
    throw error;
  }
}
