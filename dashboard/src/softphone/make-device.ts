import type { Softphone } from '../../../domain/contracts/desk.ts';
import type { MakeDevice } from './device.ts';

/** The one place where it is decided with what an agent speaks. Each is fetched only when it is the one. */
export const makerOf: Record<Softphone['mode'], () => Promise<MakeDevice>> = {
  twilio: async () => (await import('./twilio-device.ts')).makeTwilioDevice,
  simulated: async () => (await import('./simulated-device.ts')).makeSimulatedDevice,
};
