/** Colour means state; the one accent means "can be pressed". All texts reach AA on their grounds. */
export type Mode = 'light' | 'dark';

export const palette = {
  light: {
    ground: '#f1f4f5',
    panel: '#ffffff',
    raised: '#f7f9fa',
    line: '#d8dfe2',
    text: '#17211f',
    quiet: '#55646a',
    accent: '#0b6a86',
    accentGround: '#e3f1f5',
    late: '#bf2115',
    lateGround: '#fdecea',
    soon: '#8a5200',
    soonMark: '#e08c00',
    soonGround: '#fff3d9',
    good: '#1a7340',
    goodGround: '#e5f4eb',
  },
  dark: {
    ground: '#0f1416',
    panel: '#171e21',
    raised: '#1e272b',
    line: '#303c42',
    text: '#e6ecee',
    quiet: '#9fb0b7',
    accent: '#58b8d4',
    accentGround: '#14323c',
    late: '#ff8a7a',
    lateGround: '#3d1b18',
    soon: '#f2b750',
    soonMark: '#f2b750',
    soonGround: '#38290d',
    good: '#63c892',
    goodGround: '#143323',
  },
} as const satisfies Record<Mode, Record<string, string>>;
