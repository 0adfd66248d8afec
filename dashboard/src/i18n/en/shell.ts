import type { shell as zh } from '../zh/shell.ts';

export const shell: typeof zh = {
  login: {
    username: 'User name',
    usernameNeeded: 'Type your user name',
    password: 'Password',
    passwordNeeded: 'Type your password',
    refused: 'User name or password is wrong. Type them again.',
    signIn: 'Sign in',
    demo: 'Demo',
    demoMeans: 'Press one to sign in. Every password is {{password}}',
    as: { dispatcher: 'Dispatcher', agent: 'Agent', hq: 'Headquarters manager', outlet: 'Outlet manager' },
  },
  nav: {
    label: 'Main navigation',
    calls: 'Calls',
    board: 'Dispatch',
    tickets: 'Tickets',
    followups: 'Follow-up',
    outlet: 'Outlet',
  },
  shell: {
    noDuty: 'Your account has nothing to do yet',
    noDutyHint: 'Ask an administrator to give you a role.',
    hotlineTime: 'Hotline time',
    demoTime: 'Demo clock',
    signOut: 'Sign out',
    back: 'Back to the desk',
  },
  pulse: {
    label: "The line's pulse",
    liveCalls: 'live calls',
    openTickets: 'open',
    lateTickets: 'late',
    manualTickets: 'for dispatcher',
    callbacksWaiting: 'callbacks',
    followupCoverage: 'followed up',
    means: {
      liveCalls: 'Calls on the line now; opens the list',
      openTickets: 'Tickets not finished yet; opens the list',
      lateTickets: 'Tickets past their deadline; opens the list',
      manualTickets: 'Tickets that wait for a dispatcher; opens the list',
      callbacksWaiting: 'Calls that are owed and not made yet; opens the list',
      followupCoverage: 'Settled of the follow-ups that came due in the last 7 days; opens the exceptions',
    },
  },
  line: {
    connecting: 'Connecting',
    online: 'Live',
    offline: 'Offline',
    offlineSince: 'Offline since {{time}}',
    banner:
      'No connection since {{time}}. You see what was there before; it catches up by itself, no need to reload.',
    means: {
      connecting: 'Connecting to the hotline',
      online: 'The page is live; caught up {{resyncs}} times after a cut or a gap',
      offline: 'Trying to connect; whatever is missed will be caught up',
    },
  },
  mode: { light: 'Light', dark: 'Dark' },
};
